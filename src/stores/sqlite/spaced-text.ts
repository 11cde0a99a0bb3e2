/**
 * Text as FTS5 is to see it: one token for each character, so that a phrase finds any run of them.
 * Names have two or three characters, which a trigram index never finds. A token is the code
 * point's number: tokenizers drop «·», blanks and emoji, numbers they keep.
 */
import { searchable } from '../scalars.ts';

export function spaced(text: string): string {
  return [...searchable(text)].map((character) => `u${character.codePointAt(0)}`).join(' ');
}

/** The phrase query for characters side by side. */
export function phrase(text: string): string {
  return `"${spaced(text)}"`;
}
