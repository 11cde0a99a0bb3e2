/**
 * What a process asked of the file system, from strace's log (-f -y -xx): the calls that change
 * files or make changes durable, with their bytes, in the order they came to an end.
 */

export type Call =
  | ({ readonly kind: 'write'; readonly path: string; readonly offset: number | null } & Bytes)
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  /** Covers what had come to an end when it began, `begun` calls into the log. */
  | { readonly kind: 'sync'; readonly path: string; readonly begun: number }
  | { readonly kind: 'open'; readonly path: string; readonly creates: boolean }
  | { readonly kind: 'makeFolder'; readonly path: string }
  /** Another name, `path`, for the file called `from`. */
  | { readonly kind: 'link'; readonly path: string; readonly from: string }
  | { readonly kind: 'remove'; readonly path: string };
type Bytes = { readonly bytes: Buffer };

/** strace cuts what is longer; a call that was cut is refused below. */
export const bytesMax = 1 << 20;

/** Every way to change a file; those `read` does not know are refused when they touch the folder. */
export const tracedCalls = [
  ...['write', 'pwrite64', 'writev', 'pwritev', 'pwritev2', 'sendfile', 'copy_file_range'],
  ...['fsync', 'fdatasync', 'sync', 'syncfs', 'sync_file_range'],
  ...['truncate', 'ftruncate', 'fallocate', 'open', 'openat', 'creat'],
  ...['unlink', 'unlinkat', 'rename', 'renameat', 'renameat2', 'link', 'linkat', 'symlink'],
  ...['mkdir', 'mkdirat', 'rmdir'],
];

/** The calls about paths that `isMeant` names. */
export function recordedCalls(log: string, isMeant: (path: string) => boolean): readonly Call[] {
  const calls: Call[] = [];
  const unfinished = new Map<string, { readonly text: string; readonly begun: number }>();
  for (const line of log.split('\n')) {
    const [, process = '', said = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const cut = said.indexOf(' <unfinished ...>');
    if (cut >= 0) {
      unfinished.set(process, { text: said.slice(0, cut), begun: calls.length });
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(said);
    const before = resumed === null ? undefined : unfinished.get(process);
    const text = before === undefined ? said : before.text + (resumed?.[1] ?? '');
    const call = read(text, before?.begun ?? calls.length, isMeant);
    if (call !== null) calls.push(call);
  }
  return calls;
}

function read(text: string, begun: number, isMeant: (path: string) => boolean): Call | null {
  const [, name = '', args = '', result = ''] = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(text) ?? [];
  const strings = [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g)];
  const [, on = ''] = /^\d+<((?:\\x[0-9a-f]{2})*)>/.exec(args) ?? [];
  const path = on === '' ? textOf(strings[0]?.[1]) : textOf(on);
  if (name === '' || !isMeant(path) || Number(result) < 0) return null;
  const numbers = args.split(', ').map(Number);
  switch (name) {
    case 'write':
    case 'pwrite64': {
      const bytes = bytesOf(strings[0]?.[1]);
      if (bytes.length !== Number(result)) {
        throw new Error(`the recording cut a write to ${path}: ${bytes.length} of ${result} bytes`);
      }
      return { kind: 'write', path, bytes, offset: name === 'write' ? null : Number(numbers[3]) };
    }
    case 'ftruncate':
      return { kind: 'truncate', path, size: Number(numbers[1]) };
    case 'fsync':
    case 'fdatasync':
      return { kind: 'sync', path, begun };
    case 'openat':
      // O_EXCL: there was no such file, so there was nothing to cut off.
      if (args.includes('O_TRUNC') && !args.includes('O_EXCL')) break;
      return { kind: 'open', path, creates: args.includes('O_CREAT') };
    case 'mkdir':
      return { kind: 'makeFolder', path };
    case 'link':
      return { kind: 'link', path: textOf(strings[1]?.[1]), from: path };
    case 'unlink':
      return { kind: 'remove', path };
  }
  throw new Error(`the recording holds ${name} of ${path}; teach the model of the disk that call`);
}

function bytesOf(escaped = ''): Buffer {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex');
}

const textOf = (escaped?: string) => bytesOf(escaped).toString('utf8');
