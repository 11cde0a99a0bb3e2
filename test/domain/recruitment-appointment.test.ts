import { describe, expect, test } from '@jest/globals';
import { PoliticalHonourGranted } from '../../events/register.ts';
import type { CadreId } from '../../events/values.ts';
import { cadreStream } from '../../src/domain/people.ts';
import { QualifyRecruitmentApplicant } from '../../src/domain/recruitment-applicant.ts';
import {
  AppointCivilServant,
  SignInstitutionContract,
} from '../../src/domain/recruitment-appointment.ts';
import {
  CancelRecruitmentAppointment,
  ConfirmRecruitmentProbation,
} from '../../src/domain/recruitment-probation.ts';
import { idOf } from '../scenario.ts';
import { givenPost, givenUnit } from './given-people.ts';
import { advisoryCodes, givenPosting } from './given-postings.ts';
import {
  announced,
  examined,
  type Options,
  on,
  passed,
  publicize,
  publicized,
  registered,
  secretary,
  type World,
} from './given-recruitments.ts';

/** Somebody publicized from 2022-06-06 to 2022-06-10, and what appointing them takes. */
function exam(options: Options = {}) {
  const world = announced(options);
  const cadreId = secretary(world);
  publicized(world, cadreId);
  return { world, cadreId, input: toPlace(world, cadreId) };
}
const toPlace = ({ recruitmentId }: World, cadreId: CadreId) => ({
  recruitmentId,
  cadreId,
  postId: null as never,
  title: '科员' as string | null,
});

describe('appointing a civil servant', () => {
  test('asked twice does nothing; by another document or with another title it is refused', () => {
    const { world, input } = exam();
    const by = (basis?: string) => ({ ...on('2022-06-11'), basis });
    world.given.accepted(AppointCivilServant, input, by('虚人社〔2022〕1号'));
    expect(world.given.accepted(AppointCivilServant, input, by('虚人社〔2022〕1号'))).toEqual([]);
    expect(world.given.refused(AppointCivilServant, input, by())).toContain('ApplicantEnded');
    const other = { ...input, title: '办事员' };
    expect(world.given.refused(AppointCivilServant, other, by('虚人社〔2022〕1号'))).toContain(
      'ApplicantEnded',
    );
  });

  test('makes a village secretary a civil servant on probation, from the grassroots', () => {
    const { world, cadreId, input } = exam();
    const events = world.given.accepted(AppointCivilServant, input, on('2022-06-11'));
    expect(events.map(({ type }) => type)).toEqual([
      'CivilServantAppointed',
      'PostingEnded',
      'PostingStarted',
      'GrassrootsIntakeCompleted',
      'RecruitmentApplicantConcluded',
    ]);
    const [appointed, , started, intake, concluded] = events;
    expect(appointed?.data).toMatchObject({
      track: 'VILLAGE_CADRE',
      unitType: 'TOWNSHIP',
      probationEndsOn: '2023-06-11',
      serviceEndsOn: '2027-06-11',
    });
    expect(started?.data).toMatchObject({ basedOn: appointed?.id, staffing: 'ADMIN' });
    expect(intake?.data).toMatchObject({
      channel: 'CIVIL_SERVANT_EXAM',
      destinationType: 'TOWNSHIP',
      origin: { unitType: 'VILLAGE', role: 'VILLAGE_SECRETARY' },
    });
    expect(concluded?.data).toMatchObject({
      cadreId,
      endState: 'APPOINTED',
      appointmentId: appointed?.id,
    });
    expect(world.given.accepted(AppointCivilServant, input, on('2022-06-11'))).toEqual([]);
    expect(world.given.refused(AppointCivilServant, input, on('2022-06-12'))).toContain(
      'ApplicantEnded',
    );
  });

  test('waits until five working days of publicity are over', () => {
    const { world, input } = exam();
    expect(world.given.decide(AppointCivilServant, input, on('2022-06-10'))).toMatchObject({
      kind: 'refused',
      refusals: [
        {
          code: 'NoticeStillRunning',
          params: { endsOn: '2022-06-10', earliest: '2022-06-11' },
          rule: 'P4.PUBLICITY',
          basis: '公务员法(2018年修订)/32',
        },
      ],
    });
    expect(world.given.refused(AppointCivilServant, input, on('2022-06'))).toEqual([]);
  });

  test('needs publicity', () => {
    const world = announced();
    const cadreId = secretary(world);
    passed(world, cadreId);
    const input = toPlace(world, cadreId);
    expect(world.given.refused(AppointCivilServant, input, on('2022-06-11'))).toEqual([
      'ApplicantNotPublicized',
    ]);
    const stranger = { ...input, cadreId: idOf<CadreId>('nobody') };
    expect(world.given.refused(AppointCivilServant, stranger)).toEqual(['ApplicantUnknown']);
  });

  test('is to the position’s unit, to no leading post, and needs a post or a title', () => {
    const { world, input } = exam();
    const organ = givenUnit(world.given, '虚构局', 'COUNTY_ORGAN');
    const elsewhere = { ...input, postId: givenPost(world.given, organ, '副局长') as never };
    expect(world.given.refused(AppointCivilServant, elsewhere, on('2022-06-11'))).toEqual([
      'PostInAnotherOrganization',
      'RecruitedToLeadingPost',
    ]);
    const nowhere = { ...input, title: null };
    expect(world.given.refused(AppointCivilServant, nowhere, on('2022-06-11'))).toEqual([
      'PostOrTitleMissing',
    ]);
  });

  test('is not the way into an institution', () => {
    const { world, input } = exam({ kind: 'INSTITUTION' });
    expect(world.given.refused(AppointCivilServant, input, on('2022-06-11'))).toEqual([
      'PositionIsByContract',
    ]);
  });

  test('says which other postings stand', () => {
    const { world, cadreId, input } = exam();
    const where = { cadreId, organizationId: world.village, unitType: 'VILLAGE' as const };
    givenPosting(world.given, where, { kind: 'CONCURRENT', role: 'VILLAGE_DIRECTOR' });
    expect(advisoryCodes(world.given.decide(AppointCivilServant, input, on('2022-06-11')))).toEqual(
      ['OtherPostingsStand'],
    );
  });

  test('on the general track asks for no years of service in the township', () => {
    const { world, input } = exam({ track: 'GENERAL' });
    const [appointed] = world.given.accepted(AppointCivilServant, input, on('2022-06-11'));
    expect(appointed?.data).toMatchObject({ track: 'GENERAL', serviceEndsOn: null });
  });
});

