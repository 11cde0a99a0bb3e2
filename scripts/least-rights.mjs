// Leaves a ledger's stream to one user of a cluster, and every other new stream to administrators:
//   node scripts/least-rights.mjs <user> [stream]
// The administrator's connection string stands in CLUSTER_ADMIN (kurrentdb://admin:…@host:2113?tls=true&tlsCaFile=…);
// the user is made before. Run again, it does the same. Existing rights of other streams stay.
import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';

const [user, stream = 'cadre-ledger'] = process.argv.slice(2);
const connection = process.env.CLUSTER_ADMIN;
if (user === undefined || connection === undefined) {
  console.error('CLUSTER_ADMIN=<connection string> node scripts/least-rights.mjs <user> [stream]');
  process.exit(2);
}

const administrators = '$admins';
const nobodyElse = Object.fromEntries(
  ['$r', '$w', '$d', '$mr', '$mw'].map((right) => [right, administrators]),
);
const client = KurrentDBClient.connectionString(connection);
try {
  await client.setStreamMetadata(stream, {
    acl: {
      readRoles: [user],
      writeRoles: [user],
      deleteRoles: [administrators],
      metaReadRoles: [administrators],
      metaWriteRoles: [administrators],
    },
  });
  const defaults = { $userStreamAcl: nobodyElse, $systemStreamAcl: nobodyElse };
  await client.appendToStream(
    '$settings',
    jsonEvent({ type: 'update-default-acl', data: defaults }),
  );
  console.log(`${user} may read and append ${stream}; any other stream is the administrators’.`);
} catch (error) {
  console.error(`The rights were not set: ${error.type ?? ''} ${error.message}`);
  process.exitCode = 1;
}
await client.dispose();
