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
  CodeOfEstablishment: {
    zh: '编码属于职位设置记录,请更正设置记录。',
    en: 'The code belongs to the post’s establishment; correct that.',
  },
  QuotaFollowsRedefinition: {
    zh: '该职位在此期间有人任职:是否正职、是否占用职数,请以同一日期的“变更职位”更正,职数占用随之调整。',
    en: 'The post was held meanwhile: redefine it from the same day, and the seats of the quota follow.',
  },
  PostNotAbolished: {
    zh: '该职位没有撤销记录。',
    en: 'No abolition of the post stands.',
  },
} as const;
