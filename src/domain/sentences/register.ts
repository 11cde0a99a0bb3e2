export const registerSentences = {
  EntryUnknown: {
    zh: '该人员没有这一登记事项。',
    en: 'The person’s register has no such entry.',
  },
  AssessmentStands: {
    zh: '{year}年度考核已登记为其他等次;登记有误的,先撤销原登记。',
    en: 'The assessment of {year} stands with another grade; void it first if it is wrong.',
  },
  AssessmentYearAhead: {
    zh: '{year}年度考核不能于{on}登记:该年度尚未开始。',
    en: 'The year {year} had not begun on {on}; it cannot have been assessed.',
  },
  SanctionExpiredBefore: {
    zh: '该处分影响期已于{on}届满。',
    en: 'The sanction expired on {on} already.',
  },
  RelativeUnknown: {
    zh: '所填亲属不是本县在册人员。',
    en: 'The relative named is no person of this county.',
  },
  RelativeIsOneself: {
    zh: '不能将本人登记为本人的家庭成员。',
    en: 'Nobody is a member of their own family entry.',
  },
} as const;
