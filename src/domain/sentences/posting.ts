export const postingSentences = {
  PostingUnknown: { zh: '该人员没有这一任职记录。', en: 'The person has no such posting.' },
  PostingEndedBefore: {
    zh: '该任职已于{on}结束;有误的请更正结束日期或撤销结束记录。',
    en: 'The posting ended on {on}; correct or void that end if it is wrong.',
  },
  PostingStandsLater: {
    zh: '{on}以后仍有任职记录,请先更正或撤销。',
    en: 'Postings stand after {on}; correct or void them first.',
  },
  NoPostingToEnd: { zh: '该人员没有在任职务。', en: 'The person holds no posting to end.' },
  PostingDiffers: {
    zh: '更正前的内容与现登记的任职不符,请核对后重报。',
    en: 'What the correction replaces is not what stands now; look again and repeat.',
  },
  TitleIsNotThePosts: {
    zh: '所填职务名称与职位名称不一致。',
    en: 'The title given is not the name of the post.',
  },
  RoleOutOfPlace: {
    zh: '该类单位没有所选的基层职务。',
    en: 'A unit of this kind has no such role.',
  },
  RecordedNotAppointed: {
    zh: '领导职务仅作登记,未经选拔任用程序。',
    en: 'A leading post was recorded without any selection or appointment.',
  },
  AppointmentPostingStands: {
    zh: '由此产生的任职记录仍有效,须先撤销任职记录。',
    en: 'The posting that came of it still stands; void the posting first.',
  },
  ProcedureStaysCompleted: {
    zh: '产生该任职的程序(公开选拔、招录、交流或驻村帮扶)如有记录,仍记为已完成,须在该程序中另行撤销。',
    en: 'The procedure it came of (open selection, recruitment, exchange or relief posting) still counts it; void it there too.',
  },
  ReserveMembershipStands: {
    zh: '该人员仍在后备干部库,请办理出库。',
    en: 'The person is still in the reserve pool; end the membership.',
  },
  EarlierPostingEndsApart: {
    zh: '因该任职而结束的原任职务仍按原日期结束,如有误请一并更正。',
    en: 'The posting left for it still ends on the former date; correct that end too if it moved.',
  },
  EarlierPostingStaysEnded: {
    zh: '因该任职而结束的原任职务仍为已结束;仍在任的请撤销其结束记录。',
    en: 'The posting left for it stays ended; void that end if it still holds.',
  },
} as const;
