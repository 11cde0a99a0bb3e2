/**
 * Text as FTS5 is to see it: one token for each character, so that a phrase finds any run of them.
 * Names have two or three characters, which a trigram index never finds. A token is the code
 * point's number: tokenizers drop «·», blanks and emoji, numbers they keep. Within a scope (a
 * county) the token begins with it, so that a search walks through the scope's names only.
 */
import { searchable } from '../scalars.ts';

export type Scope = string | number | null;

export function spaced(text: string, scope: Scope = null): string {
  const prefix = scope === null ? '' : `s${Buffer.from(String(scope)).toString('hex')}`;
  return [...searchable(text)]
    .map((character) => `${prefix}u${character.codePointAt(0)}`)
    .join(' ');
}

/** The phrase query for characters side by side; of one scope, or of all when that is null. */
export function phrase(text: string, scope: Scope): string {
  return `${scope === null ? 'characters' : 'scoped'} : "${spaced(text, scope)}"`;
}
