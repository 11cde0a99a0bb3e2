/** Appointments that procedures ended in, ready to be found wrong. */
import type { CadreId, EventId } from '../../events/values.ts';
import { DeclineFinalistReserve } from '../../src/domain/open-selection-finalists.ts';
import {
  AppointOpenSelectionWinner,
  ConcludeOpenSelection,
} from '../../src/domain/open-selection-results.ts';
import { openSelection } from '../../src/domain/open-selection-state.ts';
import {
  AppointCivilServant,
  SignInstitutionContract,
} from '../../src/domain/recruitment-appointment.ts';
import { openSelections } from '../../src/read-models/open-selection.ts';
import { openSelectionApplications } from '../../src/read-models/open-selection-application.ts';
import { offeredItems } from '../../src/read-models/open-selection-item.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { campaignAt, givenSelectionCounty, on as onDay } from './given-open-selection.ts';
import { stateOf } from './given-people.ts';
import { announced, type Options, publicized, secretary } from './given-recruitments.ts';

type Typed = { readonly id: EventId; readonly type: string };
const idOfType = (events: readonly Typed[], type: string) =>
  events.find((event) => event.type === type)?.id as EventId;

/** A campaign of 2022 on public notice in which 甲 is appointed. */
export function winnerAppointed({ on = '2022-08-30' } = {}) {
  const county = givenSelectionCounty();
  const { given, people } = county;
  const { openSelectionId, itemId } = campaignAt(county, 'PUBLIC_NOTICE');
  const a = people[0] as CadreId;
  const winner = { openSelectionId, cadreId: a };
  const order = { ...winner, staffing: 'ADMIN' as const, documentIssuedOn: on, tenureFrom: null };
  const record = { ...onDay(on), basis: '虚干〔2022〕9号' };
  const events = given.accepted(AppointOpenSelectionWinner, order, record);
  const left = events.find(({ type }) => type === 'PostingEnded');
  return {
    county,
    given,
    openSelectionId,
    itemId,
    a,
    winner,
    order,
    appointmentId: idOfType(events, 'AppointmentTookEffect'),
    appointedId: idOfType(events, 'OpenSelectionWinnerAppointed'),
    /** The posting in the institution, which the appointment ended. */
    left: { cadreId: a, postingId: left?.data.postingId as EventId },
    posting: { cadreId: a, postingId: idOfType(events, 'PostingStarted') },
  };
}

/** … and the campaign concluded on 2022-09-05: the other finalists do not enter the pool. */
export function campaignConcluded() {
  const won = winnerAppointed();
  const { given, county, openSelectionId } = won;
  for (const cadreId of county.people.slice(1)) {
    const no = { openSelectionId, cadreId, by: 'FINALIST' as const, grounds: '本人意愿' };
    given.accepted(DeclineFinalistReserve, no, onDay('2022-09-01'));
  }
  const campaign = { openSelectionId };
  const events = given.accepted(ConcludeOpenSelection, campaign, onDay('2022-09-05'));
  return {
    ...won,
    campaign,
    itemEndId: idOfType(events, 'OfferedItemConcluded'),
    endId: idOfType(events, 'OpenSelectionConcluded'),
  };
}

/** A recruitment of 2022 in which a village secretary is appointed, or signs a contract. */
export function recruitAppointed(options: Options = {}) {
  const world = announced(options);
  const { given, recruitmentId } = world;
  const cadreId = secretary(world);
  publicized(world, cadreId);
  const recruit = { recruitmentId, cadreId };
  const place = { ...recruit, postId: null, title: '科员' };
  const contract = { ...place, contractEndsOn: '2025-06-11', firstJob: true };
  const appoint = (day: string) =>
    options.kind === undefined
      ? given.accepted(AppointCivilServant, place, onDay(day))
      : given.accepted(SignInstitutionContract, contract, onDay(day));
  const events = appoint('2022-06-11');
  return {
    world,
    given,
    cadreId,
    recruit,
    appoint,
    hireId: events[0]?.id as EventId,
    concludedId: idOfType(events, 'RecruitmentApplicantConcluded'),
    posting: { cadreId, postingId: idOfType(events, 'PostingStarted') },
  };
}

/** A campaign at a phase, what its deciders read, and its rows. */
export function correctable(phase: Parameters<typeof campaignAt>[1]) {
  const county = givenSelectionCounty();
  const { given, people } = county;
  const { openSelectionId, itemId } = campaignAt(county, phase);
  const state = () => stateOf(given, openSelection(openSelectionId));
  const latestStep = () => state().steps[state().phase]?.eventId as EventId;
  const ofCampaign = { openSelectionId };
  const latestOf = (cadreId: CadreId) => state().applicants.get(cadreId)?.latest.eventId as EventId;
  return {
    county,
    given,
    openSelectionId,
    itemId,
    ofCampaign,
    people: people as [CadreId, CadreId, CadreId, CadreId],
    state,
    latestOf,
    step: () => ({ ...ofCampaign, eventId: latestStep() }),
    ofApplicant: (cadreId: CadreId) => ({ ...ofCampaign, cadreId, eventId: latestOf(cadreId) }),
    campaign: () => rowsOf(openSelections, given.all()).get(openSelectionId),
    item: () => rowsOf(offeredItems, given.all()).get(itemId),
    row: (cadreId: CadreId) =>
      rowsOf(openSelectionApplications, given.all()).get(`${openSelectionId}.${cadreId}`),
  };
}
