/** Exchanges: who moves from where to where, and how far it has come. */
import {
  type ExchangeDirection,
  ExchangeStage,
  type PostKind,
  type PostLevel,
  type ExchangeStage as Stage,
  type UnitType,
} from '../../events/code-tables.ts';
import { firstDay, type PartialDate, yearOf } from '../../events/dates.ts';
import {
  ExchangeApproved,
  ExchangeCancelled,
  ExchangeCompleted,
  ExchangeCompletionVoided,
  ExchangeNotified,
  ExchangeProposed,
  ExchangeReportedForDuty,
  ExchangeStepVoided,
  ExchangeUnitConsulted,
} from '../../events/exchange.ts';
import { collection, handle, readModel } from './projection.ts';

type Opinion = { readonly agreed: boolean; readonly on: string; readonly eventId: string };
export type ExchangeRow = {
  readonly county: string | null;
  readonly exchangeId: string;
  readonly cadreId: string;
  readonly kind: string;
  readonly reason: string;
  readonly direction: ExchangeDirection;
  readonly stage: Stage;
  readonly fromOrganizationId: string;
  readonly fromType: UnitType;
  readonly fromPostingId: string;
  readonly postKindBefore: PostKind;
  readonly levelBefore: PostLevel;
  /** 中层及以下; as it stood at the proposal until completed, then as it stood at completion. */
  readonly midLevelOrBelow: boolean;
  readonly toOrganizationId: string;
  readonly toType: UnitType;
  readonly toPostId: string | null;
  readonly toTitle: string | null;
  readonly ruleSetVersion: number;
  readonly opinionFrom: Opinion | null;
  readonly opinionTo: Opinion | null;
  readonly proposedOn: PartialDate;
  readonly completedOn: PartialDate | null;
  /** Of the completion, before it of the proposal. */
  readonly year: number;
  /** The event of every step taken, in order, the document of the latest. */
  readonly stepIds: readonly string[];
  readonly completionId: string | null;
  readonly eventId: string;
  readonly document: string | null;
};
const exchange = handle<ExchangeRow>();
const key = (event: { data: { exchangeId: string } }) => event.data.exchangeId;
type Taken = { id: string; meta: { basis: string | null } };

export const exchanges = collection<ExchangeRow>({
  name: 'exchanges',
  columns: {
    county: (row) => row.county,
    cadreId: (row) => row.cadreId,
    kind: (row) => row.kind,
    reason: (row) => row.reason,
    direction: (row) => row.direction,
    stage: (row) => row.stage,
    fromOrganizationId: (row) => row.fromOrganizationId,
    fromType: (row) => row.fromType,
    toOrganizationId: (row) => row.toOrganizationId,
    toType: (row) => row.toType,
    levelBefore: (row) => row.levelBefore,
    postKindBefore: (row) => row.postKindBefore,
    midLevelOrBelow: (row) => row.midLevelOrBelow,
    proposedOn: (row) => firstDay(row.proposedOn),
    completedOn: (row) => firstDay(row.completedOn),
    year: (row) => row.year,
  },
  indexes: [
    ['county', 'stage', 'completedOn'],
    ['cadreId', 'proposedOn'],
    ['fromOrganizationId', 'proposedOn'],
    ['toOrganizationId', 'proposedOn'],
  ],
  on: [
    exchange.begins(ExchangeProposed, key, ({ id, data, meta }) => ({
      ...data,
      county: meta.county,
      stage: 'PROPOSED',
      opinionFrom: null,
      opinionTo: null,
      proposedOn: meta.effectiveOn,
      completedOn: null,
      year: yearOf(meta.effectiveOn),
      stepIds: [],
      completionId: null,
      eventId: id,
      document: meta.basis,
    })),
    exchange.continues(ExchangeUnitConsulted, key, (state, event) => {
      const { agreed, side } = event.data;
      const opinion = { agreed, on: event.meta.effectiveOn, eventId: event.id };
      const heard =
        side === 'FROM' ? { ...state, opinionFrom: opinion } : { ...state, opinionTo: opinion };
      const both = heard.opinionFrom !== null && heard.opinionTo !== null;
      return reached(heard, both ? 'CONSULTED' : 'PROPOSED', event);
    }),
    exchange.continues(ExchangeApproved, key, (state, event) => reached(state, 'APPROVED', event)),
    exchange.continues(ExchangeNotified, key, (state, event) => reached(state, 'NOTIFIED', event)),
    exchange.continues(ExchangeReportedForDuty, key, (state, event) =>
      reached(state, 'REPORTED_FOR_DUTY', event),
    ),
    exchange.continues(ExchangeCompleted, key, (state, event) => ({
      ...reached(state, 'COMPLETED', event),
      ...event.data,
      completedOn: event.meta.effectiveOn,
      completionId: event.id,
      year: yearOf(event.meta.effectiveOn),
    })),
    exchange.continues(ExchangeCancelled, key, (state, event) =>
      reached(state, 'CANCELLED', event),
    ),
    exchange.voids(ExchangeStepVoided, key, ({ data }) => data.eventId),
    exchange.voids(ExchangeCompletionVoided, key, ({ data }) => data.eventId),
  ],
});

const order = ExchangeStage.options;

/** Dates known to the month only may fold out of turn; an exchange never falls back. */
function reached(state: ExchangeRow, stage: Stage, { id, meta }: Taken): ExchangeRow {
  return {
    ...state,
    stage: order.indexOf(stage) > order.indexOf(state.stage) ? stage : state.stage,
    stepIds: [...state.stepIds, id],
    document: meta.basis ?? state.document,
  };
}

export const exchangeModel = readModel('exchange', 2, [exchanges]);
