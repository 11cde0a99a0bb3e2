/**
 * A node of a cluster as our client sees it, in this process: it speaks the client's own protocol
 * over a real connection, keeps its streams in memory, and does what its script says instead.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { GossipService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
import {
  ClusterInfo,
  EndPoint,
  MemberInfo,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import { ServerFeaturesService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import {
  SupportedMethod,
  SupportedMethods,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import { UUID } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import { StreamsService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import { peerStreams } from './peer-streams.ts';
import type { Leader } from './refusals.ts';
import { type Refusal, script } from './script.ts';
import { type Following, type Parts, streamService, unary } from './stream-service.ts';

/** The version whose answers it gives. */
export const peerVersion = '23.10.3';

export type ScriptedPeer = Awaited<ReturnType<typeof scriptedPeer>>;

/** `streams`: of another node of the same cluster. */
export async function scriptedPeer(streams = peerStreams()) {
  const sockets = new Set<Socket>();
  const followings = new Set<Following>();
  const asked = script();
  let leader: Leader | null = null;
  let hasLeader = true;
  const parts: Parts = {
    ...{ streams, script: asked, leader: () => leader },
    cut(peer) {
      for (const socket of sockets) {
        if (peer.endsWith(`:${socket.remotePort}`)) socket.destroy();
      }
    },
  };
  const grpc = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
  grpc.addService(StreamsService, streamService(parts, followings));
  grpc.addService(ServerFeaturesService, {
    getSupportedMethods: unary(parts, 'features', supportedMethods),
  });
  grpc.addService(GossipService, { read: unary(parts, 'gossip', members) });
  const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    injector.injectConnection(socket);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  // Cast: what listens on an address has one.
  const { port } = listener.address() as AddressInfo;

  function members(): ClusterInfo {
    const { LEADER, FOLLOWER, UNKNOWN } = MemberInfo.VNodeState;
    const own = leader === null ? LEADER : FOLLOWER;
    const all = [memberAt({ host: '127.0.0.1', port }, hasLeader ? own : UNKNOWN)];
    if (leader !== null) all.push(memberAt(leader, LEADER));
    return new ClusterInfo().setMembersList(all);
  }
  async function away(): Promise<void> {
    const closed = once(listener, 'close');
    listener.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  return {
    script: asked,
    streams,
    port,
    /** One node, named itself; or, as of a cluster, by asking who leads it. */
    connection: `kurrentdb://127.0.0.1:${port}?tls=false`,
    discovered: `kurrentdb+discover://127.0.0.1:${port}?tls=false&maxDiscoverAttempts=2`,
    /** Connections are refused and those there are end, until it comes back. */
    away,
    async back(): Promise<void> {
      listener.listen(port, '127.0.0.1');
      await once(listener, 'listening');
    },
    /** Ends every subscription: with an error, or as if it were done. */
    dropSubscriptions(as: Refusal | null): void {
      for (const { drop } of [...followings]) drop(as);
    },
    subscriptions: () => followings.size,
    connections: () => sockets.size,
    /** It leads no longer, and says so: this other does. Null: it leads. */
    names(other: { readonly port: number } | null): void {
      leader = other && { host: '127.0.0.1', port: other.port };
    },
    elects(does: boolean): void {
      hasLeader = does;
    },
    async close(): Promise<void> {
      if (listener.listening) await away();
      injector.destroy();
      grpc.forceShutdown();
    },
  };
}

function memberAt({ host, port }: Leader, state: MemberInfo.VNodeState): MemberInfo {
  return new MemberInfo()
    .setInstanceId(new UUID().setString('01900000-0000-4000-8000-000000000001'))
    .setTimeStamp('1')
    .setState(state)
    .setIsAlive(true)
    .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port));
}

/** What a server of that version says it can do, as far as the client asks. */
function supportedMethods(): SupportedMethods {
  const streamMethods = ['read', 'append', 'batchappend', 'delete', 'tombstone'];
  return new SupportedMethods()
    .setEventStoreServerVersion(peerVersion)
    .setMethodsList(
      streamMethods.map((name) =>
        new SupportedMethod()
          .setServiceName('event_store.client.streams.streams')
          .setMethodName(name),
      ),
    );
}
