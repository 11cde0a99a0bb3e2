/** 公开选拔 (P2): the commands of a campaign, in the order of its course. */
import { VoidOpenSelectionConclusion, VoidOpenSelectionWin } from './open-selection-correction.ts';
import {
  DecideOpenSelection,
  PostOpenSelectionNotice,
  RevokeProposal,
} from './open-selection-decision.ts';
import {
  AddOfferedItem,
  AnnounceOpenSelection,
  DraftOpenSelection,
  RecordOpenSelectionApproval,
  VoidOfferedItem,
} from './open-selection-draft.ts';
import {
  BeginInspection,
  BeginInterview,
  BeginWrittenExam,
  NameInspectionObjects,
  ShortlistApplications,
} from './open-selection-exams.ts';
import {
  AdmitFinalistToReserve,
  DeclineFinalistReserve,
  OfferFinalistReserve,
} from './open-selection-finalists.ts';
import { CorrectOpenSelectionGate, RecordOpenSelectionGate } from './open-selection-gates.ts';
import {
  CorrectApplicantInspection,
  RecordApplicantInspection,
} from './open-selection-inspection.ts';
import { VoidApplicationStep, VoidOfferedItemStep } from './open-selection-record-void.ts';
import {
  CloseOpenSelectionRegistration,
  CorrectApplicationScreening,
  ScreenApplications,
  SubmitApplication,
  VoidApplication,
  WaiveApplicantRatio,
  WithdrawApplication,
  WithdrawOfferedItem,
} from './open-selection-registration.ts';
import {
  AppointOpenSelectionWinner,
  ConcludeOpenSelection,
  ConferOpenSelectionRank,
} from './open-selection-results.ts';
import { CorrectExamScore, RecordExamScores } from './open-selection-scores.ts';
import { CorrectOpenSelectionStep } from './open-selection-step.ts';
import { VoidOpenSelectionGate, VoidOpenSelectionStep } from './open-selection-step-void.ts';

export const openSelectionCommands = [
  DraftOpenSelection,
  AddOfferedItem,
  VoidOfferedItem,
  RecordOpenSelectionApproval,
  AnnounceOpenSelection,
  SubmitApplication,
  VoidApplication,
  ScreenApplications,
  CorrectApplicationScreening,
  WithdrawApplication,
  CloseOpenSelectionRegistration,
  WaiveApplicantRatio,
  WithdrawOfferedItem,
  BeginWrittenExam,
  RecordExamScores,
  CorrectExamScore,
  ShortlistApplications,
  BeginInterview,
  NameInspectionObjects,
  BeginInspection,
  RecordApplicantInspection,
  CorrectApplicantInspection,
  RecordOpenSelectionGate,
  CorrectOpenSelectionGate,
  DecideOpenSelection,
  PostOpenSelectionNotice,
  RevokeProposal,
  AppointOpenSelectionWinner,
  ConferOpenSelectionRank,
  OfferFinalistReserve,
  AdmitFinalistToReserve,
  DeclineFinalistReserve,
  ConcludeOpenSelection,
  VoidOpenSelectionWin,
  VoidOpenSelectionConclusion,
  CorrectOpenSelectionStep,
  VoidOpenSelectionStep,
  VoidOpenSelectionGate,
  VoidApplicationStep,
  VoidOfferedItemStep,
];
