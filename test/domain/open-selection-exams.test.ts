import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ApplicationScored } from '../../events/open-selection-application.ts';
import type { CadreId, OpenSelectionId } from '../../events/values.ts';
import {
  BeginInspection,
  BeginInterview,
  BeginWrittenExam,
  NameInspectionObjects,
  ShortlistApplications,
} from '../../src/domain/open-selection-exams.ts';
import { placings } from '../../src/domain/open-selection-ranking.ts';
import { CorrectExamScore, RecordExamScores } from '../../src/domain/open-selection-scores.ts';
import { openSelection, openSelectionStream } from '../../src/domain/open-selection-state.ts';
import { idOf } from '../scenario.ts';
import {
  campaignAt,
  givenSelectionCounty,
  on,
  refused,
  type SelectionCounty,
  score,
} from './given-open-selection.ts';
import { stateOf } from './given-people.ts';

const applicant = (county: SelectionCounty, id: OpenSelectionId, index: number) =>
  stateOf(county.given, openSelection(id)).applicants.get(county.people[index] as CadreId);

/** Five people of whom three are interviewed and two inspected. */
function fiveAt(phase: 'WRITTEN_EXAM' | 'INTERVIEW') {
  const county = givenSelectionCounty(['甲', '乙', '丙', '丁', '戊']);
  const { openSelectionId, itemId } = campaignAt(county, 'WRITTEN_EXAM');
  if (phase === 'INTERVIEW') {
    score(county, openSelectionId, 'WRITTEN', [90, 80, 70.5, 70.5, 60], '2022-07-24');
    county.given.accepted(ShortlistApplications, { openSelectionId, itemId }, on('2022-07-25'));
    county.given.accepted(BeginInterview, { openSelectionId }, on('2022-08-01'));
  }
  return { county, given: county.given, openSelectionId, itemId };
}

describe('places', () => {
  const contenders = fc.uniqueArray(
    fc.record({
      cadreId: fc.nat(200).map((number) => idOf<CadreId>(`contender ${number}`)),
      points: fc.option(fc.integer({ min: 0, max: 12 }), { nil: null }),
    }),
    { selector: ({ cadreId }) => cadreId, maxLength: 30 },
  );

  test('go by points: whoever is chosen has more than whoever is not, and ties are chosen whole', () => {
    fc.assert(
      fc.property(contenders, fc.integer({ min: 1, max: 10 }), (all, seats) => {
        const points = new Map(all.map((one) => [one.cadreId, one.points]));
        const placed = placings(all, seats);
        const worst = Math.min(
          ...placed.filter(({ chosen }) => chosen).map(({ cadreId }) => points.get(cadreId) ?? -1),
        );
        expect(placed).toHaveLength(all.length);
        for (const { cadreId, chosen } of placed) {
          const own = points.get(cadreId);
          if (!chosen && own != null) expect(own).toBeLessThan(worst);
          if (own == null) expect(chosen).toBe(false);
        }
        const present = all.filter((one) => one.points !== null).length;
        const chosen = placed.filter((one) => one.chosen).length;
        expect(chosen).toBeGreaterThanOrEqual(Math.min(seats, present));
      }),
    );
  });

  test('do not depend on the order in which scores were entered', () => {
    fc.assert(
      fc.property(contenders, fc.integer({ min: 1, max: 10 }), (all, seats) => {
        expect(placings([...all].reverse(), seats)).toEqual(placings(all, seats));
      }),
    );
  });
});

