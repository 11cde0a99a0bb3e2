/** Every recorded fact can be put right: by which commands, or why it needs none. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { commands } from '../../src/domain/index.ts';

/** Commands that correct or void the fact, apart by spaces; or how it is put right otherwise. */
const table: Readonly<Record<string, string>> = {
  LedgerOpened: 'never: the ledger itself; another county keeps another ledger',
  // The county and its structure.
  CountyOpened: 'CorrectOrganization',
  CountyOpeningCorrected: 'correction',
  OrganizationOpened: 'CorrectOrganization',
  OrganizationRenamed: 'CorrectOrganization',
  OrganizationMoved: 'CorrectOrganizationDate MoveOrganization',
  OrganizationMerged: 'VoidOrganizationEnd CorrectOrganizationDate',
  OrganizationAbolished: 'VoidOrganizationEnd CorrectOrganizationDate',
  OrganizationCorrected: 'correction',
  OrganizationDateCorrected: 'correction',
  OrganizationMembershipVoided: 'correction',
  OrganizationEndVoided: 'correction',
  SubordinateAdded: 'follows OrganizationOpened',
  SubordinateRemoved: 'follows OrganizationMoved',
  QuotaSet: 'CorrectOrganizationDate SetQuota',
  QuotaTaken: 'follows PostingStarted',
  QuotaReleased: 'follows PostingEnded',
  QuotaSeatCorrected: 'correction',
  FiveStarRatingRecorded: 'CorrectFiveStarRating',
  FiveStarRatingCorrected: 'correction',
  PostEstablished: 'CorrectPost',
  PostRedefined: 'CorrectPost',
  PostTransferred: 'CorrectPostDate',
  PostAbolished: 'VoidPostAbolition CorrectPostDate',
  PostCorrected: 'correction',
  PostDateCorrected: 'correction',
  PostAbolitionVoided: 'correction',
  PostAdded: 'follows PostEstablished',
  PostRemoved: 'follows PostTransferred',
  PostFilled: 'follows PostingStarted',
  PostVacated: 'follows PostingEnded',
  PostHoldingCorrected: 'correction',
  CodeTaken: 'follows OrganizationOpened',
  RuleSetIssued: 'IssueRuleSet',
  // People and their register.
  PersonRegistered: 'CorrectPersonProfile CorrectIdentityNumber VoidRegistration',
  PersonProfileCorrected: 'correction',
  IdentityNumberCorrected: 'correction',
  RegistrationVoided: 'correction',
  IdentityClaimed: 'follows PersonRegistered',
  IdentityReleased: 'follows RegistrationVoided',
  EducationRecorded: 'VoidRegisterEntry',
  PoliticalHonourGranted: 'VoidRegisterEntry',
  AssessmentRecorded: 'VoidRegisterEntry',
  RewardGranted: 'VoidRegisterEntry',
  SanctionImposed: 'VoidRegisterEntry',
  SanctionExpired: 'VoidRegisterEntry',
  FamilyMemberRecorded: 'VoidRegisterEntry',
  RegisterEntryVoided: 'correction',
  // Appointments and postings.
  AppointmentDecided: 'VoidAppointmentStep CorrectOpenSelectionStep',
  AppointmentRevoked: 'VoidAppointmentStep',
  AppointmentTookEffect: 'CorrectAppointment VoidPosting',
  AppointmentCorrected: 'correction',
  AppointmentDecisionCorrected: 'correction',
  AppointmentStepVoided: 'correction',
  PostingStarted: 'CorrectPosting CorrectPostingDocument VoidPosting',
  PostingEnded: 'CorrectPosting CorrectPostingDocument VoidPostingEnd',
  PostingCorrected: 'correction',
  PostingDocumentCorrected: 'correction',
  PostingVoided: 'correction',
  GrassrootsIntakeCompleted: 'follows PostingStarted',
  // Reserve rounds and the pool.
  ReserveRoundOpened: 'CorrectReserveRoundStep VoidReserveRoundStep',
  ReserveRoundAnnounced: 'CorrectReserveRoundStep CorrectReserveAnnouncement VoidReserveRoundStep',
  ReserveCandidateNominated: 'VoidReserveNomination',
  ReserveCandidateQualified: 'VoidReserveScreening',
  ReserveCandidateRejected: 'VoidReserveScreening',
  ReserveRecommendationHeld: 'CorrectReserveMeetingOrTalks VoidReserveMeetingOrTalks',
  ReserveCandidateRecommended: 'VoidReserveRecommendation',
  ReserveCandidateInspected: 'CorrectReserveInspection VoidReserveInspection',
  ReserveRoundDeliberated: 'CorrectReserveRoundStep VoidReserveDeliberation',
  ReserveRoundPublicized: 'CorrectReserveRoundStep VoidReserveNotice',
  ReserveRoundClosed: 'CorrectReserveRoundStep VoidReserveRoundEnd',
  ReserveRoundCancelled: 'CorrectReserveRoundStep VoidReserveRoundEnd',
  ReserveRoundSlotTaken: 'follows ReserveRoundOpened',
  ReserveRoundSlotReleased: 'follows ReserveRoundClosed',
  ReserveAnnouncementCorrected: 'correction',
  ReserveNominationVoided: 'correction',
  ReserveScreeningVoided: 'correction',
  ReserveMeetingOrTalksCorrected: 'correction',
  ReserveMeetingOrTalksVoided: 'correction',
  ReserveRecommendationVoided: 'correction',
  ReserveInspectionCorrected: 'correction',
  ReserveInspectionVoided: 'correction',
  ReserveDeliberationVoided: 'correction',
  ReserveNoticeVoided: 'correction',
  ReserveRoundStepCorrected: 'correction',
  ReserveRoundStepVoided: 'correction',
  ReserveRoundEndVoided: 'correction',
  ReserveMemberAdmitted: 'VoidReserveFact',
  ReserveMemberRated: 'VoidReserveFact',
  ReserveMemberSuspended: 'VoidReserveFact',
  ReserveMemberReinstated: 'VoidReserveFact',
  TrainingAssigned: 'VoidReserveFact',
  TrainingCompleted: 'VoidReserveFact',
  ReserveMemberExited: 'VoidReserveExit',
  ReserveMemberFactVoided: 'correction',
  ReserveMemberExitVoided: 'correction',
  // Open selection.
  OpenSelectionDrafted: 'CorrectOpenSelectionStep VoidOpenSelectionStep',
  OpenSelectionSuperiorApproved: 'CorrectOpenSelectionStep VoidOpenSelectionStep',
  OpenSelectionAnnounced: 'CorrectOpenSelectionStep VoidOpenSelectionStep',
  OpenSelectionRegistrationClosed: 'CorrectOpenSelectionStep VoidOpenSelectionStep',
  OpenSelectionWrittenExamBegun: 'CorrectOpenSelectionStep VoidOpenSelectionStep',
  OpenSelectionInterviewBegun: 'CorrectOpenSelectionStep VoidOpenSelectionStep',
  OpenSelectionInspectionBegun: 'CorrectOpenSelectionStep VoidOpenSelectionStep',
  OpenSelectionDecided: 'CorrectOpenSelectionStep VoidOpenSelectionStep',
  OpenSelectionNoticePosted: 'CorrectOpenSelectionStep VoidOpenSelectionStep',
  OpenSelectionConcluded: 'CorrectOpenSelectionStep VoidOpenSelectionConclusion',
  OpenSelectionGateRecorded: 'CorrectOpenSelectionGate VoidOpenSelectionGate',
  OfferedItemAdded: 'VoidOfferedItem',
  OfferedItemRatioWaived: 'VoidOfferedItemStep',
  OfferedItemWithdrawn: 'VoidOfferedItemStep',
  OfferedItemConcluded: 'follows OpenSelectionConcluded',
  ApplicationSubmitted: 'VoidApplication',
  ApplicationScreened: 'CorrectApplicationScreening VoidApplicationStep',
  ApplicationScored: 'CorrectExamScore VoidApplicationStep',
  ApplicationsShortlisted: 'VoidOfferedItemStep',
  InspectionObjectsNamed: 'VoidOfferedItemStep',
  ApplicantInspected: 'CorrectApplicantInspection VoidApplicationStep',
  ApplicationWithdrawn: 'VoidApplicationStep',
  ProposalRevoked: 'VoidApplicationStep',
  OpenSelectionWinnerAppointed: 'VoidOpenSelectionWin',
  OpenSelectionRankConferred: 'VoidOpenSelectionWin',
  FinalistReserveOffered: 'VoidApplicationStep',
  FinalistReserveAccepted: 'VoidApplicationStep',
  FinalistReserveDeclined: 'VoidApplicationStep',
  ApplicationVoided: 'correction',
  ApplicationScreeningCorrected: 'correction',
  ApplicationScoreCorrected: 'correction',
  ApplicantInspectionCorrected: 'correction',
  ApplicationStepVoided: 'correction',
  OfferedItemVoided: 'correction',
  OfferedItemStepVoided: 'correction',
  OfferedItemConclusionVoided: 'correction',
  OpenSelectionGateCorrected: 'correction',
  OpenSelectionGateVoided: 'correction',
  OpenSelectionStepCorrected: 'correction',
  OpenSelectionStepVoided: 'correction',
  OpenSelectionWinVoided: 'correction',
  OpenSelectionConclusionVoided: 'correction',
  // Recruitment.
  RecruitmentPlanned: 'CorrectRecruitmentDate VoidRecruitmentCourseStep',
  RecruitmentPositionPlanned: 'CorrectRecruitmentPosition VoidRecruitmentCourseStep',
  RecruitmentAnnounced: 'CorrectRecruitmentDate VoidRecruitmentCourseStep',
  RecruitmentApplicantRegistered: 'VoidRecruitmentStep',
  RecruitmentApplicantQualified: 'VoidRecruitmentStep',
  RecruitmentScored: 'VoidRecruitmentStep',
  RecruitmentChecked: 'VoidRecruitmentStep',
  RecruitmentPublicized: 'VoidRecruitmentStep',
  RecruitmentApplicantConcluded: 'VoidRecruitmentStep VoidRecruitmentAppointment',
  RecruitmentConcluded: 'CorrectRecruitmentDate VoidRecruitmentConclusion',
  RecruitmentProbationPassed: 'VoidRecruitmentProbation',
  RecruitmentProbationFailed: 'VoidRecruitmentProbation',
  CivilServantAppointed: 'CorrectPosting CorrectPostingDocument VoidPosting',
  InstitutionContractSigned: 'CorrectPosting CorrectPostingDocument VoidPosting',
  RecruitmentPositionCorrected: 'correction',
  RecruitmentStepVoided: 'correction',
  RecruitmentAppointmentVoided: 'correction',
  RecruitmentConclusionVoided: 'correction',
  RecruitmentDateCorrected: 'correction',
  RecruitmentCourseStepVoided: 'correction',
  RecruitmentProbationVoided: 'correction',
  // Exchanges, relief postings, observations.
  ExchangeProposed: 'VoidExchangeStep',
  ExchangeUnitConsulted: 'VoidExchangeStep',
  ExchangeApproved: 'VoidExchangeStep',
  ExchangeNotified: 'VoidExchangeStep',
  ExchangeReportedForDuty: 'VoidExchangeStep',
  ExchangeCancelled: 'VoidExchangeStep',
  ExchangeCompleted: 'VoidExchangeCompletion',
  ExchangeStepVoided: 'correction',
  ExchangeCompletionVoided: 'correction',
  PovertyReliefPostingAssigned: 'VoidReliefPosting',
  PovertyReliefPostingEvaluated: 'VoidReliefPostingStep',
  PovertyReliefPostingCompleted: 'VoidReliefPostingStep',
  PovertyReliefPostingRecalled: 'VoidReliefPostingStep',
  PovertyReliefPostingVoided: 'correction',
  PovertyReliefStepVoided: 'correction',
  ObservationNoted: 'VoidObservation',
  ObservationVerified: 'VoidObservationStep',
  PoolLinked: 'VoidObservationStep',
  ObservationVoided: 'correction',
  ObservationStepVoided: 'correction',
};

