/** Appends waiting for the writer: bounded, drained together once the present turn is over. */
import { Overloaded } from '../../application/limits.ts';
import type { AppendResult } from '../../application/ports.ts';
import { assertWithinLimits, type StoredText } from '../../application/within-limits.ts';
import type { Append } from '../append.ts';
import { waitingAppendsMax, waitingBytesMax } from '../bounds.ts';

const groupAppendsMax = 512;
const groupBytesMax = 4 * 1024 * 1024;

export type Waiting = Append & {
  /** Of all its events in order. */
  readonly texts: readonly StoredText[];
  readonly bytes: number;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: Error) => void;
};

/** `write` answers every append of the group it is handed. */
export function appendQueue(write: (group: readonly Waiting[]) => void) {
  let waiting: readonly Waiting[] = [];
  let arriving: Waiting[] = [];
  let bytes = 0;
  let isScheduled = false;

  function append(asked: Append): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const { texts, bytes: size } = assertWithinLimits(asked.writes);
      const isFull = waiting.length + arriving.length >= waitingAppendsMax;
      if (isFull || bytes + size > waitingBytesMax) {
        throw new Overloaded('too many appends wait for the disk');
      }
      arriving.push({ ...asked, texts, bytes: size, resolve, reject });
      bytes += size;
      schedule();
    });
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      writeNext();
      if (waiting.length > 0) schedule();
    });
  }

  function writeNext(): void {
    waiting = [...waiting, ...arriving];
    arriving = [];
    if (waiting.length === 0) return;
    const size = groupSize(waiting);
    const group = waiting.slice(0, size);
    waiting = waiting.slice(size);
    bytes -= group.reduce((sum, one) => sum + one.bytes, 0);
    write(group);
  }

  function drain(): void {
    while (waiting.length + arriving.length > 0) writeNext();
  }

  return { append, drain, isWaiting: () => waiting.length + arriving.length > 0 };
}

/** How many of the first share a transaction; at least one. */
function groupSize(waiting: readonly Waiting[]): number {
  let bytes = 0;
  const end = waiting.slice(0, groupAppendsMax).findIndex((one, index) => {
    bytes += one.bytes;
    return index > 0 && bytes > groupBytesMax;
  });
  return end === -1 ? Math.min(waiting.length, groupAppendsMax) : end;
}
