/** Facts of one kind about one thing, in the order they hold in the world, whenever recorded. */
import { type CivilDate, firstDay, type PartialDate } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import type { CommandId, EventId } from '../../events/values.ts';

export type Dated<T> = {
  readonly on: PartialDate;
  readonly eventId: EventId;
  /** The decision it was recorded by, with whatever else that moved. */
  readonly commandId: CommandId;
  readonly value: T;
};
export type Timeline<T> = readonly Dated<T>[];

/** What an event says, as a dated fact. */
export function dated<T>({ id, meta }: Recorded, value: T): Dated<T> {
  return { on: meta.effectiveOn, eventId: id, commandId: meta.commandId, value };
}

/** One more fact, in its place by date; of two on one day the one recorded later comes later. */
export function withFact<T>(timeline: Timeline<T>, fact: Dated<T>): Timeline<T> {
  const later = timeline.findIndex((one) => firstDay(one.on) > firstDay(fact.on));
  return later === -1
    ? [...timeline, fact]
    : [...timeline.slice(0, later), fact, ...timeline.slice(later)];
}

/** The fact replaced by what it should have been; the timeline as it is when it has no such fact. */
export function corrected<T>(
  timeline: Timeline<T>,
  eventId: EventId,
  correct: (fact: Dated<T>) => Dated<T>,
): Timeline<T> {
  const wrong = timeline.find((one) => one.eventId === eventId);
  if (wrong === undefined) return timeline;
  const others = timeline.filter((one) => one.eventId !== eventId);
  return withFact(others, correct(wrong));
}

/** The fact that holds on a day; null before the first. */
export function holdingOn<T>(timeline: Timeline<T>, on: CivilDate): Dated<T> | null {
  return timeline.findLast((one) => firstDay(one.on) <= on) ?? null;
}

/** The first fact after a day; null when none is. */
export function nextAfter<T>(timeline: Timeline<T>, on: CivilDate): Dated<T> | null {
  return timeline.find((one) => firstDay(one.on) > on) ?? null;
}

/** Comings and goings of members, `joined` or left. */
export type Membership = { readonly id: string; readonly joined: boolean };

/** Who is a member on a day or becomes one later. */
export function membersFrom(timeline: Timeline<Membership>, on: CivilDate): readonly string[] {
  const members = new Set<string>();
  for (const { on: day, value } of timeline) {
    if (value.joined) members.add(value.id);
    else if (firstDay(day) <= on) members.delete(value.id);
  }
  return [...members];
}
