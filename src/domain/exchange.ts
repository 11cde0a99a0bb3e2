/** 干部交流: proposed, both units consulted, approved, notified, reported for duty, completed. */
import { z } from 'zod';
import { ExchangeSide } from '../../events/code-tables.ts';
import type { EventDefinition, Finding } from '../../events/define.ts';
import {
  ExchangeApproved,
  ExchangeCancelled,
  ExchangeNotified,
  ExchangeReportedForDuty,
  ExchangeUnitConsulted,
} from '../../events/exchange.ts';
import { ExchangeId } from '../../events/values.ts';
import { inOrder, type Step } from './chronology.ts';
import {
  accept,
  type CommandDefinition,
  type Context,
  citing,
  defineCommand,
  finding,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { exchangeCorrectionCommands } from './exchange-correction.ts';
import { CompleteExchange, ProposeExchange } from './exchange-proposal.ts';
import { type ExchangeState, exchange, exchangeStream, found } from './exchange-state.ts';

/** 征求单位意见: the unit left and the unit entered; a unit may change its mind until approval. */
export const ConsultExchangeUnit = defineCommand({
  name: 'ConsultExchangeUnit',
  label: { zh: '征求单位意见', en: 'Consult a unit on an exchange' },
  input: z.strictObject({ exchangeId: ExchangeId, side: ExchangeSide, agreed: z.boolean() }),
  decide: function* ({ exchangeId, side, agreed }, context) {
    const state = yield* read(exchange(exchangeId));
    if (state.opinions[side]?.agreed === agreed) return accept();
    const refusals = [
      ...found(state, context),
      ...obstacles(
        [state.approved !== null, () => already('ExchangeApprovedAlready', state.approved)],
        inOrder(context.effectiveOn, state.proposed),
        inOrder(context.effectiveOn, state.opinions[side]),
      ),
    ];
    if (refusals.length > 0 || state.proposed === null) return refuse(refusals);
    const { fromOrganizationId, toOrganizationId } = state.proposed;
    return accept([
      context.event(exchangeStream(exchangeId), ExchangeUnitConsulted, {
        exchangeId,
        side,
        organizationId: side === 'FROM' ? fromOrganizationId : toOrganizationId,
        agreed,
      }),
    ]);
  },
});

/** 批准交流: only when both units were heard; that one disagreed is said, not forbidden. */
export const ApproveExchange = advance({
  name: 'ApproveExchange',
  label: { zh: '批准交流', en: 'Approve an exchange' },
  step: (state) => state.approved,
  event: ExchangeApproved,
  obstaclesOf: ({ opinions }, { effectiveOn }) =>
    obstacles(
      [opinions.FROM === null, () => finding('ExchangeUnitNotConsulted', { side: 'FROM' })],
      [opinions.TO === null, () => finding('ExchangeUnitNotConsulted', { side: 'TO' })],
      inOrder(effectiveOn, opinions.FROM),
      inOrder(effectiveOn, opinions.TO),
    ),
  advisoriesOf: ({ opinions }) =>
    (['FROM', 'TO'] as const).flatMap((side) => {
      const opinion = opinions[side];
      return opinion === null || opinion.agreed
        ? []
        : [finding('ExchangeUnitDisagrees', { side }, { evidence: [opinion.eventId] })];
    }),
});

/** 下达交流通知 */
export const NotifyExchange = advance({
  name: 'NotifyExchange',
  label: { zh: '下达交流通知', en: 'Notify an exchange' },
  step: (state) => state.notified,
  event: ExchangeNotified,
  obstaclesOf: ({ approved }, { effectiveOn }) =>
    obstacles(
      [approved === null, () => finding('ExchangeNotApproved')],
      inOrder(effectiveOn, approved),
    ),
});

/** 到岗报到 */
export const ReportForDuty = advance({
  name: 'ReportForDuty',
  label: { zh: '到岗报到', en: 'Report for duty on exchange' },
  step: (state) => state.reported,
  event: ExchangeReportedForDuty,
  obstaclesOf: ({ notified }, { effectiveOn }) =>
    obstacles(
      [notified === null, () => finding('ExchangeNotNotified')],
      inOrder(effectiveOn, notified),
    ),
});

/** 取消交流: only before it is notified. */
export const CancelExchange = defineCommand({
  name: 'CancelExchange',
  label: { zh: '取消交流', en: 'Cancel an exchange' },
  input: z.strictObject({ exchangeId: ExchangeId }),
  decide: function* ({ exchangeId }, context) {
    const state = yield* read(exchange(exchangeId));
    if (state.cancelled !== null) return accept();
    const refusals = [
      ...found(state, context),
      ...obstacles(
        [state.notified !== null, () => already('ExchangeNotifiedAlready', state.notified)],
        inOrder(context.effectiveOn, state.approved ?? state.proposed),
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([context.event(exchangeStream(exchangeId), ExchangeCancelled, { exchangeId })]);
  },
});

export const exchangeCommands: readonly CommandDefinition[] = [
  ProposeExchange,
  ConsultExchangeUnit,
  ApproveExchange,
  NotifyExchange,
  ReportForDuty,
  CompleteExchange,
  CancelExchange,
  ...exchangeCorrectionCommands,
];

type Named = z.ZodObject<{ exchangeId: typeof ExchangeId }>;

/** A step that takes nothing but the exchange: once only, and in its turn. */
function advance(stage: {
  name: string;
  label: { zh: string; en: string };
  step: (state: ExchangeState) => Step | null;
  event: EventDefinition<string, Named, null>;
  obstaclesOf: (state: ExchangeState, context: Context) => readonly Finding[];
  advisoriesOf?: (state: ExchangeState) => readonly Finding[];
}) {
  return defineCommand({
    name: stage.name,
    label: stage.label,
    input: z.strictObject({ exchangeId: ExchangeId }),
    decide: function* ({ exchangeId }, context) {
      const state = yield* read(exchange(exchangeId));
      const done = stage.step(state);
      if (done?.on === context.effectiveOn) return accept();
      const refusals = [
        ...found(state, context),
        ...obstacles([done !== null, () => already('ExchangeStepTaken', done)]),
        ...(done === null ? stage.obstaclesOf(state, context) : []),
      ];
      if (refusals.length > 0) return refuse(refusals);
      return accept(
        [context.event(exchangeStream(exchangeId), stage.event, { exchangeId })],
        stage.advisoriesOf?.(state),
      );
    },
  });
}

function already(code: string, step: Step | null): Finding {
  return finding(code, { on: step?.on ?? '' }, citing(step));
}
