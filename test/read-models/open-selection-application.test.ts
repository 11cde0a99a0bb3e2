import { describe, expect, test } from '@jest/globals';
import type { CadreId, OpenSelectionId } from '../../events/values.ts';
import { RevokeProposal } from '../../src/domain/open-selection-decision.ts';
import { ShortlistApplications } from '../../src/domain/open-selection-exams.ts';
import {
  AdmitFinalistToReserve,
  DeclineFinalistReserve,
} from '../../src/domain/open-selection-finalists.ts';
import { CorrectApplicantInspection } from '../../src/domain/open-selection-inspection.ts';
import {
  CorrectApplicationScreening,
  ScreenApplications,
  VoidApplication,
  WithdrawApplication,
  WithdrawOfferedItem,
} from '../../src/domain/open-selection-registration.ts';
import {
  AppointOpenSelectionWinner,
  ConferOpenSelectionRank,
} from '../../src/domain/open-selection-results.ts';
import { CorrectExamScore } from '../../src/domain/open-selection-scores.ts';
import { openSelection } from '../../src/domain/open-selection-state.ts';
import { openSelectionModel } from '../../src/read-models/open-selection.ts';
import { openSelectionApplications } from '../../src/read-models/open-selection-application.ts';
import {
  campaignAt,
  givenSelectionCounty,
  inspect,
  on,
  type SelectionCounty,
  score,
} from '../domain/given-open-selection.ts';
import { stateOf } from '../domain/given-people.ts';
import { recordedLater, rowsOf as rowsOfModel } from '../rows.ts';
import { columnsOf, rowsOf } from './rows-of.ts';

const rowOf = (
  { given, people }: SelectionCounty,
  id: OpenSelectionId,
  index: number,
  day?: string,
) => rowsOf(openSelectionApplications, given.all(), day).get(`${id}.${people[index]}`);
const columns = (...of: Parameters<typeof rowOf>) =>
  columnsOf(openSelectionApplications, rowOf(...of));

