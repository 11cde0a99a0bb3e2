import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SanctionImposed } from '../../events/register.ts';
import type { CadreId, OpenSelectionId } from '../../events/values.ts';
import { RevokeAppointment } from '../../src/domain/appointment.ts';
import { awaitsReserve } from '../../src/domain/open-selection-applicant.ts';
import {
  BeginInterview,
  NameInspectionObjects,
  ShortlistApplications,
} from '../../src/domain/open-selection-exams.ts';
import {
  AdmitFinalistToReserve,
  DeclineFinalistReserve,
} from '../../src/domain/open-selection-finalists.ts';
import { WithdrawOfferedItem } from '../../src/domain/open-selection-registration.ts';
import {
  AppointOpenSelectionWinner,
  ConcludeOpenSelection,
  ConferOpenSelectionRank,
} from '../../src/domain/open-selection-results.ts';
import { openSelection } from '../../src/domain/open-selection-state.ts';
import { cadreStream, mainPostingOn, postings } from '../../src/domain/people.ts';
import {
  campaignAt,
  givenSelectionCounty,
  on,
  refused,
  type SelectionCounty,
  score,
} from './given-open-selection.ts';
import { givenPerson, givenPost, givenUnit, stateOf } from './given-people.ts';
import { advisoryCodes, givenPosting } from './given-postings.ts';

const document = '虚干〔2022〕9号';
const appointedOn = { ...on('2022-08-30'), basis: document };
const order = { staffing: 'ADMIN' as const, documentIssuedOn: '2022-08-30', tenureFrom: null };
const as = {
  maturity: 'NEAR_TERM' as const,
  target: 'DEPUTY' as const,
  track: 'ECONOMY' as const,
};

/** A campaign on public notice until 2022-08-29: 甲 is proposed, 乙, 丙 and 丁 are finalists. */
function noticed(county = givenSelectionCounty(), item: Parameters<typeof campaignAt>[2] = {}) {
  const { openSelectionId, itemId } = campaignAt(county, 'PUBLIC_NOTICE', item);
  const [a, b, c, d] = county.people as [CadreId, CadreId, CadreId, CadreId];
  return { county, given: county.given, openSelectionId, itemId, a, b, c, d };
}
const applicantsOf = (county: SelectionCounty, id: OpenSelectionId) =>
  stateOf(county.given, openSelection(id)).applicants;

