export const appointmentSentences = {
  DayNeeded: {
    zh: '须写明具体日期,“{on}”只到年或月。',
    en: 'A full day is needed; {on} is known to the year or month only.',
  },
  DateAhead: {
    zh: '所填日期晚于今天({today})。',
    en: 'A date given lies after today ({today}).',
  },
  DecisionUnknown: {
    zh: '该人员没有这一任命决定。',
    en: 'There is no such decision to appoint this person.',
  },
  DecisionRevoked: { zh: '该任命决定已撤销。', en: 'The decision was revoked.' },
  DecisionInEffect: { zh: '该任命决定已生效。', en: 'The decision has taken effect already.' },
  AppointmentStepNotLatest: {
    zh: '只能撤销最后一个环节:先撤销决定的撤销,再撤销决定。',
    en: 'Only the latest step is taken back: the revocation, then the decision.',
  },
  DecisionOfOpenSelection: {
    zh: '该决定若由公开选拔作出,请在公开选拔中一并撤销。',
    en: 'If an open selection took this decision, take its step back there too.',
  },
  DecisionDiffers: {
    zh: '职位、渠道、个案或决定日期与任命决定不一致。',
    en: 'Post, channel, case or day differ from the decision named.',
  },
  DecisionNotNamed: {
    zh: '对该人员任此职已有待生效的任命决定,任命须以其为依据。',
    en: 'A decision to appoint this person to the post is pending; the appointment must name it.',
  },
  DecisionPending: {
    zh: '对该人员任此职已有另一待生效的任命决定。',
    en: 'Another decision to appoint this person to the post is pending.',
  },
  AppointmentUnknown: {
    zh: '该人员没有这一任命。',
    en: 'There is no such appointment of this person.',
  },
  AppointmentDiffers: {
    zh: '更正前的内容与现登记的任命不符,请核对后重报。',
    en: 'What the correction replaces is not what stands now; look again and repeat.',
  },
  ChannelOfProcedure: {
    zh: '公开选拔的任命由公开选拔程序登记,渠道不得改入或改出。',
    en: 'An open selection says whom it appointed; no correction moves an appointment in or out of one.',
  },
  DocumentBeforeDecision: {
    zh: '发文日期早于决定日期({decidedOn})。',
    en: 'The document would be older than the decision ({decidedOn}).',
  },
  DocumentNeeded: {
    zh: '任领导职务须填写文号。',
    en: 'A leading post needs the number of the document it rests on.',
  },
  TenureBeforeDecision: {
    zh: '任职时间早于决定日期({decidedOn});选举任职除外。',
    en: 'The tenure would begin before the decision ({decidedOn}); only elections allow that.',
  },
  NoticeStillRunning: {
    zh: '任前公示至{endsOn}结束,期满后方可发文任职。',
    en: 'The public notice runs to the end of {endsOn}; the document comes after it.',
  },
  FiveKindsElsewhere: {
    zh: '五方面人员只能进入乡镇(街道)领导班子。',
    en: 'The five kinds of people enter leading teams of townships and subdistricts only.',
  },
  ElectedByVillagers: {
    zh: '该职务由村(居)民选举产生,只登记选举结果,不得任命。',
    en: 'Villagers or residents elect to this post; the result is recorded, nobody is appointed.',
  },
} as const;
