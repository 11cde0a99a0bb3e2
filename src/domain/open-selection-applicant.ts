/** Applicants of a campaign as deciders read them: how far each came, and the one end of each. */
import type {
  ApplicationEnd,
  ApplicationStage,
  FinalistReserve,
} from '../../events/open-selection-application.ts';
import type { CadreId, EventId, OfferedItemId, PostId } from '../../events/values.ts';
import type { Step } from './chronology.ts';

/** A score; null with absence, or when the person's values were erased. */
export type Scored = Step & { readonly absent: boolean; readonly score: number | null };
export type Applicant = {
  readonly cadreId: CadreId;
  readonly itemId: OfferedItemId;
  readonly submitted: Step;
  /** The latest step of this application. */
  readonly latest: Step;
  readonly stage: ApplicationStage;
  readonly end: ApplicationEnd | null;
  readonly screening: (Step & { readonly qualified: boolean }) | null;
  readonly written: Scored | null;
  readonly interview: Scored | null;
  readonly inspection: (Step & { readonly fit: boolean; readonly teamSize: number }) | null;
  readonly proposal: {
    readonly postId: PostId | null;
    readonly decisionId: EventId | null;
  } | null;
  /** The appointment to a post or the rank conferred, and the step it came after. */
  readonly win: {
    readonly eventId: EventId;
    /** null of a rank. */
    readonly appointmentId: EventId | null;
    readonly after: Step;
  } | null;
  /** Recorded as won in error, and not won since. */
  readonly winVoided: boolean;
  readonly reserve: FinalistReserve;
};
export type Applicants = ReadonlyMap<CadreId, Applicant>;

/** Whoever was interviewed is a finalist. */
export function wasInterviewed({ interview }: Applicant): boolean {
  return interview !== null && !interview.absent;
}

const wins: ReadonlySet<ApplicationEnd> = new Set<ApplicationEnd>([
  'APPOINTED',
  'APPOINTED_ON_PROBATION',
  'RANK_CONFERRED',
]);
export const hasWon = ({ end }: Applicant) => end !== null && wins.has(end);

/** A finalist who was not appointed and about whom the pool has not been decided. */
export function awaitsReserve(applicant: Applicant): boolean {
  return (
    applicant.end !== null &&
    !hasWon(applicant) &&
    wasInterviewed(applicant) &&
    (applicant.reserve === 'NONE' || applicant.reserve === 'OFFERED')
  );
}
