/**
 * 报考与选拔职位环节撤销: the latest record about one applicant, or one item, taken back while the
 * course of the campaign has not gone on from it.
 */
import type { Finding } from '../../events/define.ts';
import {
  OpenSelectionConcluded,
  OpenSelectionDecided,
  OpenSelectionInspectionBegun,
  OpenSelectionInterviewBegun,
  OpenSelectionNoticePosted,
  OpenSelectionPhase,
  OpenSelectionWrittenExamBegun,
} from '../../events/open-selection.ts';
import {
  ApplicationScored,
  ApplicationScreened,
  ApplicationsShortlisted,
  ApplicationWithdrawn,
  FinalistReserveAccepted,
  FinalistReserveDeclined,
  FinalistReserveOffered,
  InspectionObjectsNamed,
  ProposalRevoked,
} from '../../events/open-selection-application.ts';
import {
  ApplicationStepVoided,
  OfferedItemStepVoided,
} from '../../events/open-selection-correction.ts';
import { ApplicantInspected } from '../../events/open-selection-inspection.ts';
import { OfferedItemRatioWaived, OfferedItemWithdrawn } from '../../events/open-selection-item.ts';
import { CadreId, EventId, OfferedItemId } from '../../events/values.ts';
import { appointments } from './appointment-state.ts';
import { decidedSince, stepVoided } from './appointment-step.ts';
import {
  accept,
  type Context,
  citing,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
  refuse,
} from './command.ts';
import type { Applicant } from './open-selection-applicant.ts';
import { type Campaign, campaignCorrection } from './open-selection-campaign.ts';
import { concerned, type Fact, isOfTheWorld, recordedSince } from './open-selection-facts.ts';
import { reservePool } from './reserve-pool-state.ts';

const types = (definitions: readonly { readonly type: string }[]): ReadonlySet<string> =>
  new Set(definitions.map(({ type }) => type));
/** What is recorded of one applicant on the way to an end, and about the pool afterwards. */
const onTheWay = types([
  ApplicationScreened,
  ApplicationScored,
  ApplicantInspected,
  ApplicationWithdrawn,
  ProposalRevoked,
]);
const aboutThePool = types([
  FinalistReserveOffered,
  FinalistReserveAccepted,
  FinalistReserveDeclined,
]);
const ofItem = types([
  OfferedItemRatioWaived,
  OfferedItemWithdrawn,
  ApplicationsShortlisted,
  InspectionObjectsNamed,
]);
/** Steps that look at who is left: what went before them is settled. */
const goingOn = types([
  OpenSelectionWrittenExamBegun,
  OpenSelectionInterviewBegun,
  OpenSelectionInspectionBegun,
  OpenSelectionDecided,
  OpenSelectionNoticePosted,
  OpenSelectionConcluded,
]);

/** 撤销报考环节记录: the applicant stands where they stood before it. */
export const VoidApplicationStep = campaignCorrection({
  name: 'VoidApplicationStep',
  label: { zh: '撤销报考环节记录', en: 'void the latest step of an application' },
  phases: OpenSelectionPhase.options,
  again: ({ takenBack }, { eventId }) => takenBack.includes(eventId),
  input: {
    cadreId: CadreId,
    eventId: EventId.meta({
      description:
        'Their latest: a screening, score, inspection, withdrawal, revocation, or the answer about the pool.',
    }),
  },
  decide: function* (campaign, { openSelectionId, cadreId, eventId }, context) {
    const applicant = campaign.applicants.get(cadreId);
    if (applicant === undefined) return refuse([finding('ApplicationUnknown', { count: 1 })]);
    const own = campaign.facts.filter(
      (fact) => isOfTheWorld(fact) && concerned(fact).cadreIds.includes(cadreId),
    );
    const latest = own.at(-1);
    const isOwn = latest && (onTheWay.has(latest.type) || aboutThePool.has(latest.type));
    if (latest?.id !== eventId || !isOwn) {
      const code = isOwn ? 'ApplicationStepNotLatest' : 'ApplicationStepOfSeveral';
      return refuse([finding(code, {}, citing(latest))]);
    }
    const revocation = yield* revocationTakenBack(applicant, latest, context);
    const refusals = [
      ...usedSince(campaign, latest, applicant.itemId),
      ...(yield* entryStands(applicant, latest, openSelectionId)),
      ...revocation.refusals,
    ];
    if (refusals.length > 0) return refuse(refusals);
    const data = { openSelectionId, cadreId, eventId };
    return accept([
      context.event(campaign.stream, ApplicationStepVoided, data),
      ...revocation.events,
    ]);
  },
});

