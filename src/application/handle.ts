/**
 * Handling a command: load what it reads, decide, append at the exact revisions read. A lost race
 * is decided again in its turn, never blindly sent again; a command recorded before answers with
 * what it recorded, also after a crash.
 */
import type { Codec } from '../../events/codec.ts';
import { dayInShanghai, firstDay, type Instant, type PartialDate } from '../../events/dates.ts';
import type { Actor, EventDefinition, Finding, Recorded } from '../../events/define.ts';
import type { CommandId, CountyCode, DocumentNumber, EventId } from '../../events/values.ts';
import {
  type CommandDefinition,
  type Context,
  type Decision,
  finding,
  type NewEvent,
} from '../domain/command.ts';
import { canonicalJson } from './canonical.ts';
import { writesOf } from './command-writes.ts';
import { derivedId, newCommandId } from './ids.ts';
import type { LedgerKey } from './keys.ts';
import {
  attemptsMax,
  commandReadsMax,
  OutcomeUnknown,
  StoreUnavailable,
  TooLarge,
  turnsWaitingMax,
} from './limits.ts';
import type { Observer } from './observe.ts';
import { observedCommands } from './observed-commands.ts';
import { ownAppends } from './own-appends.ts';
import type { Clock, Expected, Ledger } from './ports.ts';
import { type Loaded, states } from './states.ts';
import { turns } from './turns.ts';

/** What every mutation says beside its input. */
export type RecordOptions = {
  /** Made by the server when the client sends none. */
  readonly commandId: CommandId | null;
  readonly dryRun: boolean;
  readonly effectiveOn: PartialDate | null;
  readonly basis: DocumentNumber | null;
  readonly reason: string | null;
};
export type CommandRequest = {
  readonly definition: CommandDefinition;
  /** Parsed by the definition's input shape. */
  readonly input: unknown;
  readonly record: RecordOptions;
  readonly county: CountyCode;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly traceparent: string | null;
};

export type Outcome =
  /** Recorded, now or when it was first sent; `position` is its last event's. */
  | {
      readonly kind: 'recorded';
      readonly commandId: CommandId;
      readonly events: readonly Recorded[];
      readonly position: number;
      readonly advisories: readonly Finding[];
    }
  /** Already so: nothing to record; `position` is the head. */
  | { readonly kind: 'unchanged'; readonly commandId: CommandId; readonly position: number }
  | {
      readonly kind: 'dryRun';
      readonly commandId: CommandId;
      readonly events: readonly NewEvent[];
      readonly advisories: readonly Finding[];
    }
  | {
      readonly kind: 'refused';
      readonly commandId: CommandId;
      readonly refusals: readonly Finding[];
    }
  | { readonly kind: 'commandIdReused'; readonly commandId: CommandId }
  /** Other servers came first `attemptsMax` times. */
  | { readonly kind: 'conflict'; readonly commandId: CommandId };

type Attempt = Outcome | { readonly kind: 'lost'; readonly stream: string; readonly own: boolean };

