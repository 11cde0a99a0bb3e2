/** The rules of style and architecture that a program can check (architecture §2, style). */
import { describe, expect, test } from '@jest/globals';
import {
  codeOf,
  functionsIn,
  type SourceFile,
  sourceFiles,
  withoutComments,
} from './source-files.ts';

const linesMax = 300;
const functionLinesMax = 60;
const columnsMax = 100;

const sources = sourceFiles('events', 'schema', 'src', 'scripts', 'bench');
const tests = sourceFiles('test');
const everything = /./;

/**
 * Who may import whom: of our own files by the beginning of their path, of packages by name. The
 * first entry whose `files` begin a path rules it; a layer may always import itself.
 */
const layers: readonly {
  readonly files: string;
  readonly own: RegExp;
  readonly packages: RegExp;
  readonly why: string;
}[] = [
  {
    files: 'events/',
    own: /^events\//,
    packages: /^zod$/,
    why: 'the language of facts outlives every program that reads it',
  },
  {
    files: 'src/domain/',
    own: /^(events|src\/domain)\//,
    packages: /^zod$/,
    why: 'what may happen is pure',
  },
  {
    files: 'src/read-models/',
    own: /^(events|src\/read-models)\//,
    packages: /^$/,
    why: 'what can be seen is pure, and knows nothing of what may happen',
  },
  {
    files: 'src/application/',
    own: /^(events|src\/(domain|read-models|application))\//,
    packages: /^(zod|node:crypto)$/,
    why: 'use cases declare their ports and know no adapter',
  },
  {
    files: 'src/stores/',
    own: /^(events\/(dates|define|values)|src\/read-models\/row|src\/application\/(ports|canonical|limits|within-limits|ledger-refused|observe)|src\/stores\/[\w-]+)\.ts$/,
    packages: /^(node:|@kurrent\/kurrentdb-client$)/,
    why: 'a store knows stored events and rows, never an event’s name',
  },
  {
    files: 'schema/',
    own: /^(events|schema|src\/(domain|read-models|application))\//,
    packages: /^(zod|graphql|graphql-scalars|type-graphql|reflect-metadata|dataloader)$/,
    why: 'the language of clients asks the application and names no adapter',
  },
  {
    files: 'src/reports/',
    own: /^(events|src\/(domain|read-models|application|reports))\//,
    packages: /^$/,
    why: 'figures are questions about rows',
  },
  { files: 'src/server/', own: everything, packages: everything, why: 'composes all' },
  { files: 'src/cli/', own: everything, packages: everything, why: 'composes all' },
  { files: 'src/demo/', own: everything, packages: everything, why: 'composes all' },
  { files: 'scripts/', own: everything, packages: everything, why: 'tools of the project' },
  { files: 'bench/', own: everything, packages: everything, why: 'measures all' },
];

