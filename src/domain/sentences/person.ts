export const personSentences = {
  CountyNotOpen: { zh: '该县尚未建账。', en: 'The county has not been opened in this ledger.' },
  IdentityNumberStandsOtherwise: {
    zh: '登记的身份证号与所述原号码不符。',
    en: 'The person is registered with another number than the one said to be wrong.',
  },
  PersonHasFacts: {
    zh: '该人员还有{count}项任职、任用、登记或后备库记录,须先逐项撤销。',
    en: '{count} postings, appointments, entries or memberships of the person stand; void them first.',
  },
  IdentityTaken: {
    zh: '该身份证号已登记在册。',
    en: 'A person with this identity number is already registered.',
  },
  IdentityBirthDiffers: {
    zh: '出生日期与身份证号不一致。',
    en: 'The birth given does not agree with the identity number.',
  },
  IdentityGenderDiffers: {
    zh: '性别与身份证号不一致。',
    en: 'The gender given does not agree with the identity number.',
  },
  DateBeforeBirth: {
    zh: '所填日期早于出生日期。',
    en: 'A date given lies before the person’s birth.',
  },
  ProfileDiffers: {
    zh: '更正前的内容与现登记内容不符,请核对后重报。',
    en: 'What the correction replaces is not what stands now; look again and repeat.',
  },
} as const;
