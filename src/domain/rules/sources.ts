import type { RuleRecord } from '../../../events/rule-set.ts';

/** The sources rules and findings rest on, each under one title. */
const sources = {
  CSL: '公务员法(2018年修订)',
  REGULATION: '党政领导干部选拔任用工作条例(2019年修订)',
  INSTITUTIONS: '事业单位人事管理条例(2014年)',
} as const;
export type Source = keyof typeof sources;

export const titleOf = (source: Source): string => sources[source];

/** Where a rule stands: document, and article where there is one. */
export function basisText({ document, article: number }: RuleRecord['basis']): string {
  return number === null ? document : `${document}/${number}`;
}

/** `公务员法(2018年修订)/43`: as a finding names what it rests on. */
export function article(source: Source, number: number): string {
  return `${sources[source]}/${number}`;
}
