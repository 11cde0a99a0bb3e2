/** What corrections of a procedure's own course share, whatever the procedure. */
export const correctionSentences = {
  PinnedRulesStay: {
    zh: '按该日应适用规则集第{version}版;程序仍适用启动时固定的第{ruleSetVersion}版。',
    en: 'On that day version {version} of the rules was in force; the procedure keeps version {ruleSetVersion}, which it pinned.',
  },
  StepHasNoEnd: {
    zh: '该环节没有截止日期。',
    en: 'The step has no last day of its own; leave it out.',
  },
  StepOutOfOrder: {
    zh: '改为{on}后,与{count}条前后记录的先后顺序不符,请先更正这些记录。',
    en: 'On {on} the step would be out of order with {count} other records; put those right first.',
  },
  RecordedSince: {
    zh: '其后已有{count}条记录,请先撤销。',
    en: '{count} facts were recorded since; take those back first.',
  },
} as const;
