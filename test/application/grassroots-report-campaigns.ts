/** Rounds, campaigns and recruitments in a history the report is counted of. */
import type { UnitType } from '../../events/code-tables.ts';
import { OpenSelectionAnnounced, OpenSelectionDrafted } from '../../events/open-selection.ts';
import { OfferedItemAdded, OfferedItemWithdrawn } from '../../events/open-selection-item.ts';
import {
  RecruitmentAnnounced,
  RecruitmentPlanned,
  RecruitmentPositionPlanned,
} from '../../events/recruitment.ts';
import {
  ReserveMemberAdmitted,
  ReserveMemberExited,
  TrainingAssigned,
  TrainingCompleted,
} from '../../events/reserve-pool.ts';
import {
  ReserveCandidateNominated,
  ReserveCandidateRecommended,
  ReserveRoundAnnounced,
  ReserveRoundCancelled,
  ReserveRoundOpened,
} from '../../events/reserve-round.ts';
import type {
  EventId,
  OfferedItemId,
  OpenSelectionId,
  OrganizationId,
  RecruitmentId,
  RecruitmentPositionId,
  ReserveRoundId,
} from '../../events/values.ts';
import { idOf } from '../scenario.ts';
import { who } from './grassroots-report-people.ts';
import type { History, On } from './history.ts';

export const roundId = (year: number) => idOf<ReserveRoundId>(`round ${year}`);
const roundStream = (year: number) => `reserveRound-${roundId(year)}`;
const originOf = (unitType: UnitType) => ({
  organizationId: idOf<OrganizationId>(`unit ${unitType}`),
  unitType,
  role: null,
});

/** Opened, not announced. */
export function draftRound(given: History, year: number): void {
  const data = { roundId: roundId(year), year, title: '公开推荐', ruleSetVersion: 1 };
  given.add(roundStream(year), ReserveRoundOpened, data, { on: `${year}-03-01` });
}

export function round(given: History, year: number, cancelled = false): void {
  draftRound(given, year);
  const opened = { on: `${year}-03-01` };
  const data = { roundId: roundId(year) };
  const announced = { ...data, nominationsUntil: `${year}-04-01` };
  given.add(roundStream(year), ReserveRoundAnnounced, announced as never, opened);
  if (cancelled) {
    given.add(roundStream(year), ReserveRoundCancelled, { ...data, grounds: '延期' }, opened);
  }
}

export function nominated(
  given: History,
  year: number,
  name: string,
  { from = 'VILLAGE' as UnitType, recommended = true, on = `${year}-04-15` } = {},
): void {
  const candidate = { roundId: roundId(year), cadreId: who(name), origin: originOf(from) };
  given.add(
    roundStream(year),
    ReserveCandidateNominated,
    { ...candidate, form: 'SELF', nominatorUnitId: null, nominatorIds: [] },
    { on },
  );
  if (!recommended) return;
  const rests = { ...candidate, recommendationIds: [idOf<EventId>('meeting')] };
  given.add(roundStream(year), ReserveCandidateRecommended, rests, { on });
}

export function admitted(
  given: History,
  name: string,
  on: string,
  year: number | null,
  entryChannel: 'PUBLIC_RECOMMENDATION' | 'INTERVIEW_FINALIST' = 'PUBLIC_RECOMMENDATION',
): EventId {
  return given.add(
    `cadre-${who(name)}`,
    ReserveMemberAdmitted,
    {
      cadreId: who(name),
      entryChannel,
      maturity: 'NEAR_TERM',
      target: 'DEPUTY',
      track: 'AGRI_RURAL',
      roundId: year === null ? null : roundId(year),
      sourceId: null,
      origin: originOf('VILLAGE'),
    },
    { on },
  );
}

