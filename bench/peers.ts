/** Peers live in bench/node_modules and are loaded by name; one that is not there is named absent. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Absent } from './measure.ts';

/** Of the compiled file: dist/bench/peers.js. */
export const root = join(import.meta.dirname, '..', '..');
const require = createRequire(pathToFileURL(join(root, 'bench', 'package.json')));

/** Throws with npm's or Node's sentence when the package is not installed or does not load. */
export async function peer(name: string): Promise<Record<string, unknown>> {
  const loaded = await import(pathToFileURL(require.resolve(name)).href);
  return { ...loaded.default, ...loaded };
}

/** Of a package whose entry for `require` does not load: the file beside it that is imported. */
export function peerModule(name: string, file: string): Promise<Record<string, unknown>> {
  return import(pathToFileURL(join(root, 'bench', 'node_modules', name, file)).href);
}

export type Present<T> = { readonly present: readonly T[]; readonly absent: readonly Absent[] };

/** Opens each by its name; whoever cannot be opened is absent with the reason. */
export async function opened<T>(
  openers: Readonly<Record<string, () => Promise<T>>>,
): Promise<Present<T>> {
  const present: T[] = [];
  const absent: Absent[] = [];
  for (const [name, open] of Object.entries(openers)) {
    try {
      present.push(await open());
    } catch (error) {
      const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
      absent.push({ name, why });
    }
  }
  return { present, absent };
}
