export const postSentences = {
  PostCodeTaken: {
    zh: '职位编码{code}已被占用。',
    en: 'The code {code} belongs to another post.',
  },
  PostNotYetThere: { zh: '该职位{on}才设置。', en: 'The post was established only on {on}.' },
  PostHeld: {
    zh: '该职位尚有{holders}项任职,不能撤销。',
    en: 'The post is held ({holders} holders) and cannot be abolished.',
  },
  SeatsBelowHolders: {
    zh: '可容{seats}人,但现有{holders}人任职。',
    en: 'It would seat {seats}, but {holders} hold it.',
  },
  HoldersKeepTheirLevel: {
    zh: '职位层次已变,现任职者的层次不随之改变。',
    en: 'The post’s level changes; those who hold it keep the level they were appointed at.',
  },
  QuotaOnlyForLeadingPosts: {
    zh: '只有领导职务占用职数。',
    en: 'Only leading posts count against a quota.',
  },
} as const;
