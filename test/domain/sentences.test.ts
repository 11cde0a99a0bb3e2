/** Every finding has its sentences, every sentence its finding, and every gap in one is filled. */
import { describe, expect, test } from '@jest/globals';
import type { Label } from '../../events/define.ts';
import { sentenceOf } from '../../src/domain/sentences/index.ts';
import { bracketed, sourceFiles, withoutComments } from '../source-files.ts';

const sources = sourceFiles('src/domain', 'src/application')
  .filter(({ path }) => !path.startsWith('src/domain/sentences/'))
  .map(({ path, text }) => ({ path, text: withoutComments(text) }));
type Use = { readonly code: string; readonly params: readonly string[] | null; path: string };

/** Findings made by a literal code: `finding('X', …)` and a check's `code: 'X'`. */
const uses: readonly Use[] = sources.flatMap(({ path, text }) => [
  ...[...text.matchAll(/\bfinding\(\s*'(\w+)'/g)].map((found) => ({
    path,
    code: found[1] ?? '',
    params: paramsOfCall(bracketed(text, text.indexOf('(', found.index))),
  })),
  ...[...text.matchAll(/\bcode: '([A-Z]\w+)'/g)].map((found) => ({
    path,
    code: found[1] ?? '',
    params: paramsOfCheck(text, found.index),
  })),
]);

/** Codes made of a part: `finding(\`${role}Unknown\`)`. */
const madeCodes = sources.flatMap(({ text }) =>
  [...text.matchAll(/\bfinding\(\s*`(\w*)\$\{\w+\}(\w*)`/g)].map(
    ([, head, tail]) => new RegExp(`^${head}[A-Z][a-z]+${tail}$`),
  ),
);
const quoted = new Set(
  sources.flatMap(({ text }) => [...text.matchAll(/'([A-Z]\w+)'/g)].map(([, word]) => word ?? '')),
);

const lists = await Promise.all(
  sourceFiles('src/domain/sentences')
    .filter(({ path }) => !path.endsWith('/index.ts'))
    .map(async ({ path }) => {
      const exported = (await import(`../../${path}`)) as Record<string, Record<string, Label>>;
      return Object.values(exported).flatMap((list) =>
        Object.entries(list).map(([code, label]) => ({ code, label, path })),
      );
    }),
);
const sentences = lists.flat();

describe('findings and their sentences', () => {
  test('there are findings to look at', () => {
    expect(uses.length).toBeGreaterThan(100);
    expect(uses.filter(({ params }) => params !== null).length).toBeGreaterThan(50);
  });

  test('every finding has a sentence in both languages', () => {
    const known = new Map(sentences.map(({ code, label }) => [code, label]));
    const missing = uses
      .filter(({ code }) => !known.get(code)?.zh || !known.get(code)?.en)
      .map(({ code, path }) => `${code} in ${path}`);
    expect([...new Set(missing)]).toEqual([]);
  });

  test('every sentence is in the list that answers are made from', () => {
    const unlisted = sentences.filter(({ code }) => {
      try {
        return sentenceOf({ code, params: {}, rule: null, basis: null, evidence: [] }).zh === '';
      } catch {
        return true;
      }
    });
    expect(unlisted.map(({ code, path }) => `${code} in ${path}`)).toEqual([]);
  });

  test('every sentence is of a finding somebody makes', () => {
    const unused = sentences.filter(
      ({ code }) => !quoted.has(code) && !madeCodes.some((made) => made.test(code)),
    );
    expect(unused.map(({ code, path }) => `${code} in ${path}`)).toEqual([]);
  });

  test('a code has one sentence in the whole project', () => {
    const codes = sentences.map(({ code }) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  test('both languages have the same gaps', () => {
    // A word of its own in each language: {formZh} and {formEn}.
    const gaps = (text: string) => gapsIn(text).map((gap) => gap.replace(/(Zh|En)$/, ''));
    const differing = sentences.filter(
      ({ label }) => gaps(label.zh).join() !== gaps(label.en).join(),
    );
    expect(differing.map(({ code }) => code)).toEqual([]);
  });

  test('a finding gives what its sentence leaves open', () => {
    const known = new Map(sentences.map(({ code, label }) => [code, label]));
    const open = uses.flatMap(({ code, params, path }) =>
      params === null
        ? []
        : gapsIn(`${known.get(code)?.zh} ${known.get(code)?.en}`)
            .filter((gap) => !params.includes(gap))
            .map((gap) => `${code} leaves {${gap}} open in ${path}`),
    );
    expect([...new Set(open)]).toEqual([]);
  });
});

function gapsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, gap]) => gap ?? ''))].sort();
}

/** Names given in a call's second argument; null when it is no object written out there. */
function paramsOfCall(call: string): readonly string[] | null {
  const second = /^\(\s*'\w+'\s*(?:,\s*(?<rest>[\s\S]*))?\)$/.exec(call)?.groups?.rest;
  if (second === undefined || second.trim() === '') return [];
  return second.startsWith('{') ? namesIn(bracketed(second, 0)) : null;
}

/** Names in the `params` beside a check's code. */
function paramsOfCheck(text: string, codeAt: number): readonly string[] | null {
  const check = bracketed(text, openingBefore(text, codeAt));
  const params = /\bparams: \{/.exec(check);
  if (params !== null) return namesIn(bracketed(check, check.indexOf('{', params.index)));
  return /\bparams\b/.test(check) ? null : [];
}

function openingBefore(text: string, at: number): number {
  let depth = 0;
  for (let place = at; place > 0; place -= 1) {
    if ('}])'.includes(text[place] ?? '')) depth += 1;
    if ('{[('.includes(text[place] ?? '')) depth -= 1;
    if (depth < 0) return place;
  }
  return 0;
}

/** Names of an object literal's fields; null when it spreads another. */
function namesIn(object: string): readonly string[] | null {
  let inner = object.slice(1, -1);
  if (inner.includes('...')) return null;
  for (let found = /[([{]/.exec(inner); found !== null; found = /[([{]/.exec(inner)) {
    inner = inner.replace(bracketed(inner, found.index), '');
  }
  return inner
    .split(',')
    .map((field) => field.trim().split(/[:\s]/)[0] ?? '')
    .filter((name) => name !== '');
}