describe('a winner', () => {
  test('takes the post on probation, on the decision, after the notice', () => {
    const { county, given, openSelectionId, itemId, a } = noticed();
    const input = { openSelectionId, cadreId: a, ...order };
    const events = given.accepted(AppointOpenSelectionWinner, input, appointedOn);
    const decided = given.all().find(({ type }) => type === 'AppointmentDecided');
    expect(events.map(({ type }) => type)).toEqual([
      'AppointmentTookEffect',
      'PostingEnded',
      'PostingStarted',
      'PostFilled',
      'GrassrootsIntakeCompleted',
      'OpenSelectionWinnerAppointed',
    ]);
    expect(events[0]?.data).toMatchObject({
      channel: 'OPEN_SELECTION',
      lawfulRoute: 'ORDINARY',
      caseId: null,
      decisionId: decided?.id,
      decidedOn: '2022-08-22',
      documentIssuedOn: '2022-08-30',
      origin: { organizationId: county.institution, unitType: 'INSTITUTION' },
    });
    expect(events.at(-1)?.data).toEqual({
      openSelectionId,
      cadreId: a,
      itemId,
      appointmentId: events[0]?.id,
      probationEndsOn: '2023-08-30',
    });
    expect(mainPostingOn(stateOf(given, postings(a)), '2022-09-01' as never)?.postId).toBe(
      county.postId,
    );
    expect(given.accepted(AppointOpenSelectionWinner, input, appointedOn)).toEqual([]);
    const other = { ...input, documentIssuedOn: '2022-08-31' };
    const codes = refused(county, AppointOpenSelectionWinner, other, appointedOn);
    expect(codes).toContain('ApplicationsEnded');
  });

  test('is not appointed while the notice runs, whenever the document is dated', () => {
    const { county, openSelectionId, a } = noticed();
    const input = { openSelectionId, cadreId: a, ...order, documentIssuedOn: '2022-08-29' };
    const basis = { basis: document };
    const during = { ...on('2022-08-29'), ...basis };
    expect(refused(county, AppointOpenSelectionWinner, input, during)).toEqual([
      'NoticeStillRunning',
    ]);
    const after = { ...on('2022-08-30'), ...basis };
    expect(refused(county, AppointOpenSelectionWinner, input, after)).toEqual([
      'NoticeStillRunning',
    ]);
  });

  test('is somebody proposed, whose decision stands and who has no sanction', () => {
    const { county, given, openSelectionId, a, b } = noticed();
    const other = { openSelectionId, cadreId: b, ...order };
    expect(refused(county, AppointOpenSelectionWinner, other, appointedOn)).toEqual([
      'ApplicationsEnded',
      'NotProposed',
    ]);
    const decisionId = given.all().find(({ type }) => type === 'AppointmentDecided')?.id ?? '';
    given.accepted(RevokeAppointment, { cadreId: a, decisionId }, on('2022-08-25'));
    given.given(
      cadreStream(a),
      SanctionImposed,
      { cadreId: a, effectEndsOn: '2023-02' },
      { ...on('2022-08-24'), personal: { kind: '警告', detail: null } },
    );
    const input = { openSelectionId, cadreId: a, ...order };
    expect(refused(county, AppointOpenSelectionWinner, input, appointedOn)).toEqual([
      'DecisionRevoked',
      'SanctionInForce',
    ]);
  });

  test('of an elective post is elected and has no probation', () => {
    const county = givenSelectionCounty();
    const elective = { mode: 'STANDING_COMMITTEE' as const, underQuota: false };
    const postId = givenPost(county.given, county.unit, '副局长(选任)', elective);
    const { given, openSelectionId, a } = noticed(county, { postId });
    const input = { openSelectionId, cadreId: a, ...order };
    const events = given.accepted(AppointOpenSelectionWinner, input, appointedOn);
    expect(events[0]?.data.lawfulRoute).toBe('ELECTION');
    expect(events.at(-1)?.data.probationEndsOn).toBeNull();
    expect(applicantsOf(county, openSelectionId).get(a)?.end).toBe('APPOINTED');
  });

  test('from a private firm takes a leading post lawfully', () => {
    const county = givenSelectionCounty(['乙', '丙', '丁']);
    const firm = givenUnit(county.given, '虚构公司', 'PRIVATE_ENTERPRISE');
    const cadreId = givenPerson(county.given, '甲');
    const where = { cadreId, organizationId: firm, unitType: 'PRIVATE_ENTERPRISE' as const };
    givenPosting(county.given, where, { role: 'ENTERPRISE_DEPUTY_MANAGER_UP' });
    const { given, openSelectionId } = noticed({
      ...county,
      people: [cadreId, ...county.people],
    });
    const input = { openSelectionId, cadreId, ...order };
    const decision = given.decide(AppointOpenSelectionWinner, input, appointedOn);
    expect(advisoryCodes(decision)).toEqual([]);
  });

  test('of a rank has the result recorded and no posting', () => {
    const county = givenSelectionCounty();
    const rank = { kind: 'RANK' as const, postId: null, organizationId: county.unit };
    const { given, openSelectionId, itemId, a } = noticed(county, rank);
    expect(given.all().some(({ type }) => type === 'AppointmentDecided')).toBe(false);
    const wrong = { openSelectionId, cadreId: a, ...order };
    const codes = refused(county, AppointOpenSelectionWinner, wrong, appointedOn);
    expect(codes).toEqual(['WonOtherKind']);
    const input = { openSelectionId, cadreId: a };
    const early = refused(county, ConferOpenSelectionRank, input, on('2022-08-29'));
    expect(early).toEqual(['NoticeStillRunning']);
    const events = given.accepted(ConferOpenSelectionRank, input, on('2022-08-30'));
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      ['OpenSelectionRankConferred', { ...input, itemId }],
    ]);
    expect(given.accepted(ConferOpenSelectionRank, input, on('2022-08-30'))).toEqual([]);
  });

  test('of a leading post is appointed, not given a rank', () => {
    const { county, openSelectionId, a } = noticed();
    const input = { openSelectionId, cadreId: a };
    const codes = refused(county, ConferOpenSelectionRank, input, on('2022-08-30'));
    expect(codes).toEqual(['WonOtherKind']);
  });
});

