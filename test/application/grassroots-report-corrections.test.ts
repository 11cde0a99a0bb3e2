/** Appointments taken back: no figure of the report counts them, for whoever knows. */
import { describe, expect, test } from '@jest/globals';
import type { Recorded } from '../../events/define.ts';
import {
  VoidOpenSelectionConclusion,
  VoidOpenSelectionWin,
} from '../../src/domain/open-selection-correction.ts';
import { VoidPosting } from '../../src/domain/posting-correction.ts';
import { VoidRecruitmentAppointment } from '../../src/domain/recruitment-correction.ts';
import { campaignConcluded, recruitAppointed } from '../domain/given-corrections.ts';
import { recordedLater } from '../rows.ts';
import { figure } from './grassroots-report-asked.ts';
import { history } from './history.ts';

const because = { reason: '误录' };
const [before, since] = ['2024-11-30T00:00:00.000Z', '2024-12-02T00:00:00.000Z'];

/** What figures count of a person, before and since the corrections of 2024-12-01. */
function reportOf(events: readonly Recorded[], firstCorrection: Recorded | undefined) {
  const county = history();
  county.include(recordedLater(events, firstCorrection, '2024-12-01'));
  return async (code: string) => {
    const [first, last] = await Promise.all(
      [before, since].map((knownAt) => figure(county, code, { knownAt })),
    );
    const people = (found = first) => [found?.value, found?.items.map(({ cadreId }) => cadreId)];
    return { first, last, counted: [people(first), people(last)] };
  };
}
const nobody = [0, []];

describe('a winner of an open selection taken back', () => {
  function given() {
    const { given, a, posting, winner, campaign } = campaignConcluded();
    const [voided] = given.accepted(VoidPosting, posting, because);
    given.accepted(VoidOpenSelectionConclusion, campaign, because);
    given.accepted(VoidOpenSelectionWin, winner, because);
    return { a, report: reportOf(given.all(), voided) };
  }

  test.each([
    'OPEN_SELECTION_GRASSROOTS_APPOINTED',
    'APPOINTED_COUNTY_MANAGED',
    'SELECTED_FROM_GRASSROOTS',
  ])('is not counted by %s, nor listed', async (code) => {
    const { a, report } = given();
    expect((await report(code)).counted).toEqual([[1, [a]], nobody]);
  });

  test('leaves the item among those offered, and open again', async () => {
    const { first, last } = await given().report('OPEN_SELECTION_OFFERED_2022');
    expect(first).toMatchObject({ value: 1, items: [{ outcome: 'FILLED' }] });
    expect(last).toMatchObject({ value: 1, items: [{ outcome: 'OFFERED' }] });
  });
});

describe('a recruit taken back', () => {
  test.each([
    ['VILLAGE_CADRES_TO_CIVIL_SERVICE', {}],
    ['SELECTED_FROM_GRASSROOTS', {}],
    ['VILLAGE_CADRES_HIRED_BY_INSTITUTIONS', { kind: 'INSTITUTION' as const }],
  ])('is not counted by %s, nor listed', async (code, options) => {
    const { given, cadreId, posting, recruit } = recruitAppointed(options);
    const [voided] = given.accepted(VoidPosting, posting, because);
    given.accepted(VoidRecruitmentAppointment, recruit, because);
    const report = reportOf(given.all(), voided);
    expect((await report(code)).counted).toEqual([[1, [cadreId]], nobody]);
  });
});
