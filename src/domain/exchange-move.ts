/** The move an exchange makes, judged on a day: when it is proposed and again when it is completed. */
import type { z } from 'zod';
import type { ExchangeKind, PostingKind } from '../../events/code-tables.ts';
import { type CivilDate, firstDay, monthsBetween } from '../../events/dates.ts';
import type { DataOf, Finding } from '../../events/define.ts';
import type { ExchangeCompleted } from '../../events/exchange.ts';
import type { CadreId, ExchangeId, OrganizationId, PostId } from '../../events/values.ts';
import { type Context, citing, finding, obstacles, type Reading, read } from './command.ts';
import { directionOf, levelOn, midLevelOrBelow, raisesLevel } from './exchange-state.ts';
import { mainPostingOn, type Posting, type PostingsState, postings } from './people.ts';
import { type Ground, ground } from './placement.ts';
import { boundToTownship, type Hire, hires, onProbation } from './recruitment-hires.ts';
import { type Check, judge } from './rules/judge.ts';
import { numberOf, type Rules, textsOf } from './rules/rule-set.ts';

/** What is to move: the main posting in one unit to a post or title in another. */
export type Intended = {
  readonly exchangeId: ExchangeId;
  readonly cadreId: CadreId;
  readonly kind: z.output<typeof ExchangeKind>;
  readonly fromOrganizationId: OrganizationId;
  readonly toOrganizationId: OrganizationId;
  readonly toPostId: PostId | null;
  readonly toTitle: string | null;
};
export type Move = {
  readonly refusals: readonly Finding[];
  readonly advisories: readonly Finding[];
  /** null when the cadre does not serve in the unit. */
  readonly data: DataOf<typeof ExchangeCompleted> | null;
  readonly placed: Ground['events'];
};

/** Secondments leave the personnel relation, and so the main posting, where it is (CSL 72). */
const postingKindOf = (kind: Intended['kind']): PostingKind =>
  kind === 'SECONDMENT' || kind === 'VILLAGE_STATIONED' ? 'SECONDED' : 'MAIN';

export function* moveOn(intended: Intended, rules: Rules, context: Context): Reading<Move> {
  const { cadreId, kind, fromOrganizationId, toOrganizationId, toPostId, toTitle } = intended;
  const on = firstDay(context.effectiveOn);
  const held = yield* read(postings(cadreId));
  const bonds = yield* read(hires(cadreId));
  const main = mainPostingOn(held, on);
  const serves = main?.organizationId === fromOrganizationId ? main : null;
  const base = yield* ground(
    {
      cadreId,
      postId: toPostId,
      organizationId: toOrganizationId,
      title: toTitle,
      kind: postingKindOf(kind),
      staffing: main?.staffing ?? 'OTHER',
      role: null,
      from: context.effectiveOn,
      until: null,
      openingBalance: false,
      channel: 'EXCHANGE',
    },
    context,
  );
  const refusals = [
    ...base.refusals,
    ...obstacles(
      [serves === null, () => finding('CadreDoesNotServeInUnit', {}, citing(main))],
      [
        toPostId !== null && base.organizationId !== toOrganizationId,
        () => finding('PostInAnotherOrganization'),
      ],
      [toPostId === null && toTitle === null, () => finding('PostOrTitleMissing')],
      [fromOrganizationId === toOrganizationId, () => finding('ExchangeWithinOneUnit')],
    ),
  ];
  if (serves === null) {
    return { refusals, advisories: base.advisories, data: null, placed: base.events };
  }
  const judged = judge(rules, checks(intended, base, serves, { held, bonds, rules, context }));
  return {
    refusals: [...refusals, ...judged.refusals],
    advisories: [...base.advisories, ...judged.advisories],
    data: moved(intended, base, serves, held, on),
    placed: base.events,
  };
}

function moved(
  { exchangeId, cadreId, kind, fromOrganizationId, toOrganizationId, toPostId }: Intended,
  base: Ground,
  serves: Posting,
  held: PostingsState,
  on: CivilDate,
): DataOf<typeof ExchangeCompleted> {
  const level = levelOn(held, on);
  return {
    exchangeId,
    cadreId,
    kind,
    direction: directionOf(
      { unitType: serves.unitType, level },
      { unitType: base.unitType, level: base.held.level },
    ),
    fromOrganizationId,
    fromType: serves.unitType,
    fromPostingId: serves.id,
    postKindBefore: serves.postKind,
    levelBefore: level,
    midLevelOrBelow: midLevelOrBelow(held, on),
    toOrganizationId,
    toType: base.unitType,
    toPostId,
  };
}

type Known = {
  readonly held: PostingsState;
  readonly bonds: readonly Hire[];
  readonly rules: Rules;
  readonly context: Context;
};

function checks(
  { kind }: Intended,
  base: Ground,
  serves: Posting,
  { held, bonds, rules, context }: Known,
): Check[] {
  const on = firstDay(context.effectiveOn);
  const probation = onProbation(bonds, on);
  const service = boundToTownship(bonds, on);
  const years = numberOf(rules, 'P7.LONG_TENURE', 'years');
  return [
    {
      rule: 'P7.LEVEL',
      broken: postingKindOf(kind) === 'MAIN' && raisesLevel(levelOn(held, on), base.held.level),
      code: 'ExchangeRaisesLevel',
      evidence: [serves.id],
    },
    {
      rule: 'P7.TRANSFER_IN',
      broken:
        kind === 'TRANSFER_IN' &&
        !textsOf(rules, 'P7.TRANSFER_IN', 'unitTypes').includes(serves.unitType),
      code: 'TransferInNotOpenToUnit',
      evidence: [serves.id],
    },
    {
      rule: 'P7.STAFFING',
      broken:
        (kind === 'TRANSFER' || kind === 'ROTATION') &&
        !textsOf(rules, 'P7.STAFFING', 'staffing').includes(serves.staffing),
      code: 'ExchangeNeedsStaffing',
      evidence: [serves.id],
    },
    {
      rule: 'P7.PROBATION',
      broken: probation !== null,
      code: 'ExchangeDuringProbation',
      params: { until: probation?.probationEndsOn ?? '' },
      ...citing(probation),
    },
    {
      rule: 'P7.TOWNSHIP_SERVICE',
      broken: service !== null && base.unitType !== 'TOWNSHIP' && base.unitType !== 'SUBDISTRICT',
      code: 'TownshipServiceRuns',
      params: { until: service?.serviceEndsOn ?? '' },
      ...citing(service),
    },
    {
      rule: 'P7.LONG_TENURE',
      broken: monthsBetween(serves.from, on) >= years * 12,
      code: 'ExchangeIsMandatory',
      params: { years },
      evidence: [serves.id],
    },
  ];
}
