/**
 * The README's tour on two ledgers, query by query in turns: `npm run tour -- --one <folder> --many
 * <folder>`, both loaded before (`npm run demo -- --scale N --load-only`). Prints what each query
 * takes on either, and fails when the longest takes more than three times as long on the larger.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { demoServer } from './demo-server.ts';
import { client, quantile } from './open-loop.ts';

const { values: options } = parseArgs({
  options: {
    one: { type: 'string', default: './data' },
    many: { type: 'string', default: './data-100' },
    runs: { type: 'string', default: '30' },
  },
});
const ratioMax = 3;
const county = 'county: "419998"';

/** The tour's queries, each told which county it is about: the larger ledger has several. */
const queries = [...readFileSync('README.md', 'utf8').matchAll(/```graphql\n\s*(.+)\n\s*```/g)].map(
  ([, query = '']) =>
    query
      .replace('record: { dryRun', `record: { ${county}, dryRun`)
      .replace(/^(\{ (?!reserveFunnel)\w+\()/, `$1${county}, `),
);
if (queries.length < 10) throw new Error('the README has no tour of ten queries');

const servers = [await demoServer(options.one), await demoServer(options.many)];
try {
  const clients = servers.map(({ url }) => client(url));
  const taken = queries.map(() => servers.map((): number[] => []));
  for (let run = -3; run < Number(options.runs); run += 1) {
    for (const [index, query] of queries.entries()) {
      const bodies: string[] = [];
      for (const [which, { send }] of clients.entries()) {
        const body = JSON.stringify({ query });
        const answer = await send({ method: 'POST', path: '/graphql', body });
        if (answer.status !== 200 || answer.body.includes('"errors"')) {
          throw new Error(`query ${index + 1} was answered ${answer.status} ${answer.body}`);
        }
        // Of many counties a day's facts are recorded together: the day is the same only.
        bodies.push(answer.body.replaceAll(/T\d\d:\d\d:\d\d\.\d{3}Z/g, ''));
        if (run >= 0) taken[index]?.[which]?.push(answer.ms);
      }
      if (index < 9 && bodies[0] !== bodies[1]) {
        throw new Error(`query ${index + 1} was answered differently: ${bodies.join(' and ')}`);
      }
    }
  }
  for (const { close } of clients) close();
  const medians = taken.map((both) => both.map((ms) => quantile(ms, 0.5)) as [number, number]);
  console.log('query   one county   many   ratio   (medians, ms)');
  for (const [index, [one, many]] of medians.entries()) {
    const cells = [one.toFixed(2).padStart(10), many.toFixed(2).padStart(6)];
    console.log(
      `${String(index + 1).padStart(5)}   ${cells.join('   ')}   ${(many / one).toFixed(2)}`,
    );
  }
  const longest = [0, 1].map((which) => Math.max(...medians.map((both) => both[which] ?? 0)));
  const ratio = (longest[1] ?? 0) / (longest[0] ?? 1);
  console.log(
    `the longest: ${longest.map((ms) => ms.toFixed(2)).join(' and ')} ms, × ${ratio.toFixed(2)}`,
  );
  process.exitCode = ratio <= ratioMax ? 0 : 1;
} finally {
  for (const { stop } of servers) await stop();
}
