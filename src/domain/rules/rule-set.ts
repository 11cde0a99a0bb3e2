/**
 * 规则集: the thresholds a county goes by, in numbered versions. Whatever opens a procedure stores
 * the version in force and later commands read the rules of that version. A version issued by an
 * older program lacks the rules shipped since; for those the shipped ones hold.
 */
import { firstDay, type PartialDate } from '../../../events/dates.ts';
import type { Finding } from '../../../events/define.ts';
import { type RuleRecord, RuleSetIssued } from '../../../events/rule-set.ts';
import type { CountyCode, EventId } from '../../../events/values.ts';
import { type Context, finding, obstacles, type Reading, read } from '../command.ts';
import { fold, type StreamRef, when } from '../fold.ts';
import { shippedRules } from './defaults/index.ts';

/** One version's rules, the shipped ones filled in. */
export type Rules = {
  readonly version: number;
  readonly byId: ReadonlyMap<string, RuleRecord>;
};
export type RuleSetVersion = {
  readonly version: number;
  readonly eventId: EventId;
  readonly on: PartialDate;
  readonly rules: readonly RuleRecord[];
};
/** Every version ever issued, in the order of their numbers. */
export type RuleSetState = { readonly versions: readonly RuleSetVersion[] };

const ruleSetFold = fold<RuleSetState>('ruleSet', { versions: [] }, [
  when(RuleSetIssued, (state, { id, data, meta }) => ({
    versions: [
      ...state.versions,
      { version: data.version, eventId: id, on: meta.effectiveOn, rules: data.rules },
    ],
  })),
]);
export const ruleSetStream = (county: CountyCode) => `ruleSet-${county}`;
export const ruleSet = (county: CountyCode): StreamRef<RuleSetState> => ({
  stream: ruleSetStream(county),
  fold: ruleSetFold,
});

const shipped: ReadonlyMap<string, RuleRecord> = new Map(
  shippedRules.map((rule) => [rule.id, rule]),
);

/**
 * The version in force: the latest, or with `on` the latest that was in force on that day, the
 * first one for days before it. 0 when none was issued: the rules as shipped.
 */
export function currentVersion(state: RuleSetState, on?: PartialDate): number {
  const { versions } = state;
  if (on === undefined) return versions.at(-1)?.version ?? 0;
  const inForce = versions.filter((one) => firstDay(one.on) <= firstDay(on));
  return (inForce.at(-1) ?? versions[0])?.version ?? 0;
}

/** The rules a procedure pinned when it began; null when this county has no such procedure. */
export function* pinnedRules(
  begun: { readonly county: CountyCode | null; readonly ruleSetVersion: number } | null,
  { county }: Context,
): Reading<Rules | null> {
  const issued = yield* read(ruleSet(county));
  return begun?.county === county ? rulesAt(issued, begun.ruleSetVersion) : null;
}

/** Advice: begun on that day, a procedure would have pinned other rules; it keeps its own. */
export function* pinnedStay(
  { ruleSetVersion }: { readonly ruleSetVersion: number },
  begunOn: PartialDate,
  { county }: Context,
): Reading<Finding[]> {
  const version = currentVersion(yield* read(ruleSet(county)), begunOn);
  return obstacles([
    version !== ruleSetVersion,
    () => finding('PinnedRulesStay', { ruleSetVersion, version }),
  ]);
}

/** The rules of a version; 0 means the rules as shipped. Throws on a version never issued. */
export function rulesAt(state: RuleSetState, version: number): Rules {
  if (version === 0) return { version, byId: shipped };
  const issued = state.versions.find((one) => one.version === version);
  if (issued === undefined) throw new Error(`rule set version ${version} was never issued`);
  const own = issued.rules.map((rule) => [rule.id, rule] as const);
  return { version, byId: new Map([...shipped, ...own]) };
}

/** Throws when the rule was never shipped: the id is misspelt in a decider. */
export function ruleOf(rules: Rules, id: string): RuleRecord {
  const rule = rules.byId.get(id);
  if (rule === undefined) throw new Error(`the rule ${id} was never shipped`);
  return rule;
}

/** A rule's number: `numberOf(rules, 'P2.APPLICANT_RATIO', 'ratio')`. */
export function numberOf(rules: Rules, id: string, param: string): number {
  const value = paramOf(rules, id, param);
  return typeof value === 'number' ? value : isNo('number', id, param);
}

export function textOf(rules: Rules, id: string, param: string): string {
  const value = paramOf(rules, id, param);
  return typeof value === 'string' ? value : isNo('text', id, param);
}

export function textsOf(rules: Rules, id: string, param: string): readonly string[] {
  const value = paramOf(rules, id, param);
  return Array.isArray(value) ? value : isNo('list of texts', id, param);
}

type Param = RuleRecord['params'][string];

/** A parameter shipped later than the version was issued has its shipped value. */
function paramOf(rules: Rules, id: string, param: string): Param | undefined {
  return ruleOf(rules, id).params[param] ?? shipped.get(id)?.params[param];
}

function isNo(kind: string, id: string, param: string): never {
  throw new Error(`the rule ${id} has no ${param} that is a ${kind}`);
}
