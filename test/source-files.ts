/** The project's own sources as text, for tests that hold them to the rules of style. */
import { readdirSync, readFileSync } from 'node:fs';

export type SourceFile = { readonly path: string; readonly text: string };

/** TypeScript files below these folders, by path from the project's root. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .sort()
      .map((path) => ({ path, text: readFileSync(path, 'utf8') })),
  );
}

const commentOrString = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;
const isComment = (found: string) => found.startsWith('/');
const blank = (found: string) => found.replace(/[^\n]/g, ' ');

/** The text without comments; its lines stay in place. */
export function withoutComments(text: string): string {
  return text.replace(commentOrString, (found) => (isComment(found) ? blank(found) : found));
}

/** The text without comments and without what strings say. */
export function codeOf(text: string): string {
  return text.replace(commentOrString, (found) => (isComment(found) ? blank(found) : "''"));
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
