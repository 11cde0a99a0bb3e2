/** A campaign brought as far as a test needs it, by commands, with ratios small enough for a test. */
import type { z } from 'zod';
import type { Shape } from '../../events/define.ts';
import type { OpenSelectionPhase } from '../../events/open-selection.ts';
import { RuleSetIssued } from '../../events/rule-set.ts';
import type { CadreId, OfferedItemId, OpenSelectionId } from '../../events/values.ts';
import type { CommandDefinition } from '../../src/domain/command.ts';
import {
  DecideOpenSelection,
  PostOpenSelectionNotice,
} from '../../src/domain/open-selection-decision.ts';
import {
  AddOfferedItem,
  AnnounceOpenSelection,
  DraftOpenSelection,
} from '../../src/domain/open-selection-draft.ts';
import {
  BeginInspection,
  BeginInterview,
  BeginWrittenExam,
  NameInspectionObjects,
  ShortlistApplications,
} from '../../src/domain/open-selection-exams.ts';
import { RecordOpenSelectionGate } from '../../src/domain/open-selection-gates.ts';
import { RecordApplicantInspection } from '../../src/domain/open-selection-inspection.ts';
import {
  CloseOpenSelectionRegistration,
  ScreenApplications,
  SubmitApplication,
} from '../../src/domain/open-selection-registration.ts';
import { RecordExamScores } from '../../src/domain/open-selection-scores.ts';
import { shippedRules } from '../../src/domain/rules/defaults/index.ts';
import { ruleSetStream } from '../../src/domain/rules/rule-set.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { scenario, testCounty } from '../scenario.ts';
import { givenCounty, givenPerson, givenPost, givenUnit } from './given-people.ts';
import { givenPosting } from './given-postings.ts';

export const on = (effectiveOn: string) => ({ effectiveOn });
const phases: readonly OpenSelectionPhase[] = [
  'DRAFT',
  'ANNOUNCED',
  'REGISTRATION_CLOSED',
  'WRITTEN_EXAM',
  'INTERVIEW',
  'INSPECTION',
  'DECISION',
  'PUBLIC_NOTICE',
];
/** Applicants, people interviewed and people inspected per post. */
const small: Readonly<Record<string, number>> = {
  'P2.APPLICANT_RATIO': 3,
  'P2.INTERVIEW_RATIO': 3,
  'P2.INSPECTION_RATIO': 2,
};

export const tally = {
  form: 'MEETING' as const,
  expected: 60,
  present: 50,
  votesFor: 40,
  votesAgainst: 5,
  abstaining: 3,
  other: 2,
};
export const votes = { expected: 11, present: 10, votesFor: 9 };
export const gates = ['WORKERS_AND_PEASANTS', 'MASSES', 'LEADERS'] as const;

/** A county with small ratios, a county organ with a deputy's post, and people of an institution. */
export function givenSelectionCounty(names = ['甲', '乙', '丙', '丁'], ratios = small) {
  const given = scenario();
  givenCounty(given);
  if (Object.keys(ratios).length > 0) givenRatios(given, ratios);
  const unit = givenUnit(given, '虚构局', 'COUNTY_ORGAN');
  const institution = givenUnit(given, '虚构中学', 'INSTITUTION');
  const postId = givenPost(given, unit, '副局长', { underQuota: false });
  const people = names.map((name) => {
    const cadreId = givenPerson(given, name);
    givenPosting(
      given,
      { cadreId, organizationId: institution, unitType: 'INSTITUTION' },
      { role: 'INSTITUTION_STAFF', postKind: 'STAFF' },
    );
    return cadreId;
  });
  return { given, unit, institution, postId, people };
}
function givenRatios(given: ReturnType<typeof scenario>, ratios: typeof small) {
  const rules = shippedRules.map((rule) =>
    ratios[rule.id] === undefined ? rule : { ...rule, params: { ratio: ratios[rule.id] ?? 0 } },
  );
  given.given(
    ruleSetStream(testCounty),
    RuleSetIssued,
    { county: testCounty, version: 1, rules },
    on('2019-01-01'),
  );
}
export type SelectionCounty = ReturnType<typeof givenSelectionCounty>;

/** A draft of 2022-07-01 that offers one post, or what is said otherwise. */
export function drafted(
  { given, postId }: SelectionCounty,
  item: Partial<Parameters<typeof given.accepted<typeof AddOfferedItem.input>>[1]> = {},
) {
  const draft = { year: 2022, title: '2022年公开选拔', relaxesQualifications: false };
  const [event] = given.accepted(DraftOpenSelection, draft, on('2022-07-01'));
  const openSelectionId = event?.data.openSelectionId as OpenSelectionId;
  const offered = {
    kind: 'LEADING_POST' as const,
    title: '副局长',
    organizationId: null,
    postId,
    postCount: 1,
    ...item,
  };
  const [added] = given.accepted(AddOfferedItem, { openSelectionId, ...offered }, on('2022-07-02'));
  return { openSelectionId, itemId: added?.data.itemId as OfferedItemId };
}