describe('the written exam', () => {
  test('needs ten qualified applicants per post where no rule set says otherwise', () => {
    const names = Array.from({ length: 9 }, (_, index) => `报考人${index}`);
    const county = givenSelectionCounty(names, {});
    const { openSelectionId } = campaignAt(county, 'REGISTRATION_CLOSED');
    const decision = county.given.decide(BeginWrittenExam, { openSelectionId }, on('2022-07-23'));
    const refusals = decision.kind === 'refused' ? decision.refusals : [];
    const few = refusals.find(({ code }) => code === 'TooFewApplicants');
    expect(few).toMatchObject({
      params: { qualified: 0, needed: 10 },
      rule: 'P2.APPLICANT_RATIO',
    });
  });

  test('is scored once for each; a repetition records nothing, another score is refused', () => {
    const { county, given, openSelectionId } = fiveAt('WRITTEN_EXAM');
    score(county, openSelectionId, 'WRITTEN', [90, 80], '2022-07-24');
    expect(score(county, openSelectionId, 'WRITTEN', [90, 80], '2022-07-24')).toEqual([]);
    const [a] = county.people as [CadreId];
    const other = { openSelectionId, exam: 'WRITTEN' as const };
    const input = { ...other, scores: [{ cadreId: a, score: 91 }] };
    expect(refused(county, RecordExamScores, input, on('2022-07-24'))).toEqual(['ScoredOtherwise']);
    const personal = given.all().find(({ type }) => type === 'ApplicationScored')?.personal;
    expect(personal).toEqual({ score: 90 });
  });

  test('is not the interview', () => {
    const { county, openSelectionId } = fiveAt('WRITTEN_EXAM');
    const scores = [{ cadreId: county.people[0] as CadreId, score: 80 }];
    const input = { openSelectionId, exam: 'INTERVIEW' as const, scores };
    expect(refused(county, RecordExamScores, input, on('2022-07-24'))).toEqual([
      'NotAdmittedToExam',
      'OtherExamRuns',
    ]);
  });

  test('ranks nobody while scores are missing or were erased', () => {
    const { county, given, openSelectionId, itemId } = fiveAt('WRITTEN_EXAM');
    score(county, openSelectionId, 'WRITTEN', [90, 80, 70], '2022-07-24');
    const erased = { cadreId: county.people[3] as CadreId, exam: 'WRITTEN' as const };
    given.given(
      openSelectionStream(openSelectionId),
      ApplicationScored,
      { openSelectionId, ...erased, absent: false },
      { ...on('2022-07-24'), personal: { score: null } },
    );
    const input = { openSelectionId, itemId };
    expect(refused(county, ShortlistApplications, input, on('2022-07-25'))).toEqual([
      'ScoresErased',
      'ScoresMissing',
    ]);
  });

  test('shortlists a tie at the last place whole and eliminates the rest and the absent', () => {
    const { county, given, openSelectionId, itemId } = fiveAt('WRITTEN_EXAM');
    score(county, openSelectionId, 'WRITTEN', [90, 80, 70.5, 70.5, null], '2022-07-24');
    const input = { openSelectionId, itemId };
    const [event] = given.accepted(ShortlistApplications, input, on('2022-07-25'));
    const all = event?.data.placings as { cadreId: string }[] | undefined;
    const placed = county.people.map((id) => all?.find(({ cadreId }) => cadreId === id));
    expect(placed).toEqual([
      { cadreId: county.people[0], rank: 1, chosen: true },
      { cadreId: county.people[1], rank: 2, chosen: true },
      { cadreId: county.people[2], rank: 3, chosen: true },
      { cadreId: county.people[3], rank: 3, chosen: true },
      { cadreId: county.people[4], rank: null, chosen: false },
    ]);
    expect(applicant(county, openSelectionId, 4)?.end).toBe('ELIMINATED');
    expect(given.accepted(ShortlistApplications, input, on('2022-07-25'))).toEqual([]);
  });

  test('is not followed by interviews before every item is ranked', () => {
    const { county, openSelectionId } = fiveAt('WRITTEN_EXAM');
    const codes = refused(county, BeginInterview, { openSelectionId }, on('2022-08-01'));
    expect(codes).toEqual(['ItemsNotRanked']);
  });
});

