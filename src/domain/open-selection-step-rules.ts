/** What a step of a campaign had to satisfy when it was recorded, asked of another day. */
import { AppointmentDecisionCorrected } from '../../events/appointment.ts';
import { type CivilDate, firstDay, type PartialDate } from '../../events/dates.ts';
import type { OpenSelectionPhase } from '../../events/open-selection.ts';
import { ApplicationSubmitted } from '../../events/open-selection-application.ts';
import { decidedAnew } from './appointment-correction.ts';
import { appointments } from './appointment-state.ts';
import {
  type Context,
  citing,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
  readEach,
} from './command.ts';
import type { Applicant } from './open-selection-applicant.ts';
import { about, type Campaign } from './open-selection-campaign.ts';
import { dayKnown, judgeNotice } from './open-selection-decision.ts';
import { endsAfter } from './open-selection-draft.ts';
import { sanctionJudgement } from './open-selection-eligibility.ts';
import { proposalGround } from './open-selection-proposals.ts';
import { stillRunning } from './open-selection-registration.ts';
import { cadreStream } from './people.ts';
import type { Judgement } from './rules/judge.ts';
import { pinnedStay } from './rules/rule-set.ts';

/** The day of a step; `until`: when registration, or the notice, ended. */
export type Span = { readonly on: PartialDate; readonly until: CivilDate | null };
type Shift = { readonly was: Span; readonly is: Span };
/** What follows on other streams, and until when the step really ran. */
type Judged = Judgement & {
  readonly until: CivilDate | null;
  readonly events: readonly NewEvent[];
};
const nothing = { until: null, refusals: [], advisories: [], events: [] };

export function* judgedOn(
  campaign: Campaign,
  phase: OpenSelectionPhase,
  { was, is }: Shift,
  context: Context,
): Reading<Judged> {
  switch (phase) {
    case 'DRAFT':
      return { ...nothing, advisories: yield* pinnedStay(campaign.drafted, is.on, context) };
    case 'ANNOUNCED':
      return { ...nothing, until: is.until, refusals: announcedOn(campaign, is) };
    case 'REGISTRATION_CLOSED': {
      const { registrationUntil, steps } = campaign;
      const running = stillRunning(registrationUntil, is.on, steps.ANNOUNCED);
      return { ...nothing, refusals: obstacles(running) };
    }
    case 'DECISION':
      return yield* decidedOn(campaign, { was, is }, context);
    case 'PUBLIC_NOTICE':
      return yield* noticedOn(campaign, is);
    case 'SUPERIOR_APPROVED':
    case 'WRITTEN_EXAM':
    case 'INTERVIEW':
    case 'INSPECTION':
    case 'CONCLUDED':
      return nothing;
  }
}

/** Whoever applied did so while registration ran; it was not closed before its end. */
function announcedOn({ steps, facts, registrationUntil }: Campaign, { on, until }: Span) {
  const end = until ?? registrationUntil;
  const closed = steps.REGISTRATION_CLOSED;
  const late = facts.filter(
    ({ type, meta }) =>
      end !== null && type === ApplicationSubmitted.type && firstDay(meta.effectiveOn) > end,
  );
  return obstacles(
    ...(end === null ? [] : [endsAfter(on, end)]),
    ...(closed === undefined ? [] : [stillRunning(end, closed.on, closed)]),
    [
      late.length > 0,
      () => finding('AppliedLater', { count: late.length, until: end ?? '' }, citing(...late)),
    ],
  );
}

/** The notice lasts as long as the rule asks, and nobody was appointed while it ran. */
function* noticedOn(campaign: Campaign, { on, until }: Span): Reading<Judged> {
  const judged = judgeNotice(campaign, on, until);
  const { endsOn } = judged;
  const won = [...campaign.applicants.values()].filter(({ win }) => win !== null);
  const states = yield* readEach(won.map(({ cadreId }) => appointments(cadreId)));
  const early = won.filter(({ win }, index) => {
    const fact = campaign.facts.find(({ id }) => id === win?.eventId);
    const appointment = states[index]?.appointments.find(
      ({ eventId }) => eventId === win?.appointmentId,
    );
    const issuedOn = appointment?.documentIssuedOn ?? null;
    const day = fact === undefined ? endsOn : firstDay(fact.meta.effectiveOn);
    return (issuedOn !== null && issuedOn < day ? issuedOn : day) <= endsOn;
  });
  return {
    until: endsOn,
    refusals: [
      ...obstacles(dayKnown(on)),
      ...about('WonDuringNotice', early, { endsOn }, 'P2.PUBLIC_NOTICE'),
      ...judged.refusals,
    ],
    advisories: judged.advisories,
    events: [],
  };
}

/** Those proposed could be so on the day; what was decided of each follows on their own stream. */
function* decidedOn(campaign: Campaign, { is }: Shift, context: Context): Reading<Judged> {
  const proposed = [...campaign.applicants.values()].filter(({ proposal }) => proposal !== null);
  const then = { ...context, effectiveOn: is.on };
  const ids = proposed.map(({ cadreId }) => cadreId);
  const barred = yield* sanctionJudgement(campaign, ids, then);
  const refusals = [...obstacles(dayKnown(is.on)), ...barred.refusals];
  const advisories = [...barred.advisories];
  const events: NewEvent[] = [];
  const day = firstDay(is.on);
  for (const applicant of proposed) {
    const each = yield* proposalOn(campaign, applicant, day, then, context);
    refusals.push(...each.refusals);
    advisories.push(...each.advisories);
    events.push(...each.events);
  }
  return { until: null, refusals, advisories, events };
}

function* proposalOn(
  campaign: Campaign,
  applicant: Applicant,
  day: CivilDate,
  then: Context,
  context: Context,
): Reading<Omit<Judged, 'until'>> {
  const { cadreId, proposal, itemId } = applicant;
  const state = yield* read(appointments(cadreId));
  const decision = state.decisions.find(({ eventId }) => eventId === proposal?.decisionId);
  const item = campaign.items.get(itemId);
  if (decision === undefined || item === undefined) return nothing;
  if (decision.settled?.revoked === false) {
    return yield* decidedAnew(cadreId, decision.settled.eventId, day, context);
  }
  const postId = proposal?.postId ?? null;
  const ground =
    decision.settled === null
      ? yield* proposalGround([{ applicant, item, postId }], then)
      : nothing;
  const { eventId: decisionId, decidedOn: was } = decision;
  const data = { cadreId, decisionId, was, is: day };
  return {
    refusals: ground.refusals,
    advisories: ground.advisories,
    events: [context.event(cadreStream(cadreId), AppointmentDecisionCorrected, data)],
  };
}
