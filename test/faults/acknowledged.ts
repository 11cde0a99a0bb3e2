/**
 * The external ledger: what the server was asked and what it acknowledged, kept by the harness, so
 * that no failure of the server can touch it.
 */
import { z } from 'zod';
import { canonicalJson } from '../../src/application/canonical.ts';
import { eventFields, type Invented } from './invented-commands.ts';
import type { Ask, Reply } from './server-process.ts';
import type { Tally } from './tally.ts';

const Event = z.looseObject({ position: z.number(), commandId: z.string() });
export type SeenEvent = z.output<typeof Event>;
const Result = z.object({
  events: z.array(Event).optional(),
  refusals: z.array(z.object({ code: z.string() })).optional(),
});
const Outcome = z.object({ recorded: z.boolean(), events: z.array(Event) });
const LogPage = z.object({
  nodes: z.array(Event),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

/** Said of a command that was not recorded and may be sent again as it is. */
const deniedCodes = ['STORAGE_FULL', 'STORE_UNAVAILABLE', 'OVERLOADED'];
/** Said besides where other servers record too: they came first, time after time. */
const lostRaces = 'CONFLICT';

type Entry = {
  readonly command: Invented;
  /** `sent`: whether it took effect is not known. `nothing`: refused, or already so. */
  state: 'sent' | 'denied' | 'recorded' | 'nothing';
  /** An attempt had no answer, or an unknown outcome, and may still take effect. */
  mayArrive: boolean;
  events: readonly SeenEvent[];
};
export type Acknowledged = ReturnType<typeof acknowledged>;

/**
 * `isShared`: the journal is kept elsewhere and several servers write to it, so an attempt of a
 * server that died may take effect later than the next one is denied.
 */
export function acknowledged(
  { count, wrong }: Pick<Tally, 'count' | 'wrong'>,
  { isShared }: { readonly isShared: boolean } = { isShared: false },
) {
  const denials = isShared ? [...deniedCodes, lostRaces] : deniedCodes;
  const entries = new Map<string, Entry>();
  const unresolved = new Set<string>();
  /** The log as it was seen, by position. */
  const seen = new Map<number, string>();

  function entryOf(command: Invented): Entry {
    const known = entries.get(command.commandId);
    if (known !== undefined) return known;
    const entry: Entry = { command, state: 'sent', mayArrive: false, events: [] };
    entries.set(command.commandId, entry);
    return entry;
  }

  function recorded(entry: Entry, events: readonly SeenEvent[]): void {
    const { commandId } = entry.command;
    if (entry.state === 'nothing') wrong(`${commandId} recorded nothing, and then something`);
    if (entry.state === 'recorded' && !isSame(entry.events, events)) {
      wrong(`${commandId} answered with other events when it was asked again`);
    }
    if (entry.state !== 'recorded') count('commands acknowledged');
    entry.state = 'recorded';
    entry.events = events;
    for (const event of events) saw(event);
  }

  /** A position holds the same for ever. */
  function saw(event: SeenEvent): void {
    const text = canonicalJson(event);
    const before = seen.get(event.position);
    if (before !== undefined && before !== text) wrong(`position ${event.position} has changed`);
    seen.set(event.position, text);
  }

  /** Takes in what a command was answered. */
  function answered(entry: Entry, { data, code }: Reply): void {
    const { commandId, field } = entry.command;
    if (code !== null) {
      count(`answered ${code}`);
      if (denials.includes(code)) {
        const isSure = !isShared || !entry.mayArrive;
        if (entry.state === 'sent' && isSure) entry.state = 'denied';
      } else if (code !== 'OUTCOME_UNKNOWN') wrong(`${commandId} was answered ${code}`);
      if (code === 'OUTCOME_UNKNOWN') {
        entry.mayArrive = true;
        if (entry.state === 'denied') entry.state = 'sent';
      }
      return;
    }
    unresolved.delete(commandId);
    const { events = [], refusals } = Result.parse(data?.[field]);
    if (events.length > 0) {
      recorded(entry, events);
      return;
    }
    const why = refusals?.map((one) => one.code).join(', ') ?? 'nothing to record';
    if (entry.state === 'recorded') wrong(`${commandId} was recorded, and then ${why}`);
    entry.state = 'nothing';
    count('commands refused');
  }

  /** Sends it; false when it was denied. What is not answered stays to be resolved. */
  async function send(ask: Ask, command: Invented): Promise<boolean> {
    const entry = entryOf(command);
    unresolved.add(command.commandId);
    // A server may die between this and its answer: then nobody knows.
    if (entry.state === 'denied') entry.state = 'sent';
    const before = entry.mayArrive;
    entry.mayArrive = true;
    const reply = await ask(command.query, command.variables);
    entry.mayArrive = before;
    answered(entry, reply);
    return !unresolved.has(command.commandId);
  }

  /** Asks what became of a command, then sends it again: it takes effect exactly once. */
  async function resolve(ask: Ask, { commandId }: Invented): Promise<boolean> {
    const entry = entries.get(commandId);
    if (entry === undefined) throw new Error(`${commandId} was never sent`);
    const wasDenied = entry.state === 'denied';
    const before = await outcomeOf(ask, commandId);
    count('unknown outcomes asked');
    if (before.recorded) {
      count('… had taken effect');
      if (wasDenied) wrong(`${commandId} was denied («nothing was recorded») and is recorded`);
      recorded(entry, before.events);
    } else if (entry.state === 'recorded') wrong(`${commandId} was acknowledged and is lost`);
    if (!(await send(ask, entry.command))) return false;
    count('… repeated');
    const after = await outcomeOf(ask, commandId);
    if (after.recorded !== (entry.state === 'recorded') || !isSame(after.events, entry.events)) {
      wrong(`${commandId} has another outcome after it was repeated`);
    }
    return true;
  }

  async function outcomeOf(ask: Ask, id: string): Promise<z.output<typeof Outcome>> {
    const query = `query ($id: ID!) { commandOutcome(commandId: $id) { recorded events { ${eventFields} } } }`;
    const { data, code } = await ask(query, { id });
    if (code !== null) throw new Error(`commandOutcome was answered ${code}`);
    return Outcome.parse(data?.commandOutcome);
  }

  /** Reads the log after a cursor: dense, and each position as it was seen before. */
  async function readLog(ask: Ask, after: string | null, from: number) {
    const query = `query ($after: String) { eventLog(first: 100, after: $after) {
      nodes { ${eventFields} } pageInfo { hasNextPage endCursor } } }`;
    const { data, code } = await ask(query, { after });
    if (code !== null) throw new Error(`eventLog was answered ${code}`);
    const { nodes, pageInfo } = LogPage.parse(data?.eventLog);
    for (const [index, event] of nodes.entries()) {
      if (event.position !== from + index + 1) {
        wrong(`the log has position ${event.position} where ${from + index + 1} belongs`);
      }
      saw(event);
    }
    count('positions read over HTTP and compared', nodes.length);
    return { head: from + nodes.length, cursor: pageInfo.endCursor, more: pageInfo.hasNextPage };
  }

  return {
    send,
    resolve,
    readLog,
    unresolved: (): readonly Invented[] =>
      [...unresolved].flatMap((id) => entries.get(id)?.command ?? []),
    /** What must be in the ledger: events by command. */
    recorded: (): ReadonlyMap<string, readonly SeenEvent[]> =>
      new Map(
        [...entries.values()]
          .filter(({ state }) => state === 'recorded')
          .map(({ command, events }) => [command.commandId, events]),
      ),
    isUnknown: (commandId: string): boolean => entries.get(commandId)?.state === 'sent',
  };
}

function isSame(one: readonly SeenEvent[], other: readonly SeenEvent[]): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
