/** Nodes of a cluster as processes that can be killed at any moment, and what their gossip says. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { connectionOf } from '../../src/stores/kurrentdb/connection.ts';
import type { EventLog } from '../../src/stores/kurrentdb/event-log.ts';

const pollMs = 50;
const waitMsMax = 180_000;
const gossipMsMax = 2_000;
/** One that cannot run at all is not started for ever. */
const restartsMax = 100;

export type Node = {
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly hasEnded: () => boolean;
};

/** `command` runs it in the foreground under its own pid; $NODE in it is which of several it is. */
export function startNode(command: string, number = 0): Node {
  const child = spawn('/bin/sh', ['-c', `exec ${command}`], {
    env: { ...process.env, NODE: String(number) },
    stdio: 'ignore',
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    kill: () => end(child, 'SIGKILL', hasEnded),
    stop: () => end(child, 'SIGTERM', hasEnded),
    hasEnded,
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals, hasEnded: () => boolean) {
  if (hasEnded()) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** Rejects, saying what was waited for, when it does not come. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const late = performance.now() + waitMsMax;
  while (!(await holds())) {
    if (performance.now() > late) throw new Error(`waited ${waitMsMax} ms in vain: ${what}`);
    await sleep(pollMs);
  }
}

/** The node, once it answers. */
export async function answering(start: string, log: () => EventLog): Promise<Node> {
  const node = startNode(start);
  const probe = log();
  await until('the node answers', async () => {
    if (node.hasEnded()) throw new Error('the node ended by itself');
    return probe.head().then(
      () => true,
      () => false,
    );
  });
  await probe.close();
  return node;
}

export type Cluster = ReturnType<typeof startCluster>;

/**
 * One node for each host of the connection string, each started again when it ends by itself, as a
 * supervisor does: a former leader that wrote what no other node has ends to truncate it.
 * `onRestart` is told.
 */
export function startCluster(connection: string, command: string, onRestart: () => void) {
  const addresses = addressesIn(connection);
  const nodes = addresses.map((_, number) => startNode(command, number));
  const killed = new Set<number>();
  let restarts = 0;

  function restart(number: number): void {
    killed.delete(number);
    nodes[number] = startNode(command, number);
  }
  function supervise(): void {
    for (const [number, { hasEnded }] of nodes.entries()) {
      if (killed.has(number) || !hasEnded()) continue;
      restarts += 1;
      if (restarts > restartsMax) throw new Error(`nodes ended by themselves ${restarts} times`);
      onRestart();
      restart(number);
    }
  }
  async function states(): Promise<readonly (string | null)[]> {
    supervise();
    return Promise.all(addresses.map(ownState));
  }

  /** Which of them says of itself that it leads; null while none or more than one does. */
  async function leader(): Promise<number | null> {
    const found = await states();
    const first = found.indexOf('Leader');
    return first === -1 || first !== found.lastIndexOf('Leader') ? null : first;
  }

  return {
    leader,
    /** One leads, and every other has all that the leader has. */
    whole: () =>
      until('one node of the cluster leads and all others follow', async () => {
        const found = await states();
        const followers = found.filter((state) => state === 'Follower').length;
        return found.includes('Leader') && followers === found.length - 1;
      }),
    /** It stays down until it is restarted. */
    async kill(number: number): Promise<void> {
      killed.add(number);
      await nodes[number]?.kill();
    },
    restart,
    stop: async (): Promise<void> => {
      await Promise.all(nodes.map(({ kill }) => kill()));
    },
  };
}

function addressesIn(connection: string): readonly string[] {
  const found = connectionOf(connection);
  if (typeof found === 'string') throw new Error(`the connection string ${found}`);
  const scheme = /[?&]tls=false/i.test(found.text) ? 'http' : 'https';
  return found.hosts
    .split(',')
    .map((host) => `${scheme}://${host.includes(':') ? host : `${host}:2113`}`);
}

const Gossip = z.object({
  members: z.array(
    z.object({
      state: z.string(),
      httpEndPointIp: z.string(),
      httpEndPointPort: z.number(),
    }),
  ),
  serverIp: z.string(),
  serverPort: z.number(),
});

/** What a node says of itself; null when it does not answer. */
async function ownState(address: string): Promise<string | null> {
  try {
    const response = await fetch(`${address}/gossip`, { signal: AbortSignal.timeout(gossipMsMax) });
    const { members, serverIp, serverPort } = Gossip.parse(await response.json());
    const own = members.find(
      ({ httpEndPointIp, httpEndPointPort }) =>
        httpEndPointIp === serverIp && httpEndPointPort === serverPort,
    );
    return own?.state ?? null;
  } catch (error) {
    if (error instanceof z.ZodError) throw error;
    return null;
  }
}
