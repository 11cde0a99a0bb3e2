/** Entering the reserve pool by another way than a round: as a finalist, or observed at work. */
import type { z } from 'zod';
import type {
  EntryChannel,
  ReserveMaturity,
  ReserveTarget,
  ReserveTrack,
} from '../../events/code-tables.ts';
import { firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { ReserveMemberAdmitted } from '../../events/reserve-pool.ts';
import type { CadreId, EventId } from '../../events/values.ts';
import {
  type Context,
  citing,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
} from './command.ts';
import { cadreStream, originOn, person, postings, sanctionInForce } from './people.ts';
import { hasLeft } from './placement-rules.ts';
import { openMembership, reservePool } from './reserve-pool-state.ts';
import { article } from './rules/sources.ts';

export type PoolEntry = {
  readonly cadreId: CadreId;
  readonly entryChannel: z.infer<typeof EntryChannel>;
  /** What the entry rests on: the open selection or the observation. */
  readonly sourceId: string;
  /** null: not given; only somebody in the pool already needs none. */
  readonly as: {
    readonly maturity: z.infer<typeof ReserveMaturity>;
    readonly target: z.infer<typeof ReserveTarget>;
    readonly track: z.infer<typeof ReserveTrack>;
  } | null;
};
type Entered = {
  readonly refusals: readonly Finding[];
  readonly advisories: readonly Finding[];
  /** The membership that stands or begins; null when it is refused. */
  readonly membershipId: EventId | null;
  /** The admission; empty for somebody in the pool already. */
  readonly events: readonly NewEvent[];
};

export function* enterPool(entry: PoolEntry, context: Context): Reading<Entered> {
  const { cadreId, entryChannel, sourceId, as } = entry;
  const who = yield* read(person(cadreId));
  const held = yield* read(postings(cadreId));
  const standing = openMembership(yield* read(reservePool(cadreId)));
  if (standing !== null) {
    return { refusals: [], advisories: [], membershipId: standing.id, events: [] };
  }
  const on = firstDay(context.effectiveOn);
  const sanction = sanctionInForce(who, on);
  const refusals = obstacles(
    [who.registered?.county !== context.county, () => finding('CadreUnknown')],
    hasLeft(held, on),
    [sanction !== null, () => finding('SanctionInForce', {}, citing(sanction))],
    [as === null, () => finding('PoolEntryDetailsMissing')],
  );
  if (refusals.length > 0 || as === null) {
    return { refusals, advisories: [], membershipId: null, events: [] };
  }
  const origin = originOn(held, on);
  const data = { cadreId, entryChannel, ...as, roundId: null, sourceId, origin };
  const admitted = context.event(cadreStream(cadreId), ReserveMemberAdmitted, data);
  const isPrivate = origin?.unitType === 'PRIVATE_ENTERPRISE';
  return {
    refusals: [],
    advisories: obstacles([
      isPrivate,
      () => finding('PrivateFirmRouteLimited', {}, { basis: article('CSL', 70) }),
    ]),
    membershipId: admitted.id,
    events: [admitted],
  };
}
