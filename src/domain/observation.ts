/** 经常性选拔 (P3): people noticed at work, verified, and linked to the pool; appointed elsewhere. */
import { z } from 'zod';
import { ReserveMaturity, ReserveTarget, ReserveTrack } from '../../events/code-tables.ts';
import { firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  ObservationArea,
  ObservationId,
  ObservationNoted,
  ObservationVerified,
  PoolLinked,
} from '../../events/observation.ts';
import { CadreId, OrganizationId, Remark, text } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import {
  accept,
  type CommandDefinition,
  type Context,
  citing,
  defineCommand,
  finding,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { observationCorrectionCommands } from './observation-correction.ts';
import { type Observation, observations, standing } from './observation-state.ts';
import { cadreStream, person, postings } from './people.ts';
import { hasLeft } from './placement-rules.ts';
import { enterPool } from './pool-entry.ts';
import { type OrganizationState, organization } from './structure.ts';

/** Notes what somebody did, where, and who saw it. */
export const ObserveCadre = defineCommand({
  name: 'ObserveCadre',
  label: { zh: '登记考察识别', en: 'note an observation of somebody at work' },
  input: z.strictObject({
    cadreId: CadreId,
    organizationId: OrganizationId,
    area: ObservationArea,
    where: text(120),
    what: Remark,
  }),
  decide: function* ({ what, ...input }, context) {
    const who = yield* read(person(input.cadreId));
    const held = yield* read(postings(input.cadreId));
    const unit = yield* read(organization(input.organizationId));
    const before = yield* read(observations(input.cadreId));
    const isSame = (one: Observation) =>
      one.voided === null &&
      one.noted.on === context.effectiveOn &&
      one.organizationId === input.organizationId &&
      one.area === input.area &&
      one.where === input.where &&
      one.what === what;
    if (before.some(isSame)) return accept();
    const refusals = [
      ...obstacles(
        [who.registered?.county !== context.county, () => finding('CadreUnknown')],
        hasLeft(held, firstDay(context.effectiveOn)),
      ),
      ...unitObstacles(unit, context),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const stream = cadreStream(input.cadreId);
    return accept([context.event(stream, ObservationNoted, input, { personal: { what } })]);
  },
});

const named = { cadreId: CadreId, observationId: ObservationId };

/** Records that an organization has verified what was observed. */
export const VerifyObservation = defineCommand({
  name: 'VerifyObservation',
  label: { zh: '核实考察识别', en: 'verify an observation' },
  input: z.strictObject({ ...named, verifiedById: OrganizationId }),
  decide: function* (input, context) {
    const { refusals, observation } = yield* standing(input, context);
    const unit = yield* read(organization(input.verifiedById));
    const before = observation?.verified;
    if (before?.verifiedById === input.verifiedById && before.on === context.effectiveOn) {
      return accept();
    }
    refusals.push(
      ...unitObstacles(unit, context),
      ...obstacles(
        [before != null, () => finding('ObservationVerifiedAlready', {}, citing(before))],
        inOrder(context.effectiveOn, observation?.noted),
      ),
    );
    if (refusals.length > 0) return refuse(refusals);
    return accept([context.event(cadreStream(input.cadreId), ObservationVerified, input)]);
  },
});

/** Links a verified observation to the pool; somebody not in the pool enters it in the same act. */
export const LinkToPool = defineCommand({
  name: 'LinkToPool',
  label: { zh: '纳入后备人才库', en: 'link an observation to the reserve pool' },
  input: z.strictObject({
    ...named,
    /** How they enter; not needed by somebody who is in the pool. */
    entry: z
      .strictObject({ maturity: ReserveMaturity, target: ReserveTarget, track: ReserveTrack })
      .nullable(),
  }),
  decide: function* ({ entry: as, ...input }, context) {
    const { cadreId, observationId } = input;
    const { refusals, observation } = yield* standing(input, context);
    if (observation?.linked && observation.voided === null) return accept();
    const entered = yield* enterPool(
      { cadreId, entryChannel: 'ORG_OBSERVED', sourceId: observationId, as },
      context,
    );
    refusals.push(
      ...obstacles(
        [
          observation !== null && observation.verified === null,
          () => finding('ObservationNotVerified', {}, { evidence: [observationId] }),
        ],
        inOrder(context.effectiveOn, observation?.verified ?? observation?.noted),
      ),
      ...entered.refusals,
    );
    const { membershipId } = entered;
    if (refusals.length > 0 || membershipId === null) return refuse(refusals);
    const linked = context.event(cadreStream(cadreId), PoolLinked, { ...input, membershipId });
    return accept([...entered.events, linked], entered.advisories);
  },
});

function unitObstacles(unit: OrganizationState, context: Context): Finding[] {
  const on = firstDay(context.effectiveOn);
  const { opened, ended } = unit;
  return obstacles(
    [opened?.county !== context.county, () => finding('OrganizationUnknown')],
    [
      ended !== null && firstDay(ended.on) <= on,
      () => finding('OrganizationEnded', { on: ended?.on ?? '' }, citing(ended)),
    ],
  );
}

export const observationCommands: readonly CommandDefinition[] = [
  ObserveCadre,
  VerifyObservation,
  LinkToPool,
  ...observationCorrectionCommands,
];
