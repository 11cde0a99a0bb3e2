/** 交流记录更正: the completion, or another step of an exchange, was recorded in error. */
import { z } from 'zod';
import { ExchangeCompletionVoided, ExchangeStepVoided } from '../../events/exchange.ts';
import { EventId, ExchangeId } from '../../events/values.ts';
import type { Step } from './chronology.ts';
import { accept, citing, defineCorrection, finding, obstacles, read, refuse } from './command.ts';
import { type ExchangeState, exchange, exchangeStream, found } from './exchange-state.ts';
import { postings } from './people.ts';

/** 撤销交流完成记录: the posting it brought about must have been voided before. */
export const VoidExchangeCompletion = defineCorrection({
  name: 'VoidExchangeCompletion',
  label: { zh: '撤销交流完成记录', en: 'Void the completion of an exchange' },
  input: z.strictObject({ exchangeId: ExchangeId }),
  decide: function* ({ exchangeId }, context) {
    const state = yield* read(exchange(exchangeId));
    const { completed, proposed } = state;
    if (state.completionVoided && proposed?.county === context.county) return accept();
    const held = proposed === null ? null : yield* read(postings(proposed.cadreId));
    const standing = held?.postings.find(
      ({ basedOn }) => completed !== null && basedOn === completed.eventId,
    );
    const refusals = [
      ...found(state, context),
      ...obstacles(
        [proposed !== null && completed === null, () => finding('ExchangeNotCompleted')],
        [standing !== undefined, () => finding('ExchangePostingStands', {}, citing(standing))],
      ),
    ];
    if (refusals.length > 0 || completed === null) return refuse(refusals);
    return accept([
      context.event(exchangeStream(exchangeId), ExchangeCompletionVoided, {
        exchangeId,
        eventId: completed.eventId,
      }),
    ]);
  },
});

/** 撤销交流环节记录: the latest one; what went before it can be taken back then. */
export const VoidExchangeStep = defineCorrection({
  name: 'VoidExchangeStep',
  label: { zh: '撤销交流环节记录', en: 'Void the latest step of an exchange' },
  input: z.strictObject({
    exchangeId: ExchangeId,
    eventId: EventId.meta({
      description:
        'The latest: the proposal, an opinion, approval, notice, report or cancellation.',
    }),
  }),
  decide: function* ({ exchangeId, eventId }, context) {
    const state = yield* read(exchange(exchangeId));
    if (state.voided.includes(eventId)) return accept();
    if (state.proposed?.county !== context.county) return refuse([finding('ExchangeUnknown')]);
    const latest = latestSteps(state);
    const refusals = obstacles(
      [
        state.completed !== null && state.cancelled === null,
        () => finding('ExchangeCompletionStands', {}, citing(state.completed)),
      ],
      [
        !latest.some((one) => one.eventId === eventId),
        () => finding('ExchangeStepNotLatest', {}, citing(...latest)),
      ],
    );
    if (refusals.length > 0) return refuse(refusals);
    const data = { exchangeId, eventId };
    return accept([context.event(exchangeStream(exchangeId), ExchangeStepVoided, data)]);
  },
});

export const exchangeCorrectionCommands = [VoidExchangeCompletion, VoidExchangeStep];

/** What nothing was recorded after; the opinions of the two units come in either order. */
function latestSteps(state: ExchangeState): readonly Step[] {
  const { proposed, opinions, approved, notified, reported, completed, cancelled } = state;
  const given = [opinions.FROM, opinions.TO].filter((one) => one !== null);
  const inTurn = [[cancelled], [completed], [reported], [notified], [approved], given, [proposed]];
  const lists = inTurn.map((steps) => steps.filter((one): one is Step => one !== null));
  return lists.find((steps) => steps.length > 0) ?? [];
}
