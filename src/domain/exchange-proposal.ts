/** 提出交流, 完成交流: where an exchange begins and ends; the move is judged both times. */
import { z } from 'zod';
import { ExchangeKind, ExchangeReason } from '../../events/code-tables.ts';
import { ExchangeCompleted, ExchangeProposed } from '../../events/exchange.ts';
import { CadreId, ExchangeId, Name, OrganizationId, PostId } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import { accept, citing, defineCommand, finding, obstacles, read, refuse } from './command.ts';
import { moveOn } from './exchange-move.ts';
import { exchange, exchangeStream, found } from './exchange-state.ts';
import { currentVersion, ruleSet, rulesAt } from './rules/rule-set.ts';

/** Obstacles that may have gone by the time the exchange is completed. */
const passing: ReadonlySet<string> = new Set(['PostOccupied', 'QuotaExceeded']);

/** 提出交流: from the unit somebody serves in to a post, or a title, in another. */
export const ProposeExchange = defineCommand({
  name: 'ProposeExchange',
  label: { zh: '提出交流', en: 'Propose an exchange' },
  input: z.strictObject({
    cadreId: CadreId,
    kind: ExchangeKind,
    reason: ExchangeReason,
    fromOrganizationId: OrganizationId,
    toOrganizationId: OrganizationId,
    toPostId: PostId.nullable(),
    toTitle: Name.nullable(),
  }),
  decide: function* (input, context) {
    const issued = yield* read(ruleSet(context.county));
    const ruleSetVersion = currentVersion(issued, context.effectiveOn);
    const exchangeId = context.newId<ExchangeId>();
    const rules = rulesAt(issued, ruleSetVersion);
    const move = yield* moveOn({ ...input, exchangeId }, rules, context);
    const refusals = move.refusals.filter(({ code }) => !passing.has(code));
    if (refusals.length > 0 || move.data === null) return refuse(refusals);
    const { reason, toTitle } = input;
    return accept(
      [
        context.event(exchangeStream(exchangeId), ExchangeProposed, {
          ...move.data,
          reason,
          toTitle,
          ruleSetVersion,
        }),
      ],
      [...move.advisories, ...move.refusals],
    );
  },
});

/** 完成交流: places the cadre; what counts is what they held on this day. */
export const CompleteExchange = defineCommand({
  name: 'CompleteExchange',
  label: { zh: '完成交流', en: 'Complete an exchange' },
  input: z.strictObject({ exchangeId: ExchangeId }),
  decide: function* ({ exchangeId }, context) {
    const state = yield* read(exchange(exchangeId));
    const { proposed, completed } = state;
    if (completed?.on === context.effectiveOn) return accept();
    const refusals = [
      ...found(state, context),
      ...obstacles(
        [
          completed !== null,
          () => finding('ExchangeStepTaken', { on: completed?.on ?? '' }, citing(completed)),
        ],
        [state.reported === null, () => finding('CadreHasNotReported')],
        inOrder(context.effectiveOn, state.reported),
      ),
    ];
    if (proposed === null || completed !== null || state.cancelled !== null) {
      return refuse(refusals);
    }
    const rules = rulesAt(yield* read(ruleSet(context.county)), proposed.ruleSetVersion);
    const move = yield* moveOn(proposed, rules, context);
    refusals.push(...move.refusals);
    if (refusals.length > 0 || move.data === null) return refuse(refusals);
    const event = context.event(exchangeStream(exchangeId), ExchangeCompleted, move.data);
    return accept([event, ...move.placed(event.id)], move.advisories);
  },
});
