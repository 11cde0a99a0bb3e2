/** The register of a person: education, honours, assessments, rewards, sanctions and family. */
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import { AssessmentGrade, EducationLevel, Honour } from '../events/code-tables.ts';
import type { PartialDate } from '../events/dates.ts';
import type { EventId } from '../events/values.ts';
import { registerCommands } from '../src/domain/register.ts';
import {
  assessments,
  educations,
  familyMembers,
  honours,
  rewards,
  sanctions,
} from '../src/read-models/register.ts';
import { Cadre, cadreNode } from './person.ts';
import { addCommand } from './toolkit/command.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent } from './toolkit/event.ts';
import { type Filter, listOf } from './toolkit/list.ts';
import { defineNode, type NodeDefinition, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum } from './toolkit/types-of-zod.ts';

@ObjectType()
abstract class Entry extends RowNode {
  readonly cadreId: string;
  @Field(() => PartialDateScalar)
  readonly on: PartialDate;
  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
}

@ObjectType({ implements: RowNode, description: '学历 (an education, dated by its completion)' })
export class Education extends Entry {
  @Field(() => codeEnum(EducationLevel), { nullable: true, description: 'null: erased.' })
  readonly level: string | null;
  @Field(() => Boolean)
  readonly fullTime: boolean;
  @Field(() => String, { nullable: true })
  readonly degree: string | null;
  @Field(() => String, { nullable: true })
  readonly school: string | null;
}

@ObjectType({ implements: RowNode, description: '荣誉 (an honour)' })
export class HonourGrant extends Entry {
  @Field(() => codeEnum(Honour))
  readonly honour: string;
  @Field(() => String)
  readonly title: string;
  @Field(() => String)
  readonly grantedBy: string;
}

@ObjectType({ implements: RowNode, description: '年度考核 (an annual assessment)' })
export class Assessment extends Entry {
  @Field(() => Int, { description: 'The year assessed.' })
  readonly year: number;
  @Field(() => codeEnum(AssessmentGrade), { nullable: true, description: 'null: erased.' })
  readonly grade: string | null;
}

@ObjectType({ implements: RowNode, description: '奖励 (a reward)' })
export class Reward extends Entry {
  @Field(() => String, { nullable: true, description: 'null: erased.' })
  readonly title: string | null;
  @Field(() => String, { nullable: true })
  readonly grantedBy: string | null;
}

@ObjectType({ implements: RowNode, description: '处分 (a sanction)' })
export class Sanction extends Entry {
  readonly expiryEventId: EventId | null;
  @Field(() => String, { nullable: true, description: 'null: erased.' })
  readonly kind: string | null;
  @Field(() => String, { nullable: true })
  readonly detail: string | null;
  @Field(() => PartialDateScalar, { description: 'Until when it has effect, as decided.' })
  readonly effectEndsOn: PartialDate;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly expiredOn: PartialDate | null;
  @Field(() => LedgerEvent, { nullable: true, description: 'The event by which it expired.' })
  expiredBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.expiryEventId);
  }
}

@ObjectType({ implements: RowNode, description: '家庭成员 (a family member)' })
export class FamilyMember extends Entry {
  readonly relativeCadreId: string | null;
  @Field(() => String, { nullable: true, description: 'GB/T 4761; null: erased.' })
  readonly relation: string | null;
  @Field(() => String, { nullable: true })
  readonly name: string | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly birthMonth: PartialDate | null;
  @Field(() => String, { nullable: true })
  readonly unitAndPost: string | null;
  @Field(() => Cadre, { nullable: true, description: 'When they are in the register themselves.' })
  relative(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.relativeCadreId, this.at);
  }
}

type Filters = Readonly<Record<string, Filter>>;
type Dimensions = Readonly<Record<string, string>>;

/** The list of one kind of entry, as a root query and of each cadre. */
function register<N extends Entry>(
  node: NodeDefinition<N>,
  { name, description }: { name: string; description: string },
  filters: Filters,
  dimensions: Dimensions,
): void {
  const list = listOf(node, {
    description,
    filters: {
      cadre: { column: 'cadreId', type: () => ID, idOf: 'Cadre' },
      on: { range: 'on', type: () => DateScalar },
      ...filters,
    },
    sorts: { ON: 'on', YEAR: 'year' },
    dimensions: { YEAR: 'year', ...dimensions },
  });
  list.query(name);
  list.attach(Cadre, name, description, (cadre) => ({ cadreId: cadre.key }));
}

register(
  defineNode('Education', educations, () => Education),
  { name: 'educations', description: '学历 (educations)' },
  {
    level: { column: 'level', type: () => codeEnum(EducationLevel) },
    fullTime: { flag: 'fullTime' },
  },
  { LEVEL: 'level', FULL_TIME: 'fullTime' },
);
register(
  defineNode('HonourGrant', honours, () => HonourGrant),
  { name: 'honours', description: '荣誉 (honours)' },
  { honour: { column: 'honour', type: () => codeEnum(Honour) } },
  { HONOUR: 'honour', TITLE: 'title' },
);
register(
  defineNode('Assessment', assessments, () => Assessment),
  { name: 'assessments', description: '年度考核 (annual assessments)' },
  {
    year: { column: 'year', type: () => Int },
    grade: { column: 'grade', type: () => codeEnum(AssessmentGrade) },
  },
  { GRADE: 'grade' },
);
register(
  defineNode('Reward', rewards, () => Reward),
  { name: 'rewards', description: '奖励 (rewards)' },
  {},
  {},
);
register(
  defineNode('Sanction', sanctions, () => Sanction),
  { name: 'sanctions', description: '处分 (sanctions)' },
  {
    expired: { flag: 'expired' },
    effectEndsOn: { range: 'effectEndsOn', type: () => DateScalar },
  },
  { EXPIRED: 'expired' },
);
register(
  defineNode('FamilyMember', familyMembers, () => FamilyMember),
  { name: 'familyMembers', description: '家庭成员 (family members)' },
  {
    relation: { column: 'relation', type: () => String },
    relative: { column: 'relativeCadreId', type: () => ID, idOf: 'Cadre' },
  },
  { RELATION: 'relation' },
);

for (const command of registerCommands) {
  addCommand(command, { field: 'cadre', node: () => cadreNode, idField: 'cadreId' });
}
