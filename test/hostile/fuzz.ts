/**
 * `npm run fuzz -- [--requests 10000] [--seed N] [--from N]`: spoilt requests to the built server in production
 * mode; fails on any finding, and when it checked nothing. `npm run fuzz -- cpu`: what the dearest
 * requests below 1 kB cost of a processor, over the demo county; fails past 50 ms.
 */
import { parseArgs } from 'node:util';
import { measureCpu } from './cpu.ts';
import { closeConnections } from './exchange.ts';
import { emptiness, fuzz } from './fuzzing.ts';
import { served } from './served.ts';

const { values, positionals } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
  },
  allowPositionals: true,
});
const print = (line: string) => console.log(line);

const isCpu = positionals[0] === 'cpu';
const server = await served({ demo: isCpu });
const wrong: string[] = [];
try {
  if (isCpu) {
    const tooDear = await measureCpu(server, print);
    wrong.push(...tooDear.map((one) => `costs too much: ${one}`));
  } else {
    const requests = Number(values.requests);
    const fuzzed = await fuzz(server, { seed: values.seed, requests, from: Number(values.from) });
    const { findings, sockets, sound, statuses, codes, logLines } = fuzzed;
    print(`${requests} requests of seed ${values.seed}, ${sockets} of them over a WebSocket`);
    print(`as they were made: ${sound.asked}, of which the server ran ${sound.run}`);
    print(`statuses: ${listed(statuses)}`);
    print(`codes of errors: ${listed(codes)}`);
    print(`lines of the log: ${logLines}`);
    wrong.push(...findings, ...emptiness(fuzzed));
  }
  if (server.state() !== 'running') wrong.push(`the server ${server.state()}`);
} finally {
  closeConnections();
  await server.stop();
}
for (const one of wrong) print(`✗ ${one}`);
print(wrong.length === 0 ? 'nothing found' : `${wrong.length} found`);
process.exitCode = wrong.length === 0 ? 0 : 1;

function listed(counts: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return sorted.map(([name, count]) => `${name} ${count}`).join(', ');
}
