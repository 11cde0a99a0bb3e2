/** 驻村记录更正: a relief posting that never was, or a step of it recorded in error. */
import { z } from 'zod';
import { nothingResting, PostingVoided } from '../../events/posting.ts';
import {
  PovertyReliefPostingVoided,
  PovertyReliefStepVoided,
} from '../../events/relief-posting.ts';
import { type CadreId, EventId } from '../../events/values.ts';
import {
  accept,
  type Context,
  citing,
  defineCorrection,
  finding,
  type NewEvent,
  obstacles,
  refuse,
} from './command.ts';
import { cadreStream, type Posting } from './people.ts';
import { hasLeft } from './placement-rules.ts';
import { find, known, named, type ReliefPosting } from './relief-posting-state.ts';

/** 撤销驻村记录: recorded in error; to correct a date or village, void and record anew. */
export const VoidReliefPosting = defineCorrection({
  name: 'VoidReliefPosting',
  label: { zh: '撤销驻村帮扶记录', en: 'Void a relief posting' },
  input: z.strictObject(named),
  decide: function* ({ cadreId, reliefPostingId }, context) {
    const { one, posting } = yield* find(cadreId, reliefPostingId);
    if (one?.voided) return accept();
    const refusals = known(one, context);
    if (refusals.length > 0) return refuse(refusals);
    const stream = cadreStream(cadreId);
    const events: NewEvent[] = [
      context.event(stream, PovertyReliefPostingVoided, { cadreId, reliefPostingId }),
    ];
    if (posting !== null) {
      events.push(
        context.event(stream, PostingVoided, {
          cadreId,
          postingId: posting.id,
          eventId: posting.id,
          ...nothingResting,
        }),
      );
    }
    return accept(events);
  },
});

/**
 * 撤销驻村环节: the latest one; with an end the secondment that ended by it goes on. Where it cannot,
 * for the next one stands or the person left, the whole posting is voided and recorded anew.
 */
export const VoidReliefPostingStep = defineCorrection({
  name: 'VoidReliefPostingStep',
  label: { zh: '撤销驻村帮扶环节记录', en: 'Void the latest step of a relief posting' },
  input: z.strictObject({
    ...named,
    eventId: EventId.meta({ description: 'The latest: completion or recall, or the evaluation.' }),
  }),
  decide: function* ({ cadreId, reliefPostingId, eventId }, context) {
    const { one, next, posting, held } = yield* find(cadreId, reliefPostingId);
    if (one?.county === context.county && one.voidedSteps.includes(eventId)) return accept();
    const refusals = known(one, context);
    if (one === null || refusals.length > 0) return refuse(refusals);
    const latest = one.ended ?? one.evaluated;
    const reopens = one.ended !== null;
    refusals.push(
      ...obstacles(
        [latest?.eventId !== eventId, () => finding('ReliefStepNotLatest', {}, citing(latest))],
        [
          reopens && next !== null,
          () => finding('ReliefPostingStands', { on: next?.on ?? '' }, citing(next)),
        ],
      ),
      ...(reopens ? obstacles(hasLeft(held, context.today)) : []),
    );
    if (refusals.length > 0) return refuse(refusals);
    const data = { cadreId, reliefPostingId, eventId };
    const voided = context.event(cadreStream(cadreId), PovertyReliefStepVoided, data);
    if (one.ended === null) return accept([voided]);
    return accept(
      [voided, ...goesOn(context, cadreId, one.ended, posting)],
      [finding('ReliefPostingOpenAgain', {}, citing(one))],
    );
  },
});

export const reliefPostingCorrectionCommands = [VoidReliefPosting, VoidReliefPostingStep];

/** Takes the secondment's end back when it ended by the step; not when somebody had retired, say. */
function goesOn(
  context: Context,
  cadreId: CadreId,
  { on, recalled }: NonNullable<ReliefPosting['ended']>,
  posting: Posting | null,
): NewEvent[] {
  const end = posting?.end ?? null;
  if (posting === null || end?.on !== on || end.reason !== (recalled ?? 'TERM_ENDED')) return [];
  const data = { cadreId, postingId: posting.id, eventId: end.eventId, ...nothingResting };
  return [context.event(cadreStream(cadreId), PostingVoided, data)];
}
