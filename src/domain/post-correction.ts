/** 职位更正: how a post was set up or redefined, when it was transferred or abolished, and if. */
import { z } from 'zod';
import { CodeTaken } from '../../events/code-reservation.ts';
import { firstDay, PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { PostAbolitionVoided, PostAttributes, PostCorrected } from '../../events/post.ts';
import { Code, EventId, type OrganizationId, PostId } from '../../events/values.ts';
import { codeReservation } from './code-reservation.ts';
import {
  accept,
  citing,
  defineCorrection,
  finding,
  obstacles,
  read,
  readEach,
  refuse,
} from './command.ts';
import { holdingOn, nextAfter } from './dated.ts';
import { leavingVoided } from './organization-end-correction.ts';
import { absence } from './organization-presence.ts';
import { attributeObstacles, isSame as sameAttributes, takesSeat } from './post.ts';
import { type Holding, organization, type PostState, post, postStream } from './structure.ts';
import {
  betweenOf,
  dateObstacles,
  holdersBetween,
  organizationMoved,
  postMoved,
} from './structure-date.ts';

type Defined = z.input<typeof PostCorrected.data>['is'];

/** 更正职位信息: of the establishment, or of a redefinition (whose code is the establishment's). */
export const CorrectPost = defineCorrection({
  name: 'CorrectPost',
  label: { zh: '更正职位信息', en: 'Correct a post' },
  input: z.strictObject({
    postId: PostId,
    eventId: EventId.meta({ description: 'The establishment or redefinition recorded wrongly.' }),
    on: PartialDate,
    code: Code,
    attributes: PostAttributes,
  }),
  decide: function* ({ postId, eventId, ...is }, context) {
    const seat = yield* read(post(postId));
    const { established } = seat;
    if (established?.county !== context.county) return refuse([finding('PostUnknown')]);
    const definition = seat.definitions.find((one) => one.eventId === eventId);
    if (definition === undefined) return refuse([finding('CorrectedFactUnknown')]);
    const was = { on: definition.on, code: established.code, attributes: definition.value };
    const organizationId = holdingOn(seat.places, firstDay(was.on))?.value as OrganizationId;
    const unit = yield* read(organization(organizationId));
    const reservation = codeReservation(context.county, 'post', is.code);
    const owner = yield* read(reservation);
    if (isSame(was, is)) return accept();
    const opening = established.eventId === eventId;
    const shift = { commandId: definition.commandId, was: was.on, is: is.on, member: postId };
    const followed = organizationMoved(context, shift, organizationId, unit);
    const between = [
      ...followed.between,
      ...betweenOf([...seat.definitions, ...seat.places], shift),
      ...holdersBetween(seat, shift),
    ];
    const refusals = [
      ...obstacles(
        [
          owner !== null && owner.entityId !== postId,
          () => finding('PostCodeTaken', { code: is.code }, citing(owner)),
        ],
        [!opening && is.code !== was.code, () => finding('CodeOfEstablishment')],
      ),
      ...attributeObstacles(is.attributes),
      ...holderObstacles(seat, eventId, was, is),
      ...absence(unit, context, 'Organization', firstDay(is.on)),
      ...stillThere(seat, is.on),
      ...(was.on === is.on ? [] : dateObstacles(shift, between, context)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const corrected = context.event(postStream(postId), PostCorrected, {
      postId,
      eventId,
      was,
      is,
    });
    const taken = { kind: 'post' as const, code: is.code, entityId: postId };
    const code = owner === null ? [context.event(reservation.stream, CodeTaken, taken)] : [];
    const follows = was.on === is.on ? [] : followed.events;
    return accept([corrected, ...code, ...follows], holdersKeep(seat, eventId, was, is));
  },
});

/** 更正职位沿革日期: of a transfer or an abolition; one of an organization's end moves with that. */
export const CorrectPostDate = defineCorrection({
  name: 'CorrectPostDate',
  label: { zh: '更正职位沿革日期', en: 'Correct the date of a post’s transfer or abolition' },
  input: z.strictObject({
    postId: PostId,
    eventId: EventId.meta({ description: 'The transfer or abolition recorded wrongly.' }),
    on: PartialDate,
  }),
  decide: function* ({ postId, eventId, on }, context) {
    const seat = yield* read(post(postId));
    if (seat.established?.county !== context.county) return refuse([finding('PostUnknown')]);
    const index = seat.places.findIndex((one) => one.eventId === eventId);
    const abolished = seat.abolished?.eventId === eventId ? seat.abolished : null;
    const fact = seat.places[index] ?? abolished;
    if (fact === null || index === 0) return refuse([finding('CorrectedFactUnknown')]);
    if (fact.on === on) return accept();
    const stays =
      abolished === null ? seat.places.slice(index - 1, index + 1) : seat.places.slice(-1);
    const ids = stays.map(({ value }) => value);
    const units = yield* readEach(ids.map((id) => organization(id)));
    const shift = { commandId: fact.commandId, was: fact.on, is: on, member: postId };
    const moved = [
      postMoved(context, shift, postId, seat),
      ...units.map((unit, at) =>
        organizationMoved(context, shift, ids[at] as OrganizationId, unit),
      ),
    ];
    const ends = units
      .map(({ ended }) => ended)
      .filter((ended) => ended?.commandId === fact.commandId);
    const refusals = [
      ...obstacles([ends.length > 0, () => finding('PartOfAnEnd', {}, citing(...ends))]),
      ...units.slice(-1).flatMap((unit) => absence(unit, context, 'Target', firstDay(on))),
      ...(abolished === null ? stillThere(seat, on) : []),
      ...dateObstacles(
        shift,
        moved.flatMap(({ between }) => between),
        context,
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept(moved.flatMap(({ events }) => events));
  },
});

/** 撤销职位撤销记录: vacant as it was, it goes on in the organization it was in. */
export const VoidPostAbolition = defineCorrection({
  name: 'VoidPostAbolition',
  label: { zh: '撤销职位撤销记录', en: 'Void the abolition of a post' },
  input: z.strictObject({ postId: PostId }),
  decide: function* ({ postId }, context) {
    const seat = yield* read(post(postId));
    if (seat.established?.county !== context.county) return refuse([finding('PostUnknown')]);
    if (seat.abolitionVoided) return accept();
    const { abolished, organizationId } = seat;
    if (abolished === null || organizationId === null) return refuse([finding('PostNotAbolished')]);
    const unit = yield* read(organization(organizationId));
    const gone = unit.ended;
    const refusals = obstacles([
      gone !== null,
      () => finding('OrganizationEnded', { on: gone?.on ?? '' }, citing(gone)),
    ]);
    if (refusals.length > 0) return refuse(refusals);
    const { commandId } = abolished;
    return accept([
      context.event(postStream(postId), PostAbolitionVoided, {
        postId,
        eventId: abolished.eventId,
      }),
      ...leavingVoided(context, organizationId, unit.posts, { member: postId, commandId }),
    ]);
  },
});

export const postCorrectionCommands = [CorrectPost, CorrectPostDate, VoidPostAbolition];

function isSame(one: Defined, other: Defined): boolean {
  return (
    one.on === other.on &&
    one.code === other.code &&
    sameAttributes(one.attributes, other.attributes)
  );
}

/** Nothing begins on or after the day a post is abolished. */
function stillThere({ abolished }: PostState, on: PartialDate): Finding[] {
  return obstacles([
    abolished !== null && firstDay(abolished.on) <= firstDay(on),
    () => finding('PostAbolished', { on: abolished?.on ?? '' }, citing(abolished)),
  ]);
}

/** Who took a seat of the post while it was what is corrected. */
function seatedWhile({ definitions, holdings }: PostState, eventId: EventId): readonly Holding[] {
  const definition = definitions.find((one) => one.eventId === eventId);
  if (definition === undefined) return [];
  const from = firstDay(definition.on);
  const next = nextAfter(definitions, from);
  return holdings.filter(
    (one) =>
      takesSeat(one.kind) &&
      (one.to === null || (firstDay(one.to) > from && firstDay(one.to) > firstDay(one.from))) &&
      (next === null || firstDay(one.from) < firstDay(next.on)),
  );
}

/** The seats of the quota follow a redefinition, not a correction; nobody loses their seat by one. */
function holderObstacles(
  seat: PostState,
  eventId: EventId,
  was: Defined,
  { attributes }: Defined,
): Finding[] {
  const seated = seatedWhile(seat, eventId);
  const evidence = { evidence: seated.map(({ postingId }) => postingId) };
  const atOnce = Math.max(0, ...seated.map(({ from }) => seated.filter(holds(from)).length));
  const { principal, underQuota } = was.attributes;
  const counts = principal !== attributes.principal || underQuota !== attributes.underQuota;
  return obstacles(
    [counts && seated.length > 0, () => finding('QuotaFollowsRedefinition', {}, evidence)],
    [
      atOnce > attributes.seats,
      () => finding('SeatsBelowHolders', { seats: attributes.seats, holders: atOnce }, evidence),
    ],
  );
}
const holds = (on: PartialDate) => (one: Holding) =>
  firstDay(one.from) <= firstDay(on) && (one.to === null || firstDay(on) < firstDay(one.to));

/** Advice: postings keep the level they were recorded with. */
function holdersKeep(
  seat: PostState,
  eventId: EventId,
  was: Defined,
  { attributes }: Defined,
): Finding[] {
  const seated = seatedWhile(seat, eventId);
  const evidence = seated.map(({ postingId }) => postingId);
  return obstacles([
    seated.length > 0 && was.attributes.level !== attributes.level,
    () => finding('HoldersKeepTheirLevel', {}, { evidence }),
  ]);
}