describe('signing an institution contract', () => {
  const contract = { contractEndsOn: '2025-06-11' as never, firstJob: true };

  test('records the contract, its probation and what it rests on', () => {
    const { world, input } = exam({ kind: 'INSTITUTION' });
    const signing = { ...input, ...contract };
    const events = world.given.accepted(SignInstitutionContract, signing, on('2022-06-11'));
    expect(events.map(({ type }) => type)).toEqual([
      'InstitutionContractSigned',
      'PostingEnded',
      'PostingStarted',
      'GrassrootsIntakeCompleted',
      'RecruitmentApplicantConcluded',
    ]);
    expect(events[0]?.data).toMatchObject({
      contractEndsOn: '2025-06-11',
      probationEndsOn: '2023-06-11',
      recruitmentBasis: 'NONE',
    });
    expect(events[3]?.data).toMatchObject({ channel: 'INSTITUTION_RECRUITMENT' });
    expect(world.given.accepted(SignInstitutionContract, signing, on('2022-06-11'))).toEqual([]);
  });

  test('of experienced recruits has its own channel; no first job, no probation', () => {
    const { world, input } = exam({ kind: 'EXPERIENCED' });
    const signing = { ...input, ...contract, firstJob: false };
    const events = world.given.accepted(SignInstitutionContract, signing, on('2022-06-11'));
    expect(events[0]?.data).toMatchObject({ probationEndsOn: null });
    expect(events[3]?.data).toMatchObject({ channel: 'EXPERIENCED_RECRUITMENT' });
  });

  test('for less than three years is advised against and has no probation', () => {
    const { world, input } = exam({ kind: 'INSTITUTION' });
    const signing = { ...input, firstJob: true, contractEndsOn: '2025-05-31' };
    const decision = world.given.decide(SignInstitutionContract, signing, on('2022-06-11'));
    expect(advisoryCodes(decision)).toEqual(['ContractShort']);
    expect(decision).toMatchObject({
      events: [{ data: { probationEndsOn: null } }, {}, {}, {}, {}],
    });
    const over = { ...signing, contractEndsOn: '2022-06-11' };
    expect(world.given.refused(SignInstitutionContract, over, on('2022-06-11'))).toEqual([
      'EndBeforeStart',
    ]);
  });

  test('is not the way into the civil service', () => {
    const { world, input } = exam();
    const signing = { ...input, ...contract };
    expect(world.given.refused(SignInstitutionContract, signing, on('2022-06-11'))).toEqual([
      'PositionIsInService',
    ]);
  });

  test('needs the honour it rests on to stand on record still', () => {
    const world = announced({ kind: 'INSTITUTION', terms: { bases: ['GOOD_SECRETARY'] } });
    const { given, recruitmentId } = world;
    const cadreId = secretary(world);
    registered(world, cadreId, 'GOOD_SECRETARY');
    const honour = {
      cadreId,
      honour: 'GOOD_SECRETARY',
      title: '好书记',
      grantedBy: '县委',
    } as const;
    const stream = cadreStream(cadreId);
    given.given(stream, PoliticalHonourGranted, honour, on('2021-01-01'));
    const qualify = { recruitmentId, cadreId, liftedVillage: false };
    given.accepted(QualifyRecruitmentApplicant, qualify, on('2022-03-20'));
    examined(world, cadreId);
    publicize(world, cadreId);
    const signing = { ...toPlace(world, cadreId), ...contract };
    expect(given.refused(SignInstitutionContract, signing, on('2022-06-11'))).toEqual([]);
    const facts = given.streams.get(stream) ?? [];
    given.streams.set(
      stream,
      facts.filter(({ type }) => type !== 'PoliticalHonourGranted'),
    );
    expect(given.refused(SignInstitutionContract, signing, on('2022-06-11'))).toEqual([
      'BasisNotOnRecord',
    ]);
  });
});

