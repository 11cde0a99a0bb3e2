export const placementSentences = {
  CadreUnknown: {
    zh: '本县没有这名人员。',
    en: 'This county has no such person.',
  },
  PostUnknown: { zh: '本县没有这个职位。', en: 'This county has no such post.' },
  OrganizationUnknown: {
    zh: '本县没有这个机构。',
    en: 'This county has no such organization.',
  },
  OrganizationEnded: {
    zh: '该机构已于{on}撤销或合并。',
    en: 'The organization was abolished or merged on {on}.',
  },
  OrganizationNotYetOpen: {
    zh: '该机构{on}才设立。',
    en: 'The organization was opened only on {on}.',
  },
  PostAbolished: { zh: '该职位已于{on}撤销。', en: 'The post was abolished on {on}.' },
  EndBeforeStart: { zh: '结束日期早于开始日期。', en: 'The end lies before the start.' },
  CadreHasLeft: {
    zh: '该人员此前已退休、去世或调出。',
    en: 'The person had retired, died or left the county before.',
  },
  PostingStands: {
    zh: '该人员在此期间已任此职。',
    en: 'The person already holds this post in that time.',
  },
  MainPostingOverlaps: {
    zh: '与{from}起的另一主要任职重叠;主要任职同时至多一个。',
    en: 'Overlaps another main posting that began on {from}; there is at most one at a time.',
  },
  PostOccupied: {
    zh: '该职位在此期间已满员(可容{seats}人)。',
    en: 'The post is filled in that time (it seats {seats}).',
  },
  QuotaExceeded: {
    zh: '超职数:核定{quota},已占用{taken}。',
    en: 'Over quota: {quota} posts are approved, {taken} are taken.',
  },
} as const;