/** The codes of a refusal, sorted; throws when one has no sentence. */
export function refused<I extends Shape>(
  { given }: SelectionCounty,
  command: CommandDefinition<I>,
  input: z.input<I>,
  options: Parameters<typeof given.refused>[2] = {},
): string[] {
  const codes = given.refused(command, input, options);
  for (const code of codes) if (!hasSentence(code)) throw new Error(`${code} has no sentence`);
  return codes;
}

/** The campaign at a phase; 甲 leads by every score, 丙 and 丁 tie in writing. */
export function campaignAt(
  county: SelectionCounty,
  phase: OpenSelectionPhase,
  item: Parameters<typeof drafted>[1] = {},
) {
  const { given, people } = county;
  const { openSelectionId, itemId } = drafted(county, item);
  const isAtLeast = (one: OpenSelectionPhase) => phases.indexOf(phase) >= phases.indexOf(one);
  const ofCampaign = { openSelectionId };
  if (isAtLeast('ANNOUNCED')) {
    const announced = { ...ofCampaign, registrationUntil: '2022-07-15' };
    given.accepted(AnnounceOpenSelection, announced, on('2022-07-05'));
  }
  if (isAtLeast('REGISTRATION_CLOSED')) {
    for (const cadreId of people) {
      given.accepted(SubmitApplication, { ...ofCampaign, itemId, cadreId }, on('2022-07-10'));
    }
    given.accepted(CloseOpenSelectionRegistration, ofCampaign, on('2022-07-15'));
  }
  if (isAtLeast('WRITTEN_EXAM')) {
    given.accepted(ScreenApplications, screenings(openSelectionId, people), on('2022-07-18'));
    given.accepted(BeginWrittenExam, ofCampaign, on('2022-07-23'));
  }
  if (isAtLeast('INTERVIEW')) {
    score(county, openSelectionId, 'WRITTEN', [90, 80, 70.5, 70.5], '2022-07-24');
    given.accepted(ShortlistApplications, { ...ofCampaign, itemId }, on('2022-07-25'));
    given.accepted(BeginInterview, ofCampaign, on('2022-08-01'));
  }
  if (isAtLeast('INSPECTION')) {
    score(county, openSelectionId, 'INTERVIEW', [90, 85, 80, 75], '2022-08-02');
    given.accepted(NameInspectionObjects, { ...ofCampaign, itemId }, on('2022-08-03'));
    given.accepted(BeginInspection, ofCampaign, on('2022-08-05'));
  }
  if (isAtLeast('DECISION')) {
    passGates(county, openSelectionId);
    inspect(county, openSelectionId);
    const proposals = [{ cadreId: people[0] as CadreId, postId: null }];
    given.accepted(DecideOpenSelection, { ...ofCampaign, proposals, ...votes }, on('2022-08-22'));
  }
  if (isAtLeast('PUBLIC_NOTICE')) {
    given.accepted(PostOpenSelectionNotice, { ...ofCampaign, endsOn: null }, on('2022-08-23'));
  }
  return { openSelectionId, itemId };
}

export function screenings(openSelectionId: OpenSelectionId, people: readonly CadreId[]) {
  const each = people.map((cadreId) => ({ cadreId, qualified: true, grounds: null }));
  return { openSelectionId, screenings: each };
}

export function score(
  { given, people }: SelectionCounty,
  openSelectionId: OpenSelectionId,
  exam: 'WRITTEN' | 'INTERVIEW',
  points: readonly (number | null)[],
  day: string,
) {
  const scores = people.flatMap((cadreId, index) => {
    const point = points[index];
    return point === undefined ? [] : [{ cadreId, score: point }];
  });
  return given.accepted(RecordExamScores, { openSelectionId, exam, scores }, on(day));
}

export function passGates({ given }: SelectionCounty, openSelectionId: OpenSelectionId) {
  gates.forEach((gate, index) => {
    const input = { openSelectionId, gate, ...tally };
    given.accepted(RecordOpenSelectionGate, input, on(`2022-08-1${index}`));
  });
}

export function inspect({ given, people }: SelectionCounty, openSelectionId: OpenSelectionId) {
  for (const cadreId of people.slice(0, 2)) {
    const input = { openSelectionId, cadreId, fit: true, teamSize: 2 };
    given.accepted(RecordApplicantInspection, input, on('2022-08-15'));
  }
}