describe('a score', () => {
  test('is corrected until it has been used', () => {
    const { county, given, openSelectionId, itemId } = fiveAt('WRITTEN_EXAM');
    score(county, openSelectionId, 'WRITTEN', [90, 80, 70, 60, 50], '2022-07-24');
    const last = {
      openSelectionId,
      exam: 'WRITTEN' as const,
      cadreId: county.people[4] as CadreId,
    };
    const corrected = { ...last, score: 95.25 };
    const [event] = given.accepted(CorrectExamScore, corrected, on('2022-07-24'));
    expect(event?.personal).toEqual({ was: 50, is: 95.25 });
    expect(given.accepted(CorrectExamScore, corrected, on('2022-07-24'))).toEqual([]);
    given.accepted(ShortlistApplications, { openSelectionId, itemId }, on('2022-07-25'));
    expect(applicant(county, openSelectionId, 4)?.stage).toBe('SHORTLISTED');
    expect(applicant(county, openSelectionId, 3)?.end).toBe('ELIMINATED');
    const late = { ...last, score: 40 };
    const codes = refused(county, CorrectExamScore, late, on('2022-07-26'));
    expect(codes).toEqual(['ScoreAlreadyUsed']);
  });

  test('corrected to one of somebody absent turns absence round', () => {
    const { county, given, openSelectionId } = fiveAt('WRITTEN_EXAM');
    score(county, openSelectionId, 'WRITTEN', [null], '2022-07-24');
    expect(applicant(county, openSelectionId, 0)?.stage).toBe('QUALIFIED');
    const cadreId = county.people[0] as CadreId;
    const input = { openSelectionId, exam: 'WRITTEN' as const, cadreId, score: 77 };
    given.accepted(CorrectExamScore, input, on('2022-07-24'));
    expect(applicant(county, openSelectionId, 0)).toMatchObject({
      stage: 'WRITTEN_SCORED',
      written: { absent: false, score: 77 },
    });
  });

  test('that was not recorded is not corrected', () => {
    const { county, openSelectionId } = fiveAt('WRITTEN_EXAM');
    const cadreId = county.people[0] as CadreId;
    const input = { openSelectionId, exam: 'WRITTEN' as const, cadreId, score: 77 };
    const codes = refused(county, CorrectExamScore, input, on('2022-07-24'));
    expect(codes).toEqual(['ApplicationNotScored']);
  });

  test('has at most two decimals and lies between 0 and 100', () => {
    const input = (score: number) =>
      RecordExamScores.input.safeParse({
        openSelectionId: idOf('campaign'),
        exam: 'WRITTEN',
        scores: [{ cadreId: idOf('somebody'), score }],
      }).success;
    expect([78.35, 0, 100].map(input)).toEqual([true, true, true]);
    expect([78.355, -1, 100.01].map(input)).toEqual([false, false, false]);
  });
});

describe('the interview', () => {
  test('is for those shortlisted', () => {
    const { county, openSelectionId } = fiveAt('INTERVIEW');
    const scores = [{ cadreId: county.people[4] as CadreId, score: 80 }];
    const input = { openSelectionId, exam: 'INTERVIEW' as const, scores };
    const codes = refused(county, RecordExamScores, input, on('2022-08-02'));
    expect(codes).toEqual(['ApplicationsEnded']);
  });

  test('weighs sixty against forty: a worse paper can be made good', () => {
    const { county, given, openSelectionId, itemId } = fiveAt('INTERVIEW');
    // Totals: 甲 36 + 36 = 72, 乙 32 + 57 = 89, 丙 28.2 + 45 = 73.2; of equal weight 甲 would win.
    score(county, openSelectionId, 'INTERVIEW', [60, 95, 75, 50], '2022-08-02');
    const input = { openSelectionId, itemId };
    given.accepted(NameInspectionObjects, input, on('2022-08-03'));
    const outcome = [0, 1, 2, 3].map((index) => {
      const { stage, end } = applicant(county, openSelectionId, index) ?? {};
      return end ?? stage;
    });
    expect(outcome).toEqual([
      'FINALIST_NOT_SELECTED',
      'INSPECTION_OBJECT',
      'INSPECTION_OBJECT',
      'FINALIST_NOT_SELECTED',
    ]);
    expect(given.accepted(NameInspectionObjects, input, on('2022-08-03'))).toEqual([]);
  });

  test('missed makes no finalist', () => {
    const { county, given, openSelectionId, itemId } = fiveAt('INTERVIEW');
    score(county, openSelectionId, 'INTERVIEW', [60, 65, 95, null], '2022-08-02');
    given.accepted(NameInspectionObjects, { openSelectionId, itemId }, on('2022-08-03'));
    expect(applicant(county, openSelectionId, 3)?.end).toBe('ELIMINATED');
  });

  test('is not followed by the inspection before every item is ranked', () => {
    const { county, openSelectionId, itemId } = fiveAt('INTERVIEW');
    const input = { openSelectionId, itemId };
    const early = refused(county, NameInspectionObjects, input, on('2022-08-03'));
    expect(early).toEqual(['ScoresMissing']);
    const codes = refused(county, BeginInspection, { openSelectionId }, on('2022-08-05'));
    expect(codes).toEqual(['ItemsNotRanked']);
  });
});
