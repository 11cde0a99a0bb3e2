/** Rule sets: thresholds as data, version by version, each with where it stands. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { CivilDate, PartialDate } from '../events/dates.ts';
import type { RuleRecord } from '../events/rule-set.ts';
import { ruleSetCommands } from '../src/domain/rule-set.ts';
import { ruleSets } from '../src/read-models/rule-set.ts';
import { addCommand } from './toolkit/command.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';

@ObjectType({ description: 'A parameter of a rule; exactly one of the four values is there.' })
export class RuleParameter {
  @Field(() => String)
  readonly name: string;
  @Field(() => Float, { nullable: true })
  readonly number: number | null;
  @Field(() => String, { nullable: true })
  readonly text: string | null;
  @Field(() => Boolean, { nullable: true })
  readonly flag: boolean | null;
  @Field(() => [String], { nullable: true })
  readonly texts: readonly string[] | null;
}

@ObjectType({ description: '规则 (one rule)' })
export class Rule {
  @Field(() => String, { description: 'The rule’s own id, as findings name it.' })
  readonly ruleId: string;
  @Field(() => String)
  readonly titleZh: string;
  @Field(() => String)
  readonly titleEn: string;
  @Field(() => String, { description: 'The document it stands in.' })
  readonly basis: string;
  @Field(() => String, { nullable: true })
  readonly article: string | null;
  @Field(() => String, {
    description: 'V verified, D derived, G general knowledge, L local choice.',
  })
  readonly confidence: string;
  @Field(() => String, { description: 'BLOCK, WARN or INFO.' })
  readonly severity: string;
  @Field(() => DateScalar)
  readonly effectiveFrom: CivilDate;
  @Field(() => DateScalar, { nullable: true })
  readonly effectiveTo: CivilDate | null;
  @Field(() => [RuleParameter])
  readonly params: readonly RuleParameter[];
}

@ObjectType({ implements: RowNode, description: '规则集 (a version of the county’s rules)' })
export class RuleSet extends RowNode {
  readonly rules: readonly RuleRecord[];
  @Field(() => Int)
  readonly version: number;
  @Field(() => PartialDateScalar)
  readonly issuedOn: PartialDate;

  @Field(() => [Rule], { name: 'rules' })
  asRules(): Rule[] {
    return this.rules.map(ruleOf);
  }
}
const ruleSetNode = defineNode('RuleSet', ruleSets, () => RuleSet);

const list = listOf(ruleSetNode, {
  description: '规则集 (rule sets)',
  filters: { version: { column: 'version', type: () => Int } },
  sorts: { VERSION: 'version' },
  dimensions: { VERSION: 'version' },
});
list.query('ruleSets');

for (const command of ruleSetCommands) {
  addCommand(command, { field: 'ruleSet', node: () => ruleSetNode, idField: 'eventId' });
}

function ruleOf({ id, title, basis, params, ...rule }: RuleRecord): Rule {
  const { severity, effectiveFrom, effectiveTo } = rule;
  const named = Object.entries(params).map(([name, value]) =>
    Object.assign(new RuleParameter(), {
      name,
      number: typeof value === 'number' ? value : null,
      text: typeof value === 'string' ? value : null,
      flag: typeof value === 'boolean' ? value : null,
      texts: Array.isArray(value) ? value : null,
    }),
  );
  return Object.assign(new Rule(), {
    ruleId: id,
    titleZh: title.zh,
    titleEn: title.en,
    basis: basis.document,
    article: basis.article,
    confidence: basis.confidence,
    severity,
    effectiveFrom,
    effectiveTo,
    params: named,
  });
}
