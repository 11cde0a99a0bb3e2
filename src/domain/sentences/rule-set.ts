export const ruleSetSentences = {
  RuleSetOutOfOrder: {
    zh: '现行规则集自{on}起施行,新版本不得早于该日。',
    en: 'The present rule set holds from {on}; a new version cannot hold before it.',
  },
  RuleTwice: { zh: '规则{id}重复。', en: 'The rule {id} stands twice.' },
  RuleParamTwice: {
    zh: '规则{id}的参数{param}重复。',
    en: 'The parameter {param} of the rule {id} stands twice.',
  },
  ShippedRuleMissing: { zh: '缺少规则{id}。', en: 'The rule {id} is missing.' },
  RuleParamOfOtherType: {
    zh: '规则{id}的参数{param}缺失或类型不符。',
    en: 'The parameter {param} of the rule {id} is missing or of another type.',
  },
} as const;