describe('a campaign', () => {
  test('is not concluded while an applicant has no end or a finalist no answer', () => {
    const { county, given, openSelectionId, itemId, a, b, c, d } = noticed();
    const input = { openSelectionId };
    expect(refused(county, ConcludeOpenSelection, input, on('2022-09-05'))).toEqual([
      'ApplicantsWithoutEnd',
      'FinalistsWithoutAnswer',
    ]);
    const appoint = { openSelectionId, cadreId: a, ...order };
    given.accepted(AppointOpenSelectionWinner, appoint, appointedOn);
    for (const cadreId of [b, c]) {
      given.accepted(AdmitFinalistToReserve, { ...input, cadreId, ...as }, on('2022-09-01'));
    }
    const codes = refused(county, ConcludeOpenSelection, input, on('2022-09-05'));
    expect(codes).toEqual(['FinalistsWithoutAnswer']);
    const no = { ...input, cadreId: d, by: 'ORG_DEPT' as const, grounds: '年龄偏大' };
    given.accepted(DeclineFinalistReserve, no, on('2022-09-01'));
    expect(refused(county, ConcludeOpenSelection, input, on('2022-08-31'))).toContain(
      'StepBeforeEarlierStep',
    );
    const events = given.accepted(ConcludeOpenSelection, input, on('2022-09-05'));
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      ['OfferedItemConcluded', { ...input, itemId, outcome: 'FILLED', filledCount: 1 }],
      ['OpenSelectionConcluded', input],
    ]);
    expect(given.accepted(ConcludeOpenSelection, input, on('2022-09-05'))).toEqual([]);
  });

  test('ends early only when all its items are withdrawn', () => {
    const county = givenSelectionCounty();
    const { openSelectionId, itemId } = campaignAt(county, 'INTERVIEW');
    const input = { openSelectionId };
    expect(refused(county, ConcludeOpenSelection, input, on('2022-08-10'))).toEqual([
      'ApplicantsWithoutEnd',
      'ItemsStillOnOffer',
    ]);
    const withdrawal = { openSelectionId, itemId, grounds: '机构调整' };
    county.given.accepted(WithdrawOfferedItem, withdrawal, on('2022-08-09'));
    const events = county.given.accepted(ConcludeOpenSelection, input, on('2022-08-10'));
    expect(events.map(({ type }) => type)).toEqual(['OpenSelectionConcluded']);
  });

  const points = fc.option(fc.integer({ min: 0, max: 20 }), { nil: null, freq: 5 });
  const scoreLists = fc.tuple(
    fc.array(points, { minLength: 6, maxLength: 6 }),
    fc.array(points, { minLength: 6, maxLength: 6 }),
  );

  test('gives everybody ranked exactly one end or one live stage, whatever the scores', () => {
    fc.assert(
      fc.property(scoreLists, ([written, interview]) => {
        const county = givenSelectionCounty(['甲', '乙', '丙', '丁', '戊', '己']);
        const { openSelectionId, itemId } = campaignAt(county, 'WRITTEN_EXAM');
        const ofItem = { openSelectionId, itemId };
        score(county, openSelectionId, 'WRITTEN', written, '2022-07-24');
        county.given.accepted(ShortlistApplications, ofItem, on('2022-07-25'));
        county.given.accepted(BeginInterview, { openSelectionId }, on('2022-08-01'));
        const live = [...applicantsOf(county, openSelectionId).values()].filter(
          ({ end }) => end === null,
        );
        const marks = interview.map((point, index) => {
          const isLive = live.some(({ cadreId }) => cadreId === county.people[index]);
          return isLive ? point : undefined;
        });
        if (live.length > 0) {
          score(county, openSelectionId, 'INTERVIEW', marks as never, '2022-08-02');
        }
        county.given.accepted(NameInspectionObjects, ofItem, on('2022-08-03'));
        for (const applicant of applicantsOf(county, openSelectionId).values()) {
          const isObject = applicant.stage === 'INSPECTION_OBJECT';
          expect(isObject).toBe(applicant.end === null);
          const isFinalist = applicant.interview !== null && !applicant.interview.absent;
          expect(awaitsReserve(applicant)).toBe(isFinalist && applicant.end !== null);
        }
      }),
      { numRuns: 40 },
    );
  });
});
