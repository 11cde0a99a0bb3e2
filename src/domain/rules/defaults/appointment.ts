/** 任命: what appointments go by whatever led to them (domain.md §2.8, §3.3, §3.4). */
import { type RuleRecord, RuleRecord as Shape } from '../../../../events/rule-set.ts';
import { titleOf } from '../sources.ts';

const rule = (record: unknown): RuleRecord => Shape.parse(record);
const always = { effectiveFrom: '1990-01-01', effectiveTo: null };
const regulation = titleOf('REGULATION');

export const appointmentRules: readonly RuleRecord[] = [
  rule({
    id: 'APPOINT.NOTICE',
    title: {
      zh: '任前公示不少于五个工作日,期满后方可发文',
      en: 'A public notice of five working days before the document',
    },
    basis: { document: regulation, article: '42', confidence: 'V' },
    params: { workingDays: 5 },
    severity: 'BLOCK',
    ...always,
  }),
  rule({
    id: 'APPOINT.DOCUMENT',
    title: { zh: '领导职务任命须有文号', en: 'A leading post is filled by a document' },
    basis: { document: regulation, article: '44', confidence: 'D' },
    params: { postKinds: ['LEADING_POST'] },
    severity: 'BLOCK',
    ...always,
  }),
  rule({
    id: 'APPOINT.TENURE',
    title: {
      zh: '任职时间自决定之日起计算(选举任职除外)',
      en: 'Tenure runs from the decision, unless by election',
    },
    basis: { document: regulation, article: '44', confidence: 'D' },
    params: {},
    severity: 'BLOCK',
    ...always,
  }),
  rule({
    id: 'APPOINT.TRANSFER_IN',
    title: {
      zh: '村(社区)、非公企业人员不得调任机关',
      en: 'Nobody is transferred into the service from a village, community or private firm',
    },
    basis: { document: titleOf('CSL'), article: '70', confidence: 'V' },
    params: { refusedUnitTypes: ['VILLAGE', 'COMMUNITY', 'PRIVATE_ENTERPRISE'] },
    severity: 'BLOCK',
    ...always,
  }),
  rule({
    id: 'APPOINT.FIVE_KINDS',
    title: {
      zh: '五方面人员只进乡镇(街道)领导班子',
      en: 'The five kinds of people enter leading teams of townships and subdistricts only',
    },
    basis: { document: '2021年乡镇领导班子换届工作部署', article: null, confidence: 'G' },
    params: { unitTypes: ['TOWNSHIP', 'SUBDISTRICT'] },
    severity: 'BLOCK',
    ...always,
  }),
  rule({
    id: 'APPOINT.VILLAGE_ELECTION',
    title: {
      zh: '村民委员会成员由村民选举产生,任何组织和个人不得指定、委派或撤换',
      en: 'Villagers elect their committee; nobody may appoint or replace its members',
    },
    basis: { document: '村民委员会组织法(2018年修正)', article: '11', confidence: 'V' },
    params: { modes: ['VILLAGE_ELECTION'] },
    severity: 'BLOCK',
    ...always,
  }),
];