describe('an applicant’s row', () => {
  test('goes from registration to appointment, with what it rests on', () => {
    const county = givenSelectionCounty();
    const { openSelectionId, itemId } = campaignAt(county, 'PUBLIC_NOTICE');
    const cadreId = county.people[0] as CadreId;
    const [appointment] = county.given.accepted(
      AppointOpenSelectionWinner,
      {
        openSelectionId,
        cadreId,
        staffing: 'ADMIN',
        documentIssuedOn: '2022-08-30',
        tenureFrom: null,
      },
      { ...on('2022-08-30'), basis: '虚干〔2022〕9号' },
    );
    const stages = [
      ['2022-07-10', 'REGISTERED'],
      ['2022-07-18', 'QUALIFIED'],
      ['2022-07-24', 'WRITTEN_SCORED'],
      ['2022-07-25', 'SHORTLISTED'],
      ['2022-08-02', 'INTERVIEWED'],
      ['2022-08-03', 'INSPECTION_OBJECT'],
      ['2022-08-22', 'PROPOSED'],
      ['2022-08-23', 'NOTICED'],
    ] as const;
    for (const [day, stage] of stages) {
      expect([day, rowOf(county, openSelectionId, 0, day)?.stage]).toEqual([day, stage]);
    }
    expect(rowOf(county, openSelectionId, 0, '2022-08-29')?.endState).toBeNull();
    expect(columns(county, openSelectionId, 0)).toMatchObject({
      itemId,
      itemKind: 'LEADING_POST',
      cadreId,
      year: 2022,
      originType: 'INSTITUTION',
      originRole: 'INSTITUTION_STAFF',
      originOrganizationId: county.institution,
      registeredOn: '2022-07-10',
      stage: 'NOTICED',
      endState: 'APPOINTED_ON_PROBATION',
      endedOn: '2022-08-30',
      won: true,
      interviewed: true,
      writtenRank: 1,
      totalRank: 1,
      reserve: 'NONE',
      appointmentId: appointment?.id,
    });
    expect(rowOf(county, openSelectionId, 0)).toMatchObject({
      proposedPostId: county.postId,
      probationEndsOn: '2023-08-30',
      written: { score: 90, absent: false },
      interview: { score: 90, absent: false },
    });
  });

  test('keeps scores out of what is filtered and sorted by', () => {
    const names = Object.keys(openSelectionApplications.columns);
    expect(names).not.toContain('written');
    expect(names).not.toContain('interview');
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'INSPECTION');
    expect(Object.values(columns(county, openSelectionId, 0))).not.toContain(90);
  });

  test('of a finalist tells what became of the offer of the pool', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'PUBLIC_NOTICE');
    const [, b, c] = county.people as [CadreId, CadreId, CadreId];
    const as = { maturity: 'NEAR_TERM' as const, target: 'DEPUTY' as const };
    const entry = { openSelectionId, cadreId: b, ...as, track: 'ECONOMY' as const };
    const [, admitted] = county.given.accepted(AdmitFinalistToReserve, entry, on('2022-09-01'));
    const no = { openSelectionId, cadreId: c, by: 'ORG_DEPT' as const, grounds: '年龄偏大' };
    county.given.accepted(DeclineFinalistReserve, no, on('2022-09-01'));
    expect(columns(county, openSelectionId, 1)).toMatchObject({
      stage: 'INSPECTION_OBJECT',
      endState: 'FINALIST_NOT_SELECTED',
      endedOn: '2022-08-22',
      reserve: 'ADMITTED',
      membershipId: admitted?.id,
      won: false,
    });
    expect(columns(county, openSelectionId, 2)).toMatchObject({
      stage: 'INTERVIEWED',
      endedOn: '2022-08-03',
      reserve: 'REFUSED',
      membershipId: null,
    });
    expect(rowOf(county, openSelectionId, 2)?.grounds).toBe('年龄偏大');
  });

  test('shows a corrected score as if it had been right from the start', () => {
    const county = givenSelectionCounty();
    const { openSelectionId, itemId } = campaignAt(county, 'WRITTEN_EXAM');
    score(county, openSelectionId, 'WRITTEN', [50, 60, 70, null], '2022-07-24');
    const cadreId = county.people[3] as CadreId;
    const input = { openSelectionId, exam: 'WRITTEN' as const, cadreId, score: 80 };
    county.given.accepted(CorrectExamScore, input, on('2022-07-25'));
    county.given.accepted(ShortlistApplications, { openSelectionId, itemId }, on('2022-07-26'));
    expect(rowOf(county, openSelectionId, 3, '2022-07-24')).toMatchObject({
      stage: 'WRITTEN_SCORED',
      written: { score: 80, absent: false },
    });
    expect(columns(county, openSelectionId, 3)).toMatchObject({
      stage: 'SHORTLISTED',
      writtenRank: 1,
    });
    expect(columns(county, openSelectionId, 0)).toMatchObject({
      endState: 'ELIMINATED',
      writtenRank: 4,
      interviewed: false,
    });
  });

  test('shows a corrected screening as if it had been right from the start', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'REGISTRATION_CLOSED');
    const cadreId = county.people[0] as CadreId;
    const screening = { cadreId, qualified: false, grounds: '学历不符' };
    const input = { openSelectionId, screenings: [screening] };
    county.given.accepted(ScreenApplications, input, on('2022-07-18'));
    expect(columns(county, openSelectionId, 0)).toMatchObject({ endState: 'DISQUALIFIED' });
    const correction = { openSelectionId, cadreId, qualified: true, grounds: '补交证明' };
    county.given.accepted(CorrectApplicationScreening, correction, on('2022-07-19'));
    expect(rowOf(county, openSelectionId, 0, '2022-07-18')).toMatchObject({
      stage: 'QUALIFIED',
      endState: null,
      grounds: '补交证明',
    });
  });

  test('shows what the inspection found as it was known then, and corrected since', () => {
    const county = givenSelectionCounty();
    const { given, people } = county;
    const { openSelectionId } = campaignAt(county, 'INSPECTION');
    inspect(county, openSelectionId);
    const input = { openSelectionId, cadreId: people[0] as CadreId, fit: false, teamSize: 2 };
    const record = { ...on('2022-08-18'), reason: '结论录入有误' };
    const [corrected] = given.accepted(CorrectApplicantInspection, input, record);
    const events = recordedLater(given.all(), corrected, '2024-12-01');
    const at = (asOf: string, knownAt: string) => {
      const rows = rowsOfModel(openSelectionModel, openSelectionApplications, events, {
        asOf,
        knownAt,
      });
      return rows.get(`${openSelectionId}.${people[0]}`);
    };
    const inspectionEventId = corrected?.data.eventId;
    expect(at('2022-08-15', '2024-11')).toMatchObject({ inspectedFit: true, inspectionEventId });
    expect(at('2022-08-15', '2025')).toMatchObject({ inspectedFit: false, inspectionEventId });
    expect(at('2022-08-14', '2025')).toMatchObject({ inspectedFit: null });
    expect(at('2022-08-20', '2025')).toMatchObject({ stage: 'INSPECTION_OBJECT', endState: null });
  });

  test('ends by withdrawal, with the item, by revocation or with a rank', () => {
    const county = givenSelectionCounty();
    const { openSelectionId, itemId } = campaignAt(county, 'REGISTRATION_CLOSED');
    const cadreId = county.people[0] as CadreId;
    const left = { openSelectionId, cadreId, grounds: '个人原因' };
    county.given.accepted(WithdrawApplication, left, on('2022-07-16'));
    const gone = { openSelectionId, itemId, grounds: '报考人数不足' };
    county.given.accepted(WithdrawOfferedItem, gone, on('2022-07-18'));
    const ends = [0, 1].map((index) => rowOf(county, openSelectionId, index)?.endState);
    expect(ends).toEqual(['WITHDRAWN', 'ITEM_WITHDRAWN']);

    const other = givenSelectionCounty();
    const noticed = campaignAt(other, 'PUBLIC_NOTICE');
    const first = { openSelectionId: noticed.openSelectionId, cadreId: other.people[0] as CadreId };
    const revocation = { ...first, grounds: '反映问题查实' };
    other.given.accepted(RevokeProposal, revocation, on('2022-08-26'));
    expect(rowOf(other, noticed.openSelectionId, 0)).toMatchObject({
      endState: 'FINALIST_NOT_SELECTED',
      grounds: '反映问题查实',
    });

    const ranked = givenSelectionCounty();
    const rank = { kind: 'RANK' as const, postId: null, organizationId: ranked.unit };
    const campaign = campaignAt(ranked, 'PUBLIC_NOTICE', rank);
    const winner = { openSelectionId: campaign.openSelectionId };
    const conferred = { ...winner, cadreId: ranked.people[0] as CadreId };
    ranked.given.accepted(ConferOpenSelectionRank, conferred, on('2022-08-30'));
    expect(columns(ranked, campaign.openSelectionId, 0)).toMatchObject({
      itemKind: 'RANK',
      endState: 'RANK_CONFERRED',
      won: true,
      appointmentId: null,
    });
  });

  test('entered in error never was', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'REGISTRATION_CLOSED');
    const cadreId = county.people[0] as CadreId;
    county.given.accepted(VoidApplication, { openSelectionId, cadreId }, on('2022-07-16'));
    expect(rowOf(county, openSelectionId, 0)).toBeUndefined();
    expect(rowOf(county, openSelectionId, 1)?.stage).toBe('REGISTERED');
  });

  test('agrees with what deciders read, for everybody and at every phase', () => {
    for (const phase of ['WRITTEN_EXAM', 'INTERVIEW', 'INSPECTION', 'PUBLIC_NOTICE'] as const) {
      const county = givenSelectionCounty();
      const { openSelectionId } = campaignAt(county, phase);
      const { applicants } = stateOf(county.given, openSelection(openSelectionId));
      county.people.forEach((cadreId, index) => {
        const { stage, end } = applicants.get(cadreId) ?? {};
        expect(rowOf(county, openSelectionId, index)).toMatchObject({ stage, endState: end });
      });
    }
  });
});
