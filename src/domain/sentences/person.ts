export const personSentences = {
  CountyNotOpen: { zh: '该县尚未建账。', en: 'The county has not been opened in this ledger.' },
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