/** 撤销选拔职位环节记录: with a ranking, or a withdrawal, its applicants stand where they stood. */
export const VoidOfferedItemStep = campaignCorrection({
  name: 'VoidOfferedItemStep',
  label: { zh: '撤销选拔职位环节记录', en: 'void the latest step of an offered item' },
  phases: OpenSelectionPhase.options,
  again: ({ takenBack }, { eventId }) => takenBack.includes(eventId),
  input: {
    itemId: OfferedItemId,
    eventId: EventId.meta({
      description: 'The latest: the waiver of the ratio, a ranking, or the withdrawal.',
    }),
  },
  decide: (campaign, { openSelectionId, itemId, eventId }, context) => {
    if (!campaign.items.has(itemId)) return refuse([finding('OfferedItemUnknown')]);
    const own = campaign.facts.filter(
      (fact) => ofItem.has(fact.type) && concerned(fact).itemIds.includes(itemId),
    );
    const latest = own.at(-1);
    if (latest?.id !== eventId) {
      return refuse([finding('OfferedItemStepNotLatest', {}, citing(latest))]);
    }
    const { cadreIds } = concerned(latest);
    const since = recordedSince(campaign, eventId).filter((fact) =>
      concerned(fact).cadreIds.some((cadreId) => cadreIds.includes(cadreId)),
    );
    const refusals = [
      ...usedSince(campaign, latest, itemId),
      ...obstacles([
        since.length > 0,
        () => finding('RecordedSince', { count: since.length }, citing(...since)),
      ]),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const data = { openSelectionId, itemId, eventId, cadreIds };
    return accept([context.event(campaign.stream, OfferedItemStepVoided, data)]);
  },
});

/** That the campaign went on from it, or its item was ranked or withdrawn since. */
function usedSince(campaign: Campaign, fact: Fact, itemId: OfferedItemId): Finding[] {
  const used = recordedSince(campaign, fact.id).filter((one) =>
    aboutThePool.has(fact.type)
      ? one.type === OpenSelectionConcluded.type
      : goingOn.has(one.type) || (ofItem.has(one.type) && concerned(one).itemIds.includes(itemId)),
  );
  return obstacles([used.length > 0, () => finding('CampaignWentOn', {}, citing(...used))]);
}

/** That the entry into the pool which began with the answer still stands. */
function* entryStands(
  { cadreId }: Applicant,
  fact: Fact,
  openSelectionId: string,
): Reading<Finding[]> {
  if (fact.type !== FinalistReserveAccepted.type) return [];
  const { membershipId } = fact.data as { readonly membershipId: EventId };
  const { memberships } = yield* read(reservePool(cadreId));
  const entry = memberships.find(
    ({ id, sourceId }) => id === membershipId && sourceId === openSelectionId,
  );
  return obstacles([entry !== undefined, () => finding('FinalistEntryStands', {}, citing(entry))]);
}

/** The revocation of the decision on the person that was recorded with it. */
function* revocationTakenBack(
  { cadreId, proposal }: Applicant,
  fact: Fact,
  context: Context,
): Reading<{ refusals: readonly Finding[]; events: readonly NewEvent[] }> {
  const { decisions } = yield* read(appointments(cadreId));
  const decision = decisions.find(({ eventId }) => eventId === proposal?.decisionId);
  const settled = decision?.settled ?? null;
  if (decision === undefined || settled?.commandId !== fact.meta.commandId) {
    return { refusals: [], events: [] };
  }
  return {
    refusals: decidedSince(decisions, decision),
    events: [stepVoided(context, cadreId, decision.eventId, settled.eventId)],
  };
}
