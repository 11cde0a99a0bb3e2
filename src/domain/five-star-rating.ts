/** “五星”支部评定: once a year for the branch of a village or community. */
import { z } from 'zod';
import { yearOf } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  FiveStarRating,
  FiveStarRatingCorrected,
  FiveStarRatingRecorded,
} from '../../events/organization.ts';
import { EventId, OrganizationId } from '../../events/values.ts';
import {
  accept,
  type Context,
  defineCommand,
  defineCorrection,
  finding,
  obstacles,
  type Reading,
  read,
  refuse,
} from './command.ts';
import { absence } from './organization-presence.ts';
import { currentVersion, ruleSet, rulesAt, textsOf } from './rules/rule-set.ts';
import { type OrganizationState, organization, organizationStream } from './structure.ts';

export const RecordFiveStarRating = defineCommand({
  name: 'RecordFiveStarRating',
  label: { zh: '登记“五星”支部评定', en: 'Record a five-star branch rating' },
  input: z.strictObject({ organizationId: OrganizationId, ...FiveStarRating.shape }),
  decide: function* ({ organizationId, ...rating }, context) {
    const unit = yield* read(organization(organizationId));
    const standing = unit.ratings.find(({ value }) => value.year === rating.year);
    if (standing !== undefined && isSame(standing.value, rating)) return accept();
    const refusals = [
      ...absence(unit, context),
      ...obstacles([standing !== undefined, () => stands(rating.year, standing?.eventId)]),
      ...(yield* ratingObstacles(unit, rating, context)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const stream = organizationStream(organizationId);
    return accept([context.event(stream, FiveStarRatingRecorded, { organizationId, ...rating })]);
  },
});

export const CorrectFiveStarRating = defineCorrection({
  name: 'CorrectFiveStarRating',
  label: { zh: '更正“五星”支部评定', en: 'Correct a five-star branch rating' },
  input: z.strictObject({
    organizationId: OrganizationId,
    eventId: EventId,
    ...FiveStarRating.shape,
  }),
  decide: function* ({ organizationId, eventId, ...is }, context) {
    const unit = yield* read(organization(organizationId));
    if (unit.opened?.county !== context.county) return refuse([finding('OrganizationUnknown')]);
    const was = unit.ratings.find((one) => one.eventId === eventId)?.value;
    if (was === undefined) return refuse([finding('CorrectedFactUnknown')]);
    if (isSame(was, is)) return accept();
    const other = unit.ratings.find((one) => one.eventId !== eventId && one.value.year === is.year);
    const refusals = [
      ...obstacles([other !== undefined, () => stands(is.year, other?.eventId)]),
      ...(yield* ratingObstacles(unit, is, context)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const data = { organizationId, eventId, was, is };
    return accept([
      context.event(organizationStream(organizationId), FiveStarRatingCorrected, data),
    ]);
  },
});

const stands = (year: number, eventId: EventId | undefined) =>
  finding('FiveStarRatingStands', { year }, { evidence: eventId === undefined ? [] : [eventId] });

/** Which stars there are depends on the branch: a village's or a community's. */
function* ratingObstacles(
  unit: OrganizationState,
  { year, stars }: FiveStarRating,
  context: Context,
): Reading<Finding[]> {
  const state = yield* read(ruleSet(context.county));
  const rules = rulesAt(state, currentVersion(state, context.effectiveOn));
  const rule = 'P5.FIVE_STAR';
  const list = { VILLAGE: 'village', COMMUNITY: 'community' }[unit.unitType as string];
  const known = list === undefined ? [] : textsOf(rules, rule, list);
  return [
    ...obstacles(
      [list === undefined, () => finding('FiveStarOnlyForBranches', {}, { rule })],
      [year > yearOf(context.effectiveOn), () => finding('RatingYearAhead', { year }, { rule })],
      [new Set(stars).size < stars.length, () => finding('StarTwice', {}, { rule })],
    ),
    ...(list === undefined ? [] : stars.filter((star) => !known.includes(star))).map((star) =>
      finding('StarUnknown', { star }, { rule }),
    ),
  ];
}

function isSame(a: FiveStarRating, b: FiveStarRating): boolean {
  return a.year === b.year && [...a.stars].sort().join() === [...b.stars].sort().join();
}

export const fiveStarRatingCommands = [RecordFiveStarRating, CorrectFiveStarRating];