/** Said anew on the same day, these replace what was said before. */
const replacing = ['IssueRuleSet', 'MoveOrganization', 'SetQuota'];
const isWord = /^(correction|follows \w+|never: .+)$/;
const named = new Set(
  Object.values(table)
    .filter((how) => !isWord.test(how))
    .flatMap((how) => how.split(' ')),
);
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const types = Object.keys(JSON.parse(read('events/catalogue.json')).events);
const names = commands.map(({ name }) => name);
const corrections = names.filter((name) => /^(Correct|Void)/.test(name));

describe('the table of corrections', () => {
  test('says of every event of the catalogue how it is put right, and of no other', () => {
    expect(Object.keys(table).sort()).toEqual(types.toSorted());
  });

  test('names commands that exist: corrections, or what replaces what was said', () => {
    expect([...named].filter((name) => !names.includes(name))).toEqual([]);
    expect([...named].filter((name) => !/^(Correct|Void)/.test(name)).sort()).toEqual(replacing);
  });

  test('leaves no correction out', () => {
    expect(corrections.filter((name) => !named.has(name))).toEqual([]);
  });

  test('calls by the name of correction what is one, and follows what is put right itself', () => {
    const are = types.filter((type) => /(Corrected|Voided)$/.test(type));
    const called = types.filter((type) => table[type] === 'correction');
    expect(called.sort()).toEqual(are.sort());
    const leads = types.flatMap((type) => /^follows (\w+)$/.exec(table[type] ?? '')?.[1] ?? []);
    const lost = leads.filter((lead) => table[lead] === undefined || /^f/.test(table[lead] ?? ''));
    expect(lost).toEqual([]);
  });
});

test('the page on corrections names every one of them', () => {
  const page = read('docs/corrections.md');
  const mutation = (name: string) => `${name[0]?.toLowerCase()}${name.slice(1)}`;
  const missing = [...named].filter((name) => !page.includes(`\`${mutation(name)}\``));
  expect(missing).toEqual([]);
});
