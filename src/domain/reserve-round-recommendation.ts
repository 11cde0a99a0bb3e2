/** 推荐人选: whom meetings and talks recommend, and a listing taken back. */
import { z } from 'zod';
import { ReserveCandidateRecommended } from '../../events/reserve-round.ts';
import { ReserveRecommendationVoided } from '../../events/reserve-round-correction.ts';
import { CadreId } from '../../events/values.ts';
import { accept, citing, finding, obstacles, refuse } from './command.ts';
import { originOf } from './reserve-round-candidate-state.ts';
import { afterAll, naming, roundCorrection, roundStep } from './reserve-round-command.ts';
import { heldBy, votesOn } from './reserve-round-meeting.ts';

/** Lists candidates as recommended; each must have been voted on in a meeting or talks by then. */
export const RecommendReserveCandidates = roundStep({
  name: 'RecommendReserveCandidates',
  label: { zh: '确定后备干部推荐人选', en: 'recommend reserve candidates' },
  input: { cadreIds: z.array(CadreId).min(1).max(200) },
  decide: (round, { roundId, cadreIds }, context) => {
    const on = context.effectiveOn;
    const fresh = [...new Set(cadreIds)]
      .map((cadreId) => ({
        cadreId,
        candidate: round.candidates.get(cadreId),
        votes: votesOn(cadreId, round.recommendations),
      }))
      .filter(({ candidate }) => candidate?.recommended == null);
    const unqualified = fresh.filter(({ candidate }) => candidate?.screened?.kind !== 'qualified');
    const unvoted = fresh.filter(({ votes }) => votes.length === 0);
    const idsOf = (list: typeof fresh) => list.map(({ cadreId }) => cadreId);
    const refusals = [
      ...obstacles(
        [
          unqualified.length > 0,
          () =>
            finding(
              'CandidatesNotQualified',
              { count: unqualified.length },
              naming(round, idsOf(unqualified)),
            ),
        ],
        [
          unvoted.length > 0,
          () =>
            finding(
              'CandidatesNotVotedOn',
              { count: unvoted.length },
              naming(round, idsOf(unvoted)),
            ),
        ],
      ),
      ...afterAll(
        on,
        fresh.map(({ votes: [first] }) => first),
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept(
      fresh.map(({ cadreId, candidate, votes }) =>
        context.event(round.stream, ReserveCandidateRecommended, {
          roundId,
          cadreId,
          origin: candidate ? originOf(candidate) : null,
          recommendationIds: heldBy(on, votes).map(({ eventId }) => eventId),
        }),
      ),
    );
  },
});

/** Takes somebody listed in error off the list of those recommended; the record of it stays. */
export const VoidReserveRecommendation = roundCorrection({
  name: 'VoidReserveRecommendation',
  label: { zh: '撤销后备干部推荐人选', en: 'void the listing of a reserve candidate' },
  input: { cadreId: CadreId },
  decide: (round, { roundId, cadreId }, context) => {
    const { recommended = null, inspected, voided } = round.candidates.get(cadreId) ?? {};
    if (recommended === null) {
      if (voided?.includes('recommended')) return accept();
      return refuse([finding('CandidateNotRecommended')]);
    }
    const { approved } = round;
    const later = [inspected, approved?.cadreIds.includes(cadreId) ? approved : null];
    const refusals = obstacles([
      later.some((one) => one != null),
      () => finding('RecommendationAlreadyUsed', {}, citing(...later)),
    ]);
    if (refusals.length > 0) return refuse(refusals);
    const data = { roundId, cadreId, eventId: recommended.eventId };
    return accept([context.event(round.stream, ReserveRecommendationVoided, data)]);
  },
});
