/** A disk of a few megabytes in memory, that can be filled to the last byte and emptied again. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const chunk = Buffer.alloc(64 * 1024, 0x5a);
const fineBytes = 512;

export type SmallDisk = Exclude<ReturnType<typeof smallDisk>, string>;

/** Or the reason why there can be none. */
export function smallDisk(mebibytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-disk-'));
  const options = `size=${mebibytes}m,mode=700`;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true });
    const said = mounted.error?.message ?? String(mounted.stderr).trim();
    return `a small file system cannot be mounted (${said}); try it as root, or within «unshare -rm»`;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    /** Takes all the room there is but `left` bytes. */
    fill(left: number): void {
      const { bavail, bsize } = statfsSync(folder);
      const file = openSync(filler, 'a');
      try {
        writeUpTo(file, Math.max(0, bavail * bsize - left));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(filler, { force: true }),
    remove(): void {
      spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

function writeUpTo(file: number, bytes: number): void {
  for (let done = 0; done < bytes; ) {
    const length = Math.min(bytes - done, chunk.length);
    done += writeSync(file, chunk, 0, length);
    if (length < fineBytes) return;
  }
}