describe('probation', () => {
  function appointed() {
    const { world, cadreId, input } = exam();
    const [event, , posting] = world.given.accepted(AppointCivilServant, input, on('2022-06-11'));
    const named = { recruitmentId: world.recruitmentId, cadreId };
    return { world, named, appointment: event?.id, posting };
  }

  test('is confirmed when it is over', () => {
    const { world, named, appointment } = appointed();
    const { given } = world;
    expect(given.refused(ConfirmRecruitmentProbation, named, on('2023-06-10'))).toEqual([
      'ProbationStillRuns',
    ]);
    const [event] = given.accepted(ConfirmRecruitmentProbation, named, on('2023-06-11'));
    expect(event).toMatchObject({
      type: 'RecruitmentProbationPassed',
      data: { appointmentId: appointment },
    });
    expect(given.accepted(ConfirmRecruitmentProbation, named)).toEqual([]);
    expect(given.refused(CancelRecruitmentAppointment, named)).toEqual(['ProbationJudgedBefore']);
  });

  test('that fails ends the posting it began', () => {
    const { world, named, posting } = appointed();
    const { given } = world;
    const events = given.accepted(CancelRecruitmentAppointment, named, on('2023-05-01'));
    expect(events).toMatchObject([
      { type: 'RecruitmentProbationFailed' },
      { type: 'PostingEnded', data: { postingId: posting?.id, reason: 'REVOKED' } },
    ]);
    expect(given.accepted(CancelRecruitmentAppointment, named)).toEqual([]);
    expect(given.refused(ConfirmRecruitmentProbation, named, on('2023-07-01'))).toEqual([
      'ProbationJudgedBefore',
    ]);
  });

  test('cannot be judged before the appointment, nor of somebody who was not appointed', () => {
    const { world, named } = appointed();
    expect(world.given.refused(CancelRecruitmentAppointment, named, on('2022-06-01'))).toEqual([
      'StepBeforeEarlierStep',
    ]);
    const stranger = { ...named, cadreId: secretary(world, { name: '某乙' }) };
    expect(world.given.refused(CancelRecruitmentAppointment, stranger)).toEqual([
      'ApplicantNotAppointed',
    ]);
  });

  test('is not there for a contract without one', () => {
    const { world, cadreId, input } = exam({ kind: 'INSTITUTION' });
    const signing = { ...input, contractEndsOn: '2025-06-11', firstJob: false };
    world.given.accepted(SignInstitutionContract, signing, on('2022-06-11'));
    const named = { recruitmentId: world.recruitmentId, cadreId };
    expect(world.given.refused(ConfirmRecruitmentProbation, named)).toEqual(['NoProbation']);
  });
});
