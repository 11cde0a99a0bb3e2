import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId } from '../../events/values.ts';
import { appointments } from '../../src/domain/appointment-state.ts';
import { VoidOpenSelectionConclusion } from '../../src/domain/open-selection-correction.ts';
import { RevokeProposal } from '../../src/domain/open-selection-decision.ts';
import {
  AdmitFinalistToReserve,
  DeclineFinalistReserve,
  OfferFinalistReserve,
} from '../../src/domain/open-selection-finalists.ts';
import {
  VoidApplicationStep,
  VoidOfferedItemStep,
} from '../../src/domain/open-selection-record-void.ts';
import {
  CorrectApplicationScreening,
  ScreenApplications,
  WithdrawApplication,
  WithdrawOfferedItem,
} from '../../src/domain/open-selection-registration.ts';
import { openSelection } from '../../src/domain/open-selection-state.ts';
import { VoidReserveFact } from '../../src/domain/pool-correction.ts';
import { appointmentDecisions } from '../../src/read-models/appointment.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { correctable as at, campaignConcluded } from './given-corrections.ts';
import { on } from './given-open-selection.ts';
import { stateOf } from './given-people.ts';

describe('a record about one applicant', () => {
  test('a withdrawal is taken back with the revocation that came of it', () => {
    const { given, people, ofCampaign, ofApplicant, row } = at('PUBLIC_NOTICE');
    const [a] = people;
    given.accepted(
      WithdrawApplication,
      { ...ofCampaign, cadreId: a, grounds: null },
      on('2022-08-24'),
    );
    expect(stateOf(given, appointments(a)).decisions[0]?.settled).toMatchObject({ revoked: true });
    const step = ofApplicant(a);
    expect(given.accepted(VoidApplicationStep, step).map(({ type }) => type)).toEqual([
      'ApplicationStepVoided',
      'AppointmentStepVoided',
    ]);
    expect(given.accepted(VoidApplicationStep, step)).toEqual([]);
    expect(stateOf(given, appointments(a)).decisions[0]?.settled).toBeNull();
    expect([...rowsOf(appointmentDecisions, given.all()).values()]).toMatchObject([
      { status: 'DECIDED', revokedOn: null },
    ]);
    expect(row(a)).toMatchObject({ stage: 'NOTICED', endState: null, grounds: null });
    const dropped = { ...ofCampaign, cadreId: a, grounds: '复核不符合条件' };
    given.accepted(RevokeProposal, dropped, on('2022-08-25'));
    expect(given.accepted(VoidApplicationStep, ofApplicant(a))).toHaveLength(2);
    expect(row(a)?.endState).toBeNull();
  });

  test('is the latest about them, theirs alone, and the campaign has not gone on from it', () => {
    const { given, people, ofCampaign, ofApplicant, state } = at('INSPECTION');
    const [a, , , d] = people;
    expect(given.refused(VoidApplicationStep, ofApplicant(a))).toEqual([
      'ApplicationStepOfSeveral',
    ]);
    const interview = state().applicants.get(a)?.interview?.eventId as EventId;
    const earlier = { ...ofCampaign, cadreId: a, eventId: interview };
    expect(given.refused(VoidApplicationStep, earlier)).toEqual(['ApplicationStepOfSeveral']);
    const asked = { ...ofCampaign, cadreId: d };
    given.accepted(OfferFinalistReserve, asked, on('2022-08-06'));
    const offer = ofApplicant(d);
    given.accepted(
      DeclineFinalistReserve,
      { ...asked, by: 'FINALIST', grounds: '本人意愿' },
      on('2022-08-07'),
    );
    expect(given.refused(VoidApplicationStep, offer)).toEqual(['ApplicationStepNotLatest']);
    const none = { ...offer, cadreId: state().drafted?.eventId as never };
    expect(given.refused(VoidApplicationStep, none)).toEqual(['ApplicationUnknown']);
    const written = at('WRITTEN_EXAM');
    const screened = written.ofApplicant(written.people[0]);
    expect(written.given.refused(VoidApplicationStep, screened)).toEqual(['CampaignWentOn']);
  });

  test('goes with its corrections, as if neither had been recorded', () => {
    const { given, people, ofCampaign, row, state } = at('REGISTRATION_CLOSED');
    const [a] = people;
    const screening = { cadreId: a, qualified: true, grounds: null };
    const input = { ...ofCampaign, screenings: [screening] };
    const [event] = given.accepted(ScreenApplications, input, on('2022-07-18'));
    const otherwise = { ...ofCampaign, cadreId: a, qualified: false, grounds: '任职年限不足' };
    given.accepted(CorrectApplicationScreening, otherwise);
    expect(row(a)?.endState).toBe('DISQUALIFIED');
    const step = { ...ofCampaign, cadreId: a, eventId: event?.id as EventId };
    given.accepted(VoidApplicationStep, step);
    expect(state().applicants.get(a)).toMatchObject({ stage: 'REGISTERED', end: null });
    expect(row(a)).toMatchObject({ stage: 'REGISTERED', endState: null, grounds: null });
    given.accepted(ScreenApplications, input, on('2022-07-19'));
    expect(state().applicants.get(a)).toMatchObject({ stage: 'QUALIFIED', end: null });
    expect(row(a)).toMatchObject({ stage: 'QUALIFIED', endState: null });
  });

  test('answers about the pool go back one by one, an entry after what began with it', () => {
    const { given, people, ofCampaign, ofApplicant, row } = at('INSPECTION');
    const d = people[3];
    const asked = { ...ofCampaign, cadreId: d };
    given.accepted(OfferFinalistReserve, asked, on('2022-08-06'));
    const entry = {
      ...asked,
      maturity: 'NEAR_TERM' as const,
      target: 'DEPUTY' as const,
      track: 'PARTY_AFFAIRS' as const,
    };
    const events = given.accepted(AdmitFinalistToReserve, entry, on('2022-08-07'));
    const membershipId = events.find(({ type }) => type === 'ReserveMemberAdmitted')?.id as EventId;
    const accepted = ofApplicant(d);
    expect(given.refused(VoidApplicationStep, accepted)).toEqual(['FinalistEntryStands']);
    given.accepted(VoidReserveFact, { cadreId: d, membershipId, eventId: membershipId });
    given.accepted(VoidApplicationStep, accepted);
    expect(row(d)).toMatchObject({ reserve: 'OFFERED', membershipId: null });
    given.accepted(VoidApplicationStep, ofApplicant(d));
    expect(row(d)).toMatchObject({ reserve: 'NONE', reserveEventId: null });
    const no = { ...asked, by: 'ORG_DEPT' as const, grounds: '不宜' };
    given.accepted(DeclineFinalistReserve, no, on('2022-08-08'));
    expect(row(d)?.reserve).toBe('REFUSED');
  });

  test('an answer about the pool stays while the conclusion rests on it', () => {
    const { given, campaign, county } = campaignConcluded();
    const cadreId = county.people[1] as CadreId;
    const state = stateOf(given, openSelection(campaign.openSelectionId));
    const eventId = state.applicants.get(cadreId)?.latest.eventId as EventId;
    const step = { ...campaign, cadreId, eventId };
    expect(given.refused(VoidApplicationStep, step)).toEqual(['CampaignWentOn']);
    given.accepted(VoidOpenSelectionConclusion, campaign);
    expect(given.accepted(VoidApplicationStep, step)).toHaveLength(1);
  });
});

