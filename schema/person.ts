/** Cadres: who they are; what they hold and held is in posting.ts, their register in register.ts. */
import { Field, ObjectType } from 'type-graphql';
import { EducationLevel, Gender } from '../events/code-tables.ts';
import type { PartialDate } from '../events/dates.ts';
import { personCommands } from '../src/domain/person.ts';
import { cadres } from '../src/read-models/person.ts';
import { addCommand } from './toolkit/command.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum } from './toolkit/types-of-zod.ts';

@ObjectType({ implements: RowNode, description: '干部、人员 (a person in the register)' })
export class Cadre extends RowNode {
  @Field(() => String, { nullable: true, description: 'null: erased.' })
  readonly name: string | null;
  @Field(() => codeEnum(Gender), { nullable: true })
  readonly gender: string | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly birth: PartialDate | null;
  @Field(() => String, { nullable: true, description: 'GB/T 3304, two digits.' })
  readonly ethnicity: string | null;
  @Field(() => String, { nullable: true })
  readonly nativePlace: string | null;
  @Field(() => String, { nullable: true, description: 'GB/T 4762, two digits.' })
  readonly politicalStatus: string | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly joinedPartyOn: PartialDate | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly workingSince: PartialDate | null;
  @Field(() => codeEnum(EducationLevel), { nullable: true, description: 'The highest recorded.' })
  readonly education: string | null;
  @Field(() => String, { nullable: true, description: 'First six and last four characters.' })
  readonly maskedIdentityNumber: string | null;
  @Field(() => Boolean, { description: 'Was there when the ledger began.' })
  readonly openingBalance: boolean;
  @Field(() => PartialDateScalar)
  readonly registeredOn: PartialDate;
}
export const cadreNode = defineNode('Cadre', cadres, () => Cadre, { isTimeless: true });

const list = listOf(cadreNode, {
  description: '干部、人员 (people in the register)',
  filters: {
    name: { text: true },
    gender: { column: 'gender', type: () => codeEnum(Gender) },
    ethnicity: { column: 'ethnicity', type: () => String },
    politicalStatus: { column: 'politicalStatus', type: () => String },
    education: { column: 'education', type: () => codeEnum(EducationLevel) },
    birth: { range: 'birth', type: () => DateScalar },
    workingSince: { range: 'workingSince', type: () => DateScalar },
    openingBalance: { flag: 'openingBalance' },
  },
  sorts: {
    NAME: 'name',
    BIRTH: 'birth',
    WORKING_SINCE: 'workingSince',
    REGISTERED_ON: 'registeredOn',
  },
  dimensions: {
    GENDER: 'gender',
    ETHNICITY: 'ethnicity',
    POLITICAL_STATUS: 'politicalStatus',
    EDUCATION: 'education',
  },
});
list.query('cadres');

for (const command of personCommands) {
  addCommand(command, { field: 'cadre', node: () => cadreNode, idField: 'cadreId' });
}
