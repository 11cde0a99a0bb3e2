/** Names that recur in every event (types, commands, actors), kept once and known by number. */
import type { Statements } from './statements.ts';

const wordsCachedMax = 20_000;

export type Words = ReturnType<typeof words>;

export function words(statement: Statements) {
  const numbers = new Map<string, number>();
  const texts = new Map<number, string>();

  function remember(id: number, word: string): void {
    if (texts.size >= wordsCachedMax) forget();
    numbers.set(word, id);
    texts.set(id, word);
  }

  /** The word's number, or null where it was never written. */
  function find(word: string): number | null {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    const found = statement('SELECT id FROM words WHERE word = ?').get(word);
    if (found === undefined) return null;
    remember(Number(found.id), word);
    return Number(found.id);
  }

  function numberOf(word: string): number {
    const known = find(word);
    if (known !== null) return known;
    const { lastInsertRowid } = statement('INSERT INTO words (word) VALUES (?)').run(word);
    remember(Number(lastInsertRowid), word);
    return Number(lastInsertRowid);
  }

  function wordOf(id: number): string {
    const known = texts.get(id);
    if (known !== undefined) return known;
    const found = statement('SELECT word FROM words WHERE id = ?').get(id);
    if (found === undefined) throw new Error(`word ${id} of the journal is missing`);
    remember(id, String(found.word));
    return String(found.word);
  }

  /** After a rollback: numbers given out in it may be given again. */
  function forget(): void {
    numbers.clear();
    texts.clear();
  }

  return { find, numberOf, wordOf, forget };
}
