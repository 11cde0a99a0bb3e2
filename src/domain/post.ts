/** 职位: setting up, redefining, transferring and abolishing posts. */
import { z } from 'zod';
import { CodeTaken } from '../../events/code-reservation.ts';
import type { PostingKind } from '../../events/code-tables.ts';
import { firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { PostAdded, QuotaReleased, QuotaTaken } from '../../events/organization.ts';
import { PostAttributes, PostEstablished, PostRedefined } from '../../events/post.ts';
import { Code, OrganizationId, PostId } from '../../events/values.ts';
import { codeReservation } from './code-reservation.ts';
import {
  accept,
  type Context,
  citing,
  defineCommand,
  finding,
  type NewEvent,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { holdingOn, nextAfter } from './dated.ts';
import { abolishEvents } from './organization-end.ts';
import {
  holdersFrom,
  overfilled,
  type PostAt,
  quotaAdvice,
  transferEvents,
} from './organization-members.ts';
import { absence, endedSince } from './organization-presence.ts';
import { seatKinds } from './placement-rules.ts';
import { article } from './rules/sources.ts';
import {
  type Holding,
  type OrganizationState,
  organization,
  organizationStream,
  type PostState,
  post,
  postStream,
} from './structure.ts';

export const EstablishPost = defineCommand({
  name: 'EstablishPost',
  label: { zh: '设置职位', en: 'Establish a post' },
  input: z.strictObject({
    organizationId: OrganizationId,
    code: Code,
    attributes: PostAttributes,
    openingBalance: z.boolean().default(false),
  }),
  decide: function* (input, context) {
    const { organizationId, code, attributes } = input;
    const unit = yield* read(organization(organizationId));
    const reservation = codeReservation(context.county, 'post', code);
    const owner = yield* read(reservation);
    const known = owner === null ? null : yield* read(post(owner.entityId as PostId));
    if (
      known?.established?.on === context.effectiveOn &&
      known.places[0]?.value === organizationId &&
      isSame(known.definitions[0]?.value ?? null, attributes)
    ) {
      return accept();
    }
    const refusals = [
      ...absence(unit, context),
      ...obstacles([owner !== null, () => finding('PostCodeTaken', { code }, citing(owner))]),
      ...attributeObstacles(attributes),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const postId = context.newId<PostId>();
    return accept(
      [
        context.event(reservation.stream, CodeTaken, { kind: 'post', code, entityId: postId }),
        context.event(postStream(postId), PostEstablished, { ...input, postId }),
        context.event(organizationStream(organizationId), PostAdded, { organizationId, postId }),
      ],
      endedSince(unit),
    );
  },
});

export const RedefinePost = defineCommand({
  name: 'RedefinePost',
  label: { zh: '变更职位', en: 'Redefine a post' },
  input: z.strictObject({ postId: PostId, attributes: PostAttributes }),
  decide: function* ({ postId, attributes }, context) {
    const seat = yield* read(post(postId));
    const on = firstDay(context.effectiveOn);
    const before = holdingOn(seat.definitions, on)?.value ?? null;
    const refusals = [...postAbsence(seat, context), ...attributeObstacles(attributes)];
    const holders = holdersFrom(seat, on);
    const seated = holders.filter(({ kind, to }) => to === null && takesSeat(kind));
    if (seated.length > attributes.seats) {
      const evidence = seated.map(({ postingId }) => postingId);
      const params = { seats: attributes.seats, holders: seated.length };
      refusals.push(finding('SeatsBelowHolders', params, { evidence }));
    }
    if (refusals.length > 0) return refuse(refusals);
    if (isSame(before, attributes)) return accept();
    const redefined = context.event(postStream(postId), PostRedefined, { postId, attributes });
    const { organizationId } = seat;
    if (organizationId === null || nextAfter(seat.definitions, on) !== null) {
      return accept([redefined]);
    }
    const unit = yield* read(organization(organizationId));
    const seats = reseat(context, { postId, seat }, attributes, seated, organizationId, unit);
    const raised = holders.length > 0 && before?.level !== attributes.level;
    return accept(
      [redefined, ...seats.events],
      [
        ...seats.advisories,
        ...obstacles([
          raised,
          () =>
            finding('HoldersKeepTheirLevel', {}, { evidence: holders.map((one) => one.postingId) }),
        ]),
      ],
    );
  },
});

export const TransferPost = defineCommand({
  name: 'TransferPost',
  label: { zh: '划转职位', en: 'Transfer a post to another organization' },
  input: z.strictObject({ postId: PostId, toId: OrganizationId }),
  decide: function* ({ postId, toId }, context) {
    const seat = yield* read(post(postId));
    const to = yield* read(organization(toId));
    const on = firstDay(context.effectiveOn);
    const fromId = holdingOn(seat.places, on)?.value ?? null;
    const refusals = [...postAbsence(seat, context), ...absence(to, context, 'Target')];
    if (refusals.length > 0 || fromId === null) return refuse(refusals);
    if (fromId === toId) return accept();
    const from = yield* read(organization(fromId));
    const arriving = from.taken.filter((taken) => taken.postId === postId);
    return accept(transferEvents(context, { postId, seat }, fromId, from, toId), [
      ...overfilled(to, arriving),
      ...endedSince(to),
    ]);
  },
});

export const AbolishPost = defineCommand({
  name: 'AbolishPost',
  label: { zh: '撤销职位', en: 'Abolish a post' },
  input: z.strictObject({ postId: PostId }),
  decide: function* ({ postId }, context) {
    const seat = yield* read(post(postId));
    if (seat.abolished?.on === context.effectiveOn) return accept();
    const on = firstDay(context.effectiveOn);
    const holders = holdersFrom(seat, on);
    const later = [
      nextAfter<unknown>(seat.places, on),
      nextAfter<unknown>(seat.definitions, on),
    ].filter((fact) => fact !== null);
    const refusals = [
      ...postAbsence(seat, context),
      ...obstacles(
        [
          holders.length > 0,
          () =>
            finding(
              'PostHeld',
              { holders: holders.length },
              { evidence: holders.map(({ postingId }) => postingId) },
            ),
        ],
        [
          later.length > 0,
          () =>
            finding(
              'LaterFactsStand',
              { on: later[0]?.on ?? '' },
              { evidence: later.map(({ eventId }) => eventId) },
            ),
        ],
      ),
    ];
    const { organizationId } = seat;
    if (refusals.length > 0 || organizationId === null) return refuse(refusals);
    yield* read(organization(organizationId));
    return accept(abolishEvents(context, { postId, seat }, organizationId));
  },
});

/** Obstacles: not of this county, already abolished, not yet there. */
function postAbsence(seat: PostState, context: Context): Finding[] {
  const { established, abolished } = seat;
  const on = firstDay(context.effectiveOn);
  if (established?.county !== context.county) return [finding('PostUnknown')];
  return obstacles(
    [
      abolished !== null && firstDay(abolished.on) <= on,
      () => finding('PostAbolished', { on: abolished?.on ?? '' }, citing(abolished)),
    ],
    [
      on < firstDay(established.on),
      () => finding('PostNotYetThere', { on: established.on }, citing(established)),
    ],
  );
}

export function attributeObstacles({ underQuota, kind }: PostAttributes): Finding[] {
  return obstacles([
    underQuota && kind !== 'LEADING_POST',
    () => finding('QuotaOnlyForLeadingPosts', {}, { basis: article('CSL', 43) }),
  ]);
}

export const takesSeat = (kind: string) => seatKinds.has(kind as PostingKind);

/** The quota's seats as the redefined post takes them, for those who hold it now. */
function reseat(
  context: Context,
  { postId, seat }: PostAt,
  attributes: PostAttributes,
  seated: readonly Holding[],
  organizationId: OrganizationId,
  unit: OrganizationState,
): { events: NewEvent[]; advisories: Finding[] } {
  const before = seat.attributes;
  const { principal, underQuota } = attributes;
  if (before?.underQuota === underQuota && before.principal === principal) {
    return { events: [], advisories: [] };
  }
  const stream = organizationStream(organizationId);
  const left = unit.taken.filter((taken) => taken.postId === postId);
  const taken = underQuota ? seated : [];
  const dateOf = (on: Holding['from']) =>
    firstDay(on) > firstDay(context.effectiveOn) ? on : context.effectiveOn;
  const events = [
    ...left.map(({ cadreId, principal: was, on }) =>
      context.event(
        stream,
        QuotaReleased,
        { organizationId, postId, cadreId, principal: was },
        { effectiveOn: dateOf(on) },
      ),
    ),
    ...taken.map(({ cadreId, from }) =>
      context.event(
        stream,
        QuotaTaken,
        { organizationId, postId, cadreId, principal, openingBalance: false },
        { effectiveOn: dateOf(from) },
      ),
    ),
  ];
  const others = unit.taken.filter((one) => one.postId !== postId);
  const now = [...others, ...taken.map(() => ({ principal }))];
  return { events, advisories: unit.quota === null ? [] : quotaAdvice(unit.quota, now) };
}

export function isSame(a: PostAttributes | null, b: PostAttributes): boolean {
  return (Object.keys(b) as (keyof PostAttributes)[]).every((field) => a?.[field] === b[field]);
}

export const postCommands = [EstablishPost, RedefinePost, TransferPost, AbolishPost];
