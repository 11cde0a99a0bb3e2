/** What whoever opens a ledger in a terminal sees of a journal that is kept in a cluster. */
import { type JournalFound, placeOf } from '../server/journal-found.ts';
import type { Surroundings } from './command.ts';
import { pace } from './progress.ts';

export function shownJournal(print: Surroundings['print']) {
  return {
    onConnected: (found: JournalFound) =>
      print(
        `日志 Journal: ${placeOf(found)}, up to position ${found.head} (server ${found.serverVersion})`,
      ),
    onProgress: pace(process.stderr, '读取日志 Catching up with the journal', 'events'),
  };
}
