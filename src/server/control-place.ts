/** Where the command line finds the running server: a socket that only the data's owner can open. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A socket's path has 108 bytes on Linux and 104 on macOS, the last of them nought. */
const pathBytesMax = 100;
const ownerOnly = 0o600;

export type Address = { readonly path: string; readonly remove: () => void };

/**
 * The path to listen on, whatever a killed server left there removed: who calls this holds the
 * ledger's lock. Too long for a socket, it is in a private folder among the temporary ones, and a
 * file beside the ledger says where.
 */
export function addressToListen(folder: string): Address {
  if (process.platform === 'win32') return { path: pipeOf(folder), remove: () => {} };
  const own = socketIn(folder);
  const left = addressOf(folder);
  if (left !== null) removeSocket(folder, left);
  if (Buffer.byteLength(own) <= pathBytesMax) {
    return { path: own, remove: () => removeSocket(folder, own) };
  }
  const path = join(mkdtempSync(join(tmpdir(), temporaryPrefix)), 'control.sock');
  writeFileSync(noteIn(folder), `${path}\n`, { mode: ownerOnly });
  return { path, remove: () => removeSocket(folder, path) };
}

/** The path a server of this folder listens on, if it runs; null when none was left there. */
export function addressOf(folder: string): string | null {
  if (!existsSync(folder)) return null;
  if (process.platform === 'win32') return pipeOf(folder);
  const note = noteIn(folder);
  const path = existsSync(note) ? readFileSync(note, 'utf8').trim() : socketIn(folder);
  return existsSync(path) ? path : null;
}

const temporaryPrefix = 'cadre-ledger-';
const socketIn = (folder: string) => join(realpathSync(folder), 'control.sock');
const noteIn = (folder: string) => join(folder, 'control.path');

function pipeOf(folder: string): string {
  const hash = createHash('sha256').update(realpathSync(folder)).digest('hex');
  return `\\\\.\\pipe\\cadre-ledger-${hash.slice(0, 32)}`;
}

function removeSocket(folder: string, path: string): void {
  rmSync(path, { force: true });
  const isOurs = dirname(path).startsWith(join(tmpdir(), temporaryPrefix));
  if (isOurs && path !== socketIn(folder)) rmSync(dirname(path), { recursive: true, force: true });
  rmSync(noteIn(folder), { force: true });
}
