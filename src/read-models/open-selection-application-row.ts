/** What is known of one application, and how it begins, goes on and ends. */
import type { CivilDate, PartialDate } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import {
  type ApplicationEnd,
  ApplicationStage,
  type ApplicationSubmitted,
  type FinalistReserve,
} from '../../events/open-selection-application.ts';
import type { OfferedItemKind } from '../../events/open-selection-item.ts';
import type { Origin } from '../../events/posting.ts';

type ExamScore = {
  readonly score: number | null;
  readonly absent: boolean;
  readonly eventId: string;
};
export type OpenSelectionApplicationRow = {
  readonly county: string | null;
  readonly openSelectionId: string;
  readonly itemId: string;
  readonly itemKind: OfferedItemKind;
  readonly cadreId: string;
  readonly year: number;
  readonly origin: Origin | null;
  readonly registeredOn: PartialDate;
  readonly stage: ApplicationStage;
  readonly endState: ApplicationEnd | null;
  readonly endedOn: PartialDate | null;
  readonly endEventId: string | null;
  readonly screeningEventId: string | null;
  /** P1: why disqualified, withdrawn, revoked or not entered in the pool, as last said. */
  readonly grounds: string | null;
  /** P1 */
  readonly written: ExamScore | null;
  /** P1 */
  readonly interview: ExamScore | null;
  readonly writtenRank: number | null;
  readonly totalRank: number | null;
  readonly shortlistEventId: string | null;
  readonly objectsEventId: string | null;
  readonly inspectedFit: boolean | null;
  readonly inspectionEventId: string | null;
  readonly proposedPostId: string | null;
  readonly decisionEventId: string | null;
  readonly noticeEventId: string | null;
  readonly appointmentId: string | null;
  readonly probationEndsOn: CivilDate | null;
  readonly reserve: FinalistReserve;
  readonly reserveEventId: string | null;
  readonly membershipId: string | null;
  readonly eventId: string;
  readonly document: string | null;
};
const stages = ApplicationStage.options;
const wins: ReadonlySet<ApplicationEnd> = new Set<ApplicationEnd>([
  'APPOINTED',
  'APPOINTED_ON_PROBATION',
  'RANK_CONFERRED',
]);

/** The row at least at a stage; a step dated before another never sets it back. */
export function reached(
  row: OpenSelectionApplicationRow,
  stage: ApplicationStage,
): OpenSelectionApplicationRow {
  return stages.indexOf(stage) > stages.indexOf(row.stage) ? { ...row, stage } : row;
}

export function ended(
  row: OpenSelectionApplicationRow,
  endState: ApplicationEnd,
  { id, meta }: Pick<Recorded, 'id' | 'meta'>,
): OpenSelectionApplicationRow {
  return { ...row, endState, endedOn: meta.effectiveOn, endEventId: id };
}

export function registered({
  id,
  data,
  meta,
}: Recorded<typeof ApplicationSubmitted>): OpenSelectionApplicationRow {
  return {
    ...data,
    county: meta.county,
    registeredOn: meta.effectiveOn,
    stage: 'REGISTERED',
    endState: null,
    endedOn: null,
    endEventId: null,
    screeningEventId: null,
    grounds: null,
    written: null,
    interview: null,
    writtenRank: null,
    totalRank: null,
    shortlistEventId: null,
    objectsEventId: null,
    inspectedFit: null,
    inspectionEventId: null,
    proposedPostId: null,
    decisionEventId: null,
    noticeEventId: null,
    appointmentId: null,
    probationEndsOn: null,
    reserve: 'NONE',
    reserveEventId: null,
    membershipId: null,
    eventId: id,
    document: meta.basis,
  };
}

export const hasWon = ({ endState }: OpenSelectionApplicationRow) =>
  endState !== null && wins.has(endState);
export const wasInterviewed = ({ interview }: OpenSelectionApplicationRow) =>
  interview !== null && !interview.absent;