/** The one way a fact gets into the ledger. */
export function commandHandler({
  ledger,
  codec,
  key,
  clock,
  observer,
}: {
  ledger: Ledger;
  codec: Codec;
  key: LedgerKey;
  clock: Clock;
  observer: Observer;
}) {
  const { load } = states(ledger, codec);
  const { inTurn, isBusy } = turns();
  const ownRevisions = ownAppends();
  const { command, phase } = observedCommands(observer);

  /** Rejects with an error of limits.ts; every other answer is an Outcome. */
  async function handle(request: CommandRequest): Promise<Outcome> {
    const commandId = request.record.commandId ?? newCommandId(clock.now());
    const digest = digestOf(request);
    const before = await answeredBefore(request, digest);
    if (before !== null) return before;
    const outcome = await decideInTurn(request, commandId, digest);
    if (outcome.kind !== 'refused' && outcome.kind !== 'unchanged') return outcome;
    // Sent twice at once, the other may be recorded by now: what it changed must not answer for it.
    return (await answeredBefore(request, digest)) ?? outcome;
  }

  /** The answer to a command that was recorded under the client's id; null when none was. */
  async function answeredBefore(request: CommandRequest, digest: string): Promise<Outcome | null> {
    const { commandId, dryRun } = request.record;
    const before = commandId === null || dryRun ? null : await recorded(commandId);
    if (before === null || isSame(before.events[0], request, digest)) return before;
    return { kind: 'commandIdReused', commandId: before.commandId };
  }

  async function decideInTurn(
    request: CommandRequest,
    commandId: CommandId,
    digest: string,
  ): Promise<Outcome> {
    const first = await attempt(request, commandId, digest, false);
    if (first.kind !== 'lost') return first;
    return inTurn(first.stream, async () => {
      let foreign = first.own ? 0 : 1;
      for (let tries = 0; tries < turnsWaitingMax && foreign < attemptsMax; tries += 1) {
        const next = await attempt(request, commandId, digest, true);
        if (next.kind !== 'lost') return next;
        if (!next.own) foreign += 1;
      }
      return { kind: 'conflict', commandId };
    });
  }

  async function attempt(
    request: CommandRequest,
    commandId: CommandId,
    digest: string,
    inTurnNow: boolean,
  ): Promise<Attempt> {
    const now = clock.now();
    const context = contextOf(request, commandId, now);
    const { decision, reads } = await phase(request, 'decide', () => decide(request, context));
    if (decision.kind === 'refused') {
      return { kind: 'refused', commandId, refusals: decision.refusals };
    }
    const early = request.definition.planned ? null : notYet(decision, context);
    if (early !== null) return { kind: 'refused', commandId, refusals: [early] };
    const { events, advisories } = decision;
    if (request.record.dryRun) return { kind: 'dryRun', commandId, events, advisories };
    if (events.length === 0) {
      return { kind: 'unchanged', commandId, position: await ledger.head() };
    }
    const deciding = { request, context, commandId, digest, decision, reads };
    const { writes, checks } = writesOf(codec, deciding);
    const busy = inTurnNow ? undefined : writes.find(({ stream }) => isBusy(stream));
    if (busy !== undefined) return { kind: 'lost', stream: busy.stream, own: true };
    const result = await phase(request, 'append', () => ledger.append(writes, checks)).catch(
      (error: unknown) => {
        const isUnknown = error instanceof StoreUnavailable && error.outcomeUnknown;
        throw isUnknown ? new OutcomeUnknown(commandId, error) : error;
      },
    );
    if (result.kind === 'commandIdReused') return { kind: 'commandIdReused', commandId };
    if (result.kind === 'conflict') {
      return { kind: 'lost', stream: result.stream, own: ownRevisions.has(result) };
    }
    ownRevisions.note(result.revisions);
    const done = await recorded(commandId);
    if (done === null) throw new Error(`command ${commandId} was appended and cannot be found`);
    return done;
  }

  async function decide(request: CommandRequest, context: Context) {
    const reads = new Map<string, Loaded & { stream: string }>();
    const revisions = new Map<string, Expected>();
    const deciding = request.definition.decide(request.input as never, context);
    let step = deciding.next([]);
    while (!step.done) {
      const found: Loaded[] = [];
      for (const ref of step.value) {
        const name = `${ref.fold.name} ${ref.stream}`;
        const loaded = reads.get(name) ?? { ...(await load(ref)), stream: ref.stream };
        // Two folds of one stream are judged together, at the older revision read.
        if (!revisions.has(ref.stream)) revisions.set(ref.stream, loaded.expected);
        reads.set(name, loaded);
        found.push(loaded);
      }
      if (reads.size > commandReadsMax) {
        throw new TooLarge(`${request.definition.name} reads streams`, reads.size, commandReadsMax);
      }
      step = deciding.next(found.map(({ state }) => state));
    }
    return { decision: step.value, reads: revisions };
  }

  /** What a command recorded, or null: the answer to «did it take effect?» after a lost answer. */
  async function recorded(
    commandId: CommandId,
  ): Promise<Extract<Outcome, { kind: 'recorded' }> | null> {
    const stored = await ledger.findCommand(commandId);
    if (stored.length === 0) return null;
    const events = stored.map((event) => codec.decode(event));
    const advisories = events.flatMap(({ meta }) => meta.advisories);
    return {
      kind: 'recorded',
      commandId,
      events,
      position: events.at(-1)?.position ?? 0,
      advisories,
    };
  }

  function digestOf({ definition, input, record, county }: CommandRequest): string {
    const { effectiveOn, basis, reason } = record;
    return key.digestOf(
      `command/${canonicalJson({ name: definition.name, county, input, effectiveOn, basis, reason })}`,
    );
  }

  function contextOf(request: CommandRequest, commandId: CommandId, now: Instant): Context {
    const today = dayInShanghai(now);
    const effectiveOn = request.record.effectiveOn ?? today;
    let minted = 0;
    const mint = () => {
      minted += 1;
      return derivedId(commandId, minted - 1);
    };
    return {
      county: request.county,
      actor: request.actor,
      effectiveOn,
      basis: request.record.basis,
      reason: request.record.reason,
      now,
      today,
      newId: <T extends string>() => mint() as T,
      digestOf: (value) => key.digestOf(value),
      event: (stream, definition, data, options = {}) => ({
        id: mint() as EventId,
        stream,
        definition: definition as EventDefinition,
        data,
        personal: (options.personal ?? null) as never,
        effectiveOn: options.effectiveOn ?? effectiveOn,
      }),
    };
  }

  return { handle: (one: CommandRequest) => command(one, () => handle(one)), recorded };
}

function isSame(first: Recorded | undefined, request: CommandRequest, digest: string): boolean {
  return first?.meta.digest === digest && first.meta.actor.subject === request.actor.subject;
}

/** Only plans and decisions may lie ahead; everything else is recorded when it has happened. */
function notYet(decision: Decision & { kind: 'accepted' }, context: Context): Finding | null {
  const ahead = decision.events.find(({ effectiveOn }) => firstDay(effectiveOn) > context.today);
  return ahead === undefined
    ? null
    : finding('EffectiveInFuture', { effectiveOn: ahead.effectiveOn, today: context.today });
}
