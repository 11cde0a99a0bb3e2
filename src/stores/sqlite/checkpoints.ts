/**
 * Carries the write-ahead log over into the file while much is being rebuilt, on a thread and a
 * connection of its own: done by a commit, as otherwise, it would hold appends and queries up.
 */
import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { checkpointPages } from './open-database.ts';

/** Past this length of the log a commit carries it over all the same: 256 MiB. */
const backstopPages = 32_000;

/** PASSIVE waits for nobody and holds nobody up. The worker answers each message once. */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(workerData, { timeout: 0 });
parentPort.on('message', () => {
  try { database.exec('PRAGMA wal_checkpoint(PASSIVE)'); } catch {}
  parentPort.postMessage('done');
});`;

export type Checkpoints = ReturnType<typeof checkpoints>;

export function checkpoints(database: DatabaseSync, file: string) {
  let worker: Worker | null = null;
  let ending: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    database.exec(`PRAGMA wal_autocheckpoint = ${backstopPages}`);
    const started = new Worker(program, { eval: true, workerData: file });
    started.unref();
    // Without it, commits go on doing it; a rebuild is no reason to fail.
    started.on('error', () => {});
    started.on('exit', () => {
      if (worker === started) worker = null;
    });
    return started;
  }

  /** Resolves when what is committed by now is carried over, or could not be. */
  function carryOver(): Promise<void> {
    worker ??= start();
    const asked = worker;
    return new Promise((resolve) => {
      const done = () => {
        asked.off('message', done).off('exit', done);
        resolve();
      };
      asked.on('message', done).on('exit', done);
      asked.postMessage('carry over');
    });
  }

  /** Leaves it to the commits again; resolves, whoever asks, once the thread has let go of the file. */
  function end(): Promise<unknown> {
    if (worker === null) return ending;
    database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
    ending = worker.terminate();
    worker = null;
    return ending;
  }

  return { carryOver, end };
}