export function trained(given: History, name: string, membershipId: EventId, on: string): void {
  const data = { cadreId: who(name), membershipId };
  const assigned = { ...data, mode: 'PARTY_SCHOOL' as const, plannedUntil: null };
  const trainingId = given.add(`cadre-${who(name)}`, TrainingAssigned, assigned, { on });
  given.add(`cadre-${who(name)}`, TrainingCompleted, { ...data, trainingId, hours: 8 }, { on });
}

export function left(
  given: History,
  name: string,
  membershipId: EventId,
  on: string,
  exitReason: 'APPOINTED' | 'AGE',
): void {
  given.add(
    `cadre-${who(name)}`,
    ReserveMemberExited,
    { cadreId: who(name), membershipId, exitReason, appointmentId: null },
    { on },
  );
}

type Item = { kind?: 'LEADING_POST' | 'RANK'; postCount?: number; withdrawn?: boolean };
/** A campaign with its items; `announced` false leaves it a draft. */
export function openSelection(
  given: History,
  year: number,
  items: readonly Item[],
  announced = true,
): void {
  const openSelectionId = idOf<OpenSelectionId>(`campaign ${year}`);
  const stream = `openSelection-${openSelectionId}`;
  const when: On = { on: `${year}-06-01` };
  given.add(
    stream,
    OpenSelectionDrafted,
    {
      openSelectionId,
      year,
      title: '公开选拔',
      relaxesQualifications: false,
      ruleSetVersion: 1,
    },
    when,
  );
  const itemIds = items.map((_, index) => idOf<OfferedItemId>(`item ${year} ${index}`));
  items.forEach(({ kind = 'LEADING_POST', postCount = 1 }, index) => {
    const itemId = itemIds[index] as OfferedItemId;
    const organizationId = idOf<OrganizationId>('unit COUNTY_ORGAN');
    const of = { openSelectionId, itemId, year, title: '副局长', organizationId, postId: null };
    given.add(stream, OfferedItemAdded, { ...of, kind, postCount }, when);
  });
  if (!announced) return;
  const until = `${year}-07-01`;
  given.add(
    stream,
    OpenSelectionAnnounced,
    { openSelectionId, itemIds, registrationUntil: until } as never,
    when,
  );
  items.forEach(({ withdrawn = false }, index) => {
    const itemId = itemIds[index] as OfferedItemId;
    const end = { openSelectionId, itemId, applicantIds: [], grounds: '报考人数不足' };
    if (withdrawn) given.add(stream, OfferedItemWithdrawn, end, { on: until });
  });
}

/** Positions of one recruitment, by whether they ask for grassroots work. */
export function recruitment(
  given: History,
  name: string,
  on: string,
  requiring: readonly boolean[],
  {
    kind = 'INSTITUTION' as 'INSTITUTION' | 'CIVIL_SERVANT_EXAM',
    announced = true,
    headcount = 1,
  } = {},
): void {
  const recruitmentId = idOf<RecruitmentId>(name);
  const stream = `recruitment-${recruitmentId}`;
  const year = Number(on.slice(0, 4));
  const planned = { recruitmentId, kind, title: '招聘', year, ruleSetVersion: 1 };
  given.add(stream, RecruitmentPlanned, planned, { on });
  const positionIds = requiring.map((requiresGrassroots, index) => {
    const positionId = idOf<RecruitmentPositionId>(`${name} ${index}`);
    const minGrassrootsYears = requiresGrassroots ? 2 : 0;
    given.add(
      stream,
      RecruitmentPositionPlanned,
      {
        recruitmentId,
        positionId,
        kind,
        year,
        code: `${index}`,
        organizationId: idOf<OrganizationId>('unit INSTITUTION'),
        unitType: 'INSTITUTION',
        track: 'GENERAL',
        staffing: 'INSTITUTION',
        terms: { title: '岗位', headcount, requiresGrassroots, minGrassrootsYears, bases: [] },
      },
      { on },
    );
    return positionId;
  });
  if (announced) given.add(stream, RecruitmentAnnounced, { recruitmentId, positionIds }, { on });
}
