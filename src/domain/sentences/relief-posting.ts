export const reliefPostingSentences = {
  ReliefPostingUnknown: {
    zh: '该人员没有这次驻村帮扶。',
    en: 'The person has no such relief posting.',
  },
  ReliefPostingStands: {
    zh: '与{on}起的另一次驻村帮扶重叠。',
    en: 'Overlaps another relief posting that began on {on}.',
  },
  ReliefPostingNotInVillage: {
    zh: '驻村帮扶须选派到行政村。',
    en: 'A relief posting must be to a village.',
  },
  PersonnelRelationElsewhereNeeded: {
    zh: '挂职不改变人事关系:须在该村以外有主要任职。',
    en: 'A secondment keeps the personnel relation: a main posting outside the village is needed.',
  },
  ReliefPostingEvaluatedAlready: {
    zh: '该次驻村帮扶已考核。',
    en: 'The relief posting was evaluated before.',
  },
  ReliefPostingNotEvaluated: {
    zh: '该次驻村帮扶尚未考核。',
    en: 'The relief posting was not evaluated.',
  },
  ReliefPostingEnded: {
    zh: '该次驻村帮扶已于{on}结束。',
    en: 'The relief posting ended on {on}.',
  },
  ReliefStepNotLatest: {
    zh: '只能撤销最后一个环节(期满、召回或考核)。',
    en: 'Only the latest step is taken back: completion or recall, then the evaluation.',
  },
  ReliefPostingOpenAgain: {
    zh: '该次驻村帮扶恢复为未结束,请按实际重新登记期满或召回。',
    en: 'The relief posting is open again; record how it really ended.',
  },
  ReliefTermShort: {
    zh: '驻村时间不足{monthsMin}个月。',
    en: 'The posting lasted less than {monthsMin} months.',
  },
} as const;
