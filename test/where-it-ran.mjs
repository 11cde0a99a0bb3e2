/**
 * Says at the end of a run where the journal's contract and the scenarios of several servers ran, and
 * where they did not and why. Silent when the run had nothing to do with them.
 */
const title = /^(The journal’s contract|Several servers): (.+)$/;
const places = [
  { file: 'test/stores/memory.test.ts', what: ['The journal’s contract: memory'] },
  { file: 'test/stores/sqlite.test.ts', what: ['The journal’s contract: SQLite'] },
  {
    file: 'test/stores/kurrentdb.test.ts',
    what: [
      'The journal’s contract: stream in memory, replica in memory',
      'The journal’s contract: stream in memory, replica in a file',
    ],
  },
  {
    file: 'test/stores/kurrentdb-peer.test.ts',
    what: ['The journal’s contract: KurrentDB’s client, scripted peer'],
  },
  {
    file: 'test/stores/kurrentdb-server.test.ts',
    what: ['The journal’s contract: KurrentDB’s client, real cluster'],
    needs: 'TEST_KURRENTDB',
  },
  { file: 'test/servers/two-on-peer.test.ts', what: ['Several servers: scripted peer'] },
  {
    file: 'test/servers/two-on-cluster.test.ts',
    what: ['Several servers: real cluster'],
    needs: 'TEST_KURRENTDB',
  },
];

export default class WhereItRan {
  onRunComplete(_contexts, { testResults }) {
    const lines = linesOf(testResults, process.env);
    if (lines.length > 0) process.stderr.write(`\n${lines.join('\n')}\n`);
  }
}

export function linesOf(testResults, environment) {
  const ran = places.map((place) => ({
    ...place,
    result: testResults.find(({ testFilePath }) => testFilePath.endsWith(`/${place.file}`)),
  }));
  if (ran.every(({ result }) => result === undefined)) return [];
  return ran.flatMap(({ what, needs, result }) => {
    const tests = (result?.testResults ?? []).filter(({ ancestorTitles: [top = ''] }) =>
      title.test(top),
    );
    return what.map((name) => {
      const own = tests.filter(({ ancestorTitles: [top] }) => top === name);
      return `${name.padEnd(68)} ${told(own, result, needs, environment)}`;
    });
  });
}

function told(tests, result, needs, environment) {
  if (result === undefined) return 'not run: left out of this run';
  const count = (status) => tests.filter((test) => test.status === status).length;
  if (tests.length > 0) {
    const others = tests.length - count('passed') - count('failed');
    return [
      `${count('passed')} passed`,
      ...(count('failed') > 0 ? [`${count('failed')} failed`] : []),
      ...(others > 0 ? [`${others} not run`] : []),
    ].join(', ');
  }
  if (needs !== undefined && environment[needs] === undefined)
    return `not run: ${needs} is not set`;
  return 'NOT RUN: its file ended before';
}
