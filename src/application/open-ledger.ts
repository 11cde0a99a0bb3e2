/**
 * Opens a ledger over any store: makes position 1 where creation is asked for, and otherwise makes
 * sure that the journal is the one meant, of a format this program reads, and under its own key.
 */
import { codec } from '../../events/codec.ts';
import { dayInShanghai } from '../../events/dates.ts';
import type { Actor, DataOf } from '../../events/define.ts';
import { LedgerOpened } from '../../events/ledger.ts';
import type { EventId, LedgerId } from '../../events/values.ts';
import { canonicalJson } from './canonical.ts';
import { derivedId, newCommandId } from './ids.ts';
import type { LedgerKey } from './keys.ts';
import { LedgerRefused } from './ledger-refused.ts';
import type { Clock, Ledger, NewStoredEvent, StoredEvent } from './ports.ts';

/** Raised when programs before it could misread what is written from now on. */
export const ledgerFormat = 1;

const ledgerCodec = codec([LedgerOpened]);

export type OpenOptions = {
  readonly key: LedgerKey;
  /** null: whichever the ledger is, for reading. */
  readonly demo: boolean | null;
  readonly clock: Clock;
  /** Make the ledger when the journal is empty; never by accident. */
  readonly create?: boolean;
  /** The ledger that is meant, where it is known: a restored or a shared one. */
  readonly ledgerId?: LedgerId | null;
  /** Who opens it for the first time. */
  readonly actor?: Actor;
};
export type OpenedLedger = DataOf<typeof LedgerOpened> & { readonly created: boolean };

/** Rejects with LedgerRefused; nothing has been written then. */
export async function openLedger(ledger: Ledger, options: OpenOptions): Promise<OpenedLedger> {
  const [first] = await ledger.readAll(0, 1);
  if (first !== undefined) return { ...checked(first, options), created: false };
  if (options.create !== true) {
    throw new LedgerRefused(
      'the journal is empty',
      'make the ledger first (the command line’s init), or name the folder of one that exists',
    );
  }
  const { stream, event } = opening(options);
  const result = await ledger.append([{ stream, expected: 'none', events: [event] }], []);
  if (result.kind === 'appended' && result.position === 1) {
    return { ...checked(await firstOf(ledger), options), created: true };
  }
  throw new LedgerRefused(
    'another process wrote to the journal while it was being made',
    'start again: the ledger that is there will be served',
  );
}

function opening({ key, demo, clock, ledgerId = null, actor }: OpenOptions) {
  const now = clock.now();
  const commandId = newCommandId(now);
  const id = ledgerId ?? (derivedId(commandId, 1) as LedgerId);
  const data = {
    ...{ ledgerId: id, format: ledgerFormat, demo: demo ?? false },
    keyCheck: key.check(id),
  };
  const event: NewStoredEvent = {
    ...ledgerCodec.encode(LedgerOpened, data, null),
    id: derivedId(commandId, 0) as EventId,
    meta: {
      county: null,
      actor: actor ?? { subject: 'ledger', cadreId: null },
      onBehalfOf: null,
      basis: null,
      reason: null,
      effectiveOn: dayInShanghai(now),
      correlationId: commandId,
      causationId: null,
      commandId,
      command: 'OpenLedger',
      digest: key.digestOf(canonicalJson(data)),
      index: 0,
      count: 1,
      advisories: [],
      traceparent: null,
    },
  };
  return { stream: `ledger-${id}`, event };
}

async function firstOf(ledger: Ledger): Promise<StoredEvent> {
  const [first] = await ledger.readAll(0, 1);
  if (first === undefined) throw new Error('position 1 was appended and cannot be read');
  return first;
}

/**
 * Judges a journal's first event as `openLedger` does, for a file that is not served yet: a store
 * may have to bring tables to its layout first. With `create`, a journal may be empty.
 */
export function assertOpens(first: StoredEvent | undefined, options: Judged): void {
  if (first !== undefined) checked(first, options);
  else if (options.create !== true) {
    throw new LedgerRefused('the journal is empty', 'name the file of a ledger or of its backup');
  }
}

type Judged = Pick<OpenOptions, 'key' | 'demo' | 'ledgerId' | 'create'>;

function checked(first: StoredEvent, options: Judged): DataOf<typeof LedgerOpened> {
  const opened = readFirst(first);
  const { ledgerId: expected = null } = options;
  if (expected !== null && opened.ledgerId !== expected) {
    throw new LedgerRefused(
      `this is ledger ${opened.ledgerId}, not ${expected}`,
      'name the folder or cluster of the ledger that is meant',
    );
  }
  if (options.demo !== null && opened.demo !== options.demo) {
    throw new LedgerRefused(
      opened.demo ? 'this is the ledger of a demo' : 'this is a real ledger',
      opened.demo
        ? 'start it as a demo, or name a folder for the real one'
        : 'a demo takes a folder of its own; nothing has been written',
    );
  }
  if (opened.keyCheck !== options.key.check(opened.ledgerId)) {
    throw new LedgerRefused(
      `ledger ${opened.ledgerId} was made under another key`,
      'give the key that belongs to it (CADRE_LEDGER_KEY, or ledger.key from the safe)',
    );
  }
  return opened;
}

/** The format is looked at before the rest: what a newer one holds, this program cannot know. */
function readFirst(first: StoredEvent): DataOf<typeof LedgerOpened> {
  if (first.type !== LedgerOpened.type) {
    throw new LedgerRefused(
      `the journal begins with ${first.type}, not with ${LedgerOpened.type}`,
      'this is no ledger of this program; name another',
    );
  }
  const format = Number(first.data.format);
  if (first.version > LedgerOpened.version || format > ledgerFormat) {
    throw new LedgerRefused(
      `the ledger has format ${format}, this program knows formats up to ${ledgerFormat}`,
      'start a newer release of the program; nothing has been written',
    );
  }
  return ledgerCodec.decode(first).data as DataOf<typeof LedgerOpened>;
}