describe('a step of an item', () => {
  test('withdrawn in error, it is on offer again and its applicants go on', () => {
    const { given, itemId, ofCampaign, item, row, people } = at('INTERVIEW');
    const input = { ...ofCampaign, itemId, grounds: '报考人数不足' };
    const [withdrawn] = given.accepted(WithdrawOfferedItem, input, on('2022-08-02'));
    expect(row(people[0])).toMatchObject({ endState: 'ITEM_WITHDRAWN' });
    const step = { ...ofCampaign, itemId, eventId: withdrawn?.id as EventId };
    expect(given.accepted(VoidOfferedItemStep, step)).toHaveLength(1);
    expect(given.accepted(VoidOfferedItemStep, step)).toEqual([]);
    expect(item()).toMatchObject({ status: 'OFFERED', endedOn: null, grounds: null });
    expect(row(people[0])).toMatchObject({ endState: null, stage: 'SHORTLISTED' });
  });

  test('stays while the campaign, or one of its applicants, has gone on from it', () => {
    const { given, itemId, ofCampaign, state } = at('INTERVIEW');
    const eventId = state().items.get(itemId)?.shortlisted?.eventId as EventId;
    const ranking = { ...ofCampaign, itemId, eventId };
    expect(given.refused(VoidOfferedItemStep, ranking)).toEqual(['CampaignWentOn']);
    const added = { ...ranking, eventId: state().items.get(itemId)?.added.eventId as EventId };
    expect(given.refused(VoidOfferedItemStep, added)).toEqual(['OfferedItemStepNotLatest']);
    const none = { ...ranking, itemId: state().drafted?.eventId as never };
    expect(given.refused(VoidOfferedItemStep, none)).toEqual(['OfferedItemUnknown']);
    const later = at('WRITTEN_EXAM');
    expect(
      later.given.refused(VoidOfferedItemStep, {
        ...later.ofCampaign,
        itemId: later.itemId,
        eventId,
      }),
    ).toEqual(['OfferedItemStepNotLatest']);
  });
});
