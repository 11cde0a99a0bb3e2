/**
 * A small life of a ledger in one process, for a tracer that fails one of its system calls: opened,
 * some commands, a rebuild, a backup, closed. A line for each thing acknowledged or refused.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerRefused } from '../../src/application/ledger-refused.ts';
import { OutcomeUnknown, StorageFull, StoreUnavailable } from '../../src/application/limits.ts';
import { told } from '../../src/cli/ledger-files.ts';
import { CannotStart } from '../../src/server/cannot-start.ts';
import { openFolder } from '../../src/server/open-folder.ts';
import { backUp } from '../../src/stores/sqlite/backup.ts';
import { countyCommand, workloadCommands, workloadModels } from './workload.ts';

const [, , folder = ''] = process.argv;
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`);

/** Errors that are answers; any other is a defect, whatever the disk did. */
const sentences = [CannotStart, LedgerRefused, StorageFull, StoreUnavailable, OutcomeUnknown];
function refusal(act: string, error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  const isSentence = sentences.some((kind) => error instanceof kind);
  return { act, refused: error instanceof Error ? error.name : 'nothing', message, isSentence };
}

async function attempt<T>(act: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    say(refusal(act, error));
    return null;
  }
}

const failed: unknown[] = [];
const opened = await attempt('start', () =>
  openFolder(
    { dataFolder: folder, key: null },
    {
      ...{ demo: false, create: true, models: workloadModels },
      onFailed: (cause) => failed.push(cause),
    },
  ),
);
if (opened !== null) {
  const { application } = opened;
  say({ act: 'start', created: opened.created });
  for (let number = 0; number < workloadCommands; number += 1) {
    const outcome = await attempt(`command ${number}`, () =>
      application.handle(countyCommand(number)),
    );
    if (outcome !== null) {
      const position = outcome.kind === 'recorded' ? outcome.position : null;
      say({ act: `command ${number}`, kind: outcome.kind, position });
    }
    if (number === workloadCommands - 2) {
      const begun = await attempt('rebuild', () => application.rebuild());
      if (begun !== null) {
        await opened.ledger.rebuilt();
        say({ act: 'rebuild', left: (await application.rebuilds()).length });
      }
    }
  }
  const to = join(folder, 'backup.db');
  const done = await attempt('backup', () =>
    told(() => backUp(join(folder, 'ledger.db'), to, () => {})),
  );
  if (done !== null) say({ act: 'backup', head: done.head });
  await attempt('close', () => application.close());
}
say({ act: 'end', failed: failed.length });