describe('the layers', () => {
  test('there are sources to look at, and each is in a layer', () => {
    expect(sources.length).toBeGreaterThan(100);
    const homeless = sources.filter(({ path }) => layerOf(path) === undefined);
    expect(homeless.map(({ path }) => path)).toEqual([]);
  });

  test('import in the direction of the table only', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((name) => !mayImport(file.path, name))
        .map((name) => `${file.path} imports ${name}: ${layerOf(file.path)?.why}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the stores do not know each other', () => {
    const kinds = /^src\/stores\/(\w+)\//;
    const wrong = sources.flatMap((file) => {
      const own = kinds.exec(file.path)?.[1];
      if (own === undefined) return [];
      return importsOf(file)
        .filter((name) => (kinds.exec(name)?.[1] ?? own) !== own)
        .map((name) => `${file.path} imports ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  test('a forbidden import would be found', () => {
    expect(mayImport('events/person.ts', 'src/domain/people.ts')).toBe(false);
    expect(mayImport('src/domain/people.ts', 'node:crypto')).toBe(false);
    expect(mayImport('src/read-models/row.ts', 'src/domain/people.ts')).toBe(false);
    expect(mayImport('src/application/handle.ts', 'src/stores/hints.ts')).toBe(false);
    expect(mayImport('src/stores/sqlite/journal.ts', 'events/person.ts')).toBe(false);
    expect(mayImport('src/stores/sqlite/journal.ts', 'node:sqlite')).toBe(true);
  });
});

describe('the core is pure', () => {
  /** What would let the clock, chance, the machine or the outside in. */
  const impure: readonly RegExp[] = [
    /\bDate\.now\b/,
    /\bnew Date\(\s*\)/,
    /\.(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)\(/,
    /\.toLocale\w*\(/,
    /\bIntl\b/,
    /\bMath\.random\b/,
    /\brandomUUID\b/,
    /\bcrypto\b/,
    /\bperformance\b/,
    /\bprocess\b/,
    /\bglobalThis\b/,
    /\bconsole\b/,
    /\bawait\b/,
    /\basync\b/,
    /\bPromise\b/,
    /\bset(Timeout|Interval|Immediate)\b/,
    /\bqueueMicrotask\b/,
    /\bfetch\(/,
    /\bimport\(/,
    /\bimport\.meta\b/,
  ];
  const core = sources.filter(({ path }) => /^(events|src\/domain|src\/read-models)\//.test(path));

  test('it has no clock, no chance, no waiting and no outside', () => {
    const wrong = core.flatMap(({ path, text }) =>
      linesOf(codeOf(text)).flatMap(({ line, number }) =>
        impure
          .filter((word) => word.test(line))
          .map((word) => `${path}:${number} has ${word.source}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('it throws nowhere but for the impossible, and only Errors', () => {
    const wrong = core.flatMap(({ path, text }) =>
      linesOf(codeOf(text))
        .filter(({ line }) => /\bthrow\b/.test(line) && !/\bthrow (new \w+|fail)\(/.test(line))
        .map(({ number }) => `${path}:${number}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('every file', () => {
  /** Path → why it may be longer. */
  const longer: Readonly<Record<string, string>> = {
    'events/code-tables.ts': 'code tables: one list of names, nothing to understand',
  };

  test(`has at most ${linesMax} lines`, () => {
    const long = [...sources, ...tests]
      .map(({ path, text }) => ({ path, lines: linesOf(text.trimEnd()).length }))
      .filter(({ path, lines }) => lines > linesMax && !(path in longer));
    expect(long.map(({ path, lines }) => `${path} has ${lines}`)).toEqual([]);
  });

  test(`has functions of at most ${functionLinesMax} lines of their own`, () => {
    const long = sources.flatMap((file) =>
      functionsIn(file)
        .filter(({ lines }) => lines > functionLinesMax)
        .map(({ name, lines }) => `${file.path} ${name} has ${lines}`),
    );
    expect(long).toEqual([]);
  });

  test(`has lines of at most ${columnsMax} columns, but for text that cannot be broken`, () => {
    const unbreakable =
      /['"`][^'"`]{30,}['"`]|\/.{40,}\/[a-z]*|^\s*(\*|\/\/|\/\*\*).*https?:|biome-ignore/;
    const long = [...sources, ...tests].flatMap(({ path, text }) =>
      linesOf(text)
        .filter(({ line }) => line.length > columnsMax && !unbreakable.test(line))
        .map(({ number }) => `${path}:${number}`),
    );
    expect(long).toEqual([]);
  });

  test('is called in kebab-case', () => {
    const wrong = [...sources, ...tests].filter(
      ({ path }) => !/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.ts$/.test(path),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('has no default export, no enum, no namespace and no any', () => {
    const wrong = found(
      [...sources, ...tests],
      /\bexport default\b|^\s*(export )?(const )?enum \w|^\s*(export )?namespace \w|(:|\bas|<) ?any\b/,
    );
    expect(wrong).toEqual([]);
  });

  test('has no class but type-graphql’s and Errors', () => {
    const plain = sources.filter(({ path }) => !path.startsWith('schema/'));
    expect(found(plain, /\bclass\b(?! \w+ extends \w*Error\b)/)).toEqual([]);
  });

  test('binds no bare LIMIT, which SQLite compiles anew at each value', () => {
    const others = sources.filter(({ path }) => path !== 'src/stores/sqlite/statements.ts');
    expect(found(others, /\bLIMIT \?/)).toEqual([]);
    expect(found(others, /\bLIMIT \+\?/)).not.toEqual([]);
  });

  test('has nothing put off', () => {
    const wrong = [...sources, ...tests]
      .filter(({ path }) => path !== 'test/tidy.test.ts')
      .flatMap(({ path, text }) =>
        linesOf(text)
          .filter(({ line }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(line))
          .map(({ number }) => `${path}:${number}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe('every test file', () => {
  test('runs all of its tests', () => {
    expect(found(tests, /\.(skip|only|todo|failing)\b|\b[xf](it|test|describe)\(/)).toEqual([]);
  });

  test('states facts, not wishes', () => {
    const wishes = tests.flatMap(({ path, text }) =>
      linesOf(withoutComments(text))
        .filter(({ line }) => /\b(test|it)\(\s*['"`]should\b/.test(line))
        .map(({ number }) => `${path}:${number}`),
    );
    expect(wishes).toEqual([]);
  });
});

function layerOf(path: string) {
  return layers.find(({ files }) => path.startsWith(files));
}

function mayImport(path: string, name: string): boolean {
  const layer = layerOf(path);
  if (layer === undefined) return false;
  const isOwn = name.endsWith('.ts') || name.endsWith('.json');
  if (!isOwn) return layer.packages.test(name);
  return (
    layer.own.test(name) || (path.startsWith('src/stores/') && name.startsWith(folderOf(path)))
  );
}

/** What a file imports: our own files by path from the root, packages by name. */
function importsOf({ path, text }: SourceFile): string[] {
  const code = withoutComments(text);
  const statement =
    /^(?:import|export)\s(?:[^;']*?\bfrom\s+)?'([^'\n]+)'|\bimport\(\s*'([^'\n]+)'/gm;
  const named = [...code.matchAll(statement)].map(([, name, dynamic]) => name ?? dynamic);
  return named.map((name = '') =>
    name.startsWith('.') ? new URL(name, `file:///${path}`).pathname.slice(1) : packageOf(name),
  );
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
const packageOf = (name: string) =>
  name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : (name.split('/')[0] ?? '');

function linesOf(text: string) {
  return text.split('\n').map((line, index) => ({ line, number: index + 1 }));
}

function found(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    linesOf(codeOf(text))
      .filter(({ line }) => pattern.test(line))
      .map(({ number }) => `${path}:${number}`),
  );
}
