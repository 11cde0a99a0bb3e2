/**
 * The plan: every command of the demo county's history, in the order in which it was recorded. All
 * ids follow from the seed, so a step can name what an earlier one will have created.
 */
import { createHash } from 'node:crypto';
import { type CivilDate, firstDay, type Instant, type PartialDate } from '../../events/dates.ts';
import type { Actor } from '../../events/define.ts';
import type { CommandId, DocumentNumber } from '../../events/values.ts';
import { derivedId } from '../application/ids.ts';
import type { CommandDefinition } from '../domain/command.ts';
import { commands } from '../domain/index.ts';
import { day, momentOn, officeTime, partial, workingDay, workingDaysLater } from './calendar.ts';
import type { DemoCounty } from './counties.ts';
import { type Random, random } from './random.ts';

export type Step = {
  readonly at: Instant;
  readonly definition: CommandDefinition;
  /** Parsed by the definition's input shape. */
  readonly input: unknown;
  readonly actor: Actor;
  readonly record: {
    readonly commandId: CommandId;
    readonly effectiveOn: PartialDate;
    readonly basis: DocumentNumber | null;
    readonly reason: string | null;
  };
};

/** What a step recorded created: its first entity or event, or the one numbered. */
export const createdBy = (commandId: CommandId, index = 0): string => derivedId(commandId, index);

/** How a fact came into the ledger, beside the command itself. */
export type Circumstances = {
  /** When it holds in the world. */
  readonly on: string;
  readonly basis?: string;
  readonly reason?: string;
  /** The day it was recorded; without it, a few working days after `on`. */
  readonly recordedOn?: string;
};
/** Where one officer records one matter after the other: never earlier than the matter before. */
export type Desk = {
  readonly random: Random;
  readonly record: (
    command: string,
    input: Readonly<Record<string, unknown>>,
    circumstances: Circumstances,
  ) => CommandId;
};
export type Planner = {
  readonly county: DemoCounty;
  readonly seed: string;
  readonly desk: (name: string, officer: string, opensOn: string) => Desk;
  /** All steps by the moment of their recording. */
  readonly steps: () => readonly Step[];
};

/** History is loaded up to this day; afterwards commands are recorded in real time. */
export const historyEndsOn = day('2024-06-30');
const delayMax = 3;
const secondsBetween = 40;

export function planner(county: DemoCounty): Planner {
  const { seed } = county;
  const planned: Step[] = [];

  function desk(name: string, officer: string, opensOn: string): Desk {
    const own = random(`${seed}/${name}`);
    let cursor = momentOn(workingDay(day(opensOn)), own.int(0, 60));
    const record: Desk['record'] = (command, input, circumstances) => {
      const { on, basis = null, reason = null, recordedOn } = circumstances;
      const naturally = momentOn(
        recordedOn === undefined ? recordingDay(on, own) : workingDay(day(recordedOn)),
        own.int(0, 180),
      );
      cursor = naturally > cursor ? naturally : officeTime(cursor, secondsBetween);
      const definition = definitionOf(command);
      const commandId = commandIdOf(seed, planned.length, cursor);
      planned.push({
        at: cursor,
        definition,
        input: parse(definition, input),
        actor: { subject: officer, cadreId: null },
        record: {
          commandId,
          effectiveOn: partial(on),
          basis: basis as DocumentNumber | null,
          reason,
        },
      });
      return commandId;
    };
    return { random: own, record };
  }

  function steps(): readonly Step[] {
    // Sorting is stable: steps of one moment stay in the order in which they were planned.
    const sorted = planned.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    const last = sorted.at(-1);
    if (last !== undefined && last.at > momentOn(historyEndsOn, 600)) {
      throw new Error(`the demo's history goes on until ${last.at}, after ${historyEndsOn}`);
    }
    return sorted;
  }

  return { county, seed, desk, steps };
}

/** A fact is recorded one to three working days after the day it holds from. */
function recordingDay(on: string, own: Random): CivilDate {
  return workingDaysLater(firstDay(partial(on)), own.int(1, delayMax));
}

const byName = new Map(commands.map((definition) => [definition.name, definition]));

export function definitionOf(name: string): CommandDefinition {
  const definition = byName.get(name);
  if (definition === undefined) throw new Error(`the demo plans ${name}, which is no command`);
  return definition;
}

function parse(definition: CommandDefinition, input: unknown): unknown {
  const parsed = definition.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(
    `the demo plans ${definition.name} with a wrong input: ${issue?.path.join('.')} ${issue?.message}`,
  );
}

/** A UUIDv7: the time bits of the simulated moment, the rest a hash of the seed and the number. */
function commandIdOf(seed: string, number: number, at: Instant): CommandId {
  const time = Date.parse(at).toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(seed).digest('hex').slice(0, 12);
  const base = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${hash}`;
  return derivedId(base as CommandId, number) as CommandId;
}
