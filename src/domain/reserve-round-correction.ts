/** 后备干部推荐更正: nominations, screening, deliberation and notice taken back while nothing rests on them. */
import {
  ReserveDeliberationVoided,
  ReserveNominationVoided,
  ReserveNoticeVoided,
  ReserveScreeningVoided,
} from '../../events/reserve-round-correction.ts';
import { CadreId, EventId } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import { accept, citing, finding, obstacles, refuse } from './command.ts';
import { roundCorrection } from './reserve-round-command.ts';
import { votesOn } from './reserve-round-meeting.ts';

/** Takes back a nomination, but for the last by which somebody could be screened. */
export const VoidReserveNomination = roundCorrection({
  name: 'VoidReserveNomination',
  label: { zh: '撤销后备人选提名', en: 'void the nomination of a reserve candidate' },
  input: { nominationId: EventId.meta({ globalId: 'ReserveNomination' }) },
  decide: (round, { roundId, nominationId }, context) => {
    if (round.voided.includes(nominationId)) return accept();
    const [cadreId, candidate] =
      [...round.candidates].find(([, { nominations }]) =>
        nominations.some(({ eventId }) => eventId === nominationId),
      ) ?? [];
    if (cadreId === undefined || candidate === undefined) {
      return refuse([finding('NominationUnknown')]);
    }
    const { nominations, screened } = candidate;
    const first = nominations.find(({ eventId }) => eventId !== nominationId);
    const isNeeded = screened !== null && (first === undefined || inOrder(screened.on, first)[0]);
    const refusals = obstacles([
      isNeeded,
      () => finding('NominationAlreadyUsed', {}, citing(screened)),
    ]);
    if (refusals.length > 0) return refuse(refusals);
    const data = { roundId, cadreId, eventId: nominationId };
    return accept([context.event(round.stream, ReserveNominationVoided, data)]);
  },
});

/** Takes back a screening, qualified or rejected, until the candidate is voted on. */
export const VoidReserveScreening = roundCorrection({
  name: 'VoidReserveScreening',
  label: { zh: '撤销后备人选资格审查', en: 'void the screening of a reserve candidate' },
  input: { cadreId: CadreId },
  decide: (round, { roundId, cadreId }, context) => {
    const { screened = null, recommended, voided } = round.candidates.get(cadreId) ?? {};
    if (screened === null) {
      if (voided?.includes('screened')) return accept();
      return refuse([finding('CandidateNotScreened')]);
    }
    const later = [...votesOn(cadreId, round.recommendations), recommended];
    const refusals = obstacles([
      later.some((one) => one != null),
      () => finding('ScreeningAlreadyUsed', {}, citing(...later)),
    ]);
    if (refusals.length > 0) return refuse(refusals);
    const data = { roundId, cadreId, eventId: screened.eventId };
    return accept([context.event(round.stream, ReserveScreeningVoided, data)]);
  },
});

/** Takes back a deliberation until it is made public. */
export const VoidReserveDeliberation = roundCorrection({
  name: 'VoidReserveDeliberation',
  label: { zh: '撤销后备人选集体讨论', en: 'void the deliberation of a reserve round' },
  input: {},
  decide: ({ approved, publicNotice, voided, stream }, { roundId }, context) => {
    if (approved === null) {
      if (voided.includes('approved')) return accept();
      return refuse([finding('ReserveRoundNotDeliberated')]);
    }
    const refusals = obstacles([
      publicNotice !== null,
      () => finding('ReserveRoundPublicizedAlready', {}, citing(publicNotice)),
    ]);
    if (refusals.length > 0) return refuse(refusals);
    const data = { roundId, eventId: approved.eventId };
    return accept([context.event(stream, ReserveDeliberationVoided, data)]);
  },
});

/**
 * Takes back a public notice until the round is closed. Somebody admitted on it before that is not
 * seen here: an admission is a fact of the person, not of the round.
 */
export const VoidReserveNotice = roundCorrection({
  name: 'VoidReserveNotice',
  label: { zh: '撤销后备人选公示', en: 'void the public notice of a reserve round' },
  input: {},
  decide: ({ publicNotice, ended, cancelled, voided, stream }, { roundId }, context) => {
    if (publicNotice === null) {
      if (voided.includes('publicNotice')) return accept();
      return refuse([finding('ReserveRoundNotPublicized')]);
    }
    const refusals = obstacles([
      ended !== null && !cancelled,
      () => finding('ReserveRoundOver', {}, citing(ended)),
    ]);
    if (refusals.length > 0) return refuse(refusals);
    const data = { roundId, eventId: publicNotice.eventId };
    return accept([context.event(stream, ReserveNoticeVoided, data)]);
  },
});
