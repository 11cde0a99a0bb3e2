/** The project's own sources as text, for tests that hold them to the rules of style. */
import { readdirSync, readFileSync } from 'node:fs';

export type SourceFile = { readonly path: string; readonly text: string };

/** TypeScript files below these folders, by path from the project's root. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .sort()
      .map((path) => ({ path, text: readFileSync(path, 'utf8') })),
  );
}

const commentOrString = new RegExp(
  [
    /\/\*[\s\S]*?\*\//,
    /\/\/[^\n]*/,
    /'(?:\\.|[^'\\\n])*'/,
    /"(?:\\.|[^"\\\n])*"/,
    /`(?:\\.|\$\{[^{}`]*\}|[^`\\$]|\$(?!\{))*`/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);
const isComment = (found: string) => found.startsWith('/');
const emptied = (found: string) => `''${found.replace(/[^\n]/g, '')}`;
const blank = (found: string) => found.replace(/[^\n]/g, ' ');

/** The text without comments; its lines stay in place. */
export function withoutComments(text: string): string {
  return text.replace(commentOrString, (found) => (isComment(found) ? blank(found) : found));
}

/** The text without comments and without what strings say. */
export function codeOf(text: string): string {
  return text.replace(commentOrString, (found) =>
    isComment(found) ? blank(found) : emptied(found),
  );
}

/** From a bracket to where it closes, both included. */
export function bracketed(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    if (depth === 0) return text.slice(start, at + 1);
  }
  return text.slice(start);
}

/** Functions with a body, each counted without those inside it: a factory is as long as its own lines. */
export function functionsIn({ text }: SourceFile): { name: string; lines: number }[] {
  const code = codeOf(text);
  const methods = [
    ...code.matchAll(/^ *(?:async )?\*?(?!(?:if|for|while|switch|catch)\b)(\w+)\(/gm),
  ];
  const starts = [
    ...code.matchAll(/\bfunction\b\s*\*?\s*(\w*)|=>\s*\{/g),
    ...methods.filter(({ 0: text, index }) => isMethod(code, index + text.length - 1)),
  ];
  const bodies = starts.map((start) => {
    const open = start[0].endsWith('{') ? start.index + start[0].length - 1 : bodyOf(code, start);
    const body = bracketed(code, open);
    const before = code.slice(0, start.index).split('\n');
    return {
      name: start[1] || before.at(-1)?.trim() || `line ${before.length}`,
      from: open,
      to: open + body.length,
      lines: body.split('\n').length,
    };
  });
  return bodies.map(({ name, from, to, lines }) => {
    const inside = bodies.filter((one) => one.from > from && one.to < to);
    const outermost = inside.filter(
      (one) => !inside.some((other) => other.from < one.from && one.to < other.to),
    );
    const others = outermost.reduce((sum, one) => sum + one.lines, 0);
    return { name, lines: lines - others };
  });
}

/** Whether parameters at the beginning of a line are those of a method: a body follows them. */
function isMethod(code: string, parameters: number): boolean {
  const after = code.slice(parameters + bracketed(code, parameters).length);
  return /^(?:: [^;=\n]+)? \{$/m.exec(after)?.index === 0;
}

/** Where a body begins: after the parameters, and the type given. */
function bodyOf(code: string, start: RegExpExecArray): number {
  const parameters = code.indexOf('(', start.index);
  let at = parameters + bracketed(code, parameters).length;
  while (at < code.length) {
    const opensBody = code[at] === '{' && /[\w)\]}>]\s*$/.test(code.slice(parameters, at));
    if (opensBody) return at;
    at += '{('.includes(code[at] ?? '') ? bracketed(code, at).length : 1;
  }
  return parameters;
}
