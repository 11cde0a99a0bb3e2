export const exchangeSentences = {
  StepBeforeEarlierStep: {
    zh: '日期{on}早于前一环节的{earlier}。',
    en: 'The date {on} lies before the step it follows, of {earlier}.',
  },
  RuleUndecided: {
    zh: '规则{rule}所需信息不明,请人工核实。',
    en: 'What the rule {rule} needs is not known; please check it by hand.',
  },
  PostInAnotherOrganization: {
    zh: '该职位不属于所选机构。',
    en: 'The post belongs to another organization than the one chosen.',
  },
  PostOrTitleMissing: {
    zh: '须填写职位或职务名称。',
    en: 'A post or a title is needed.',
  },
  ExchangeNotCompleted: {
    zh: '该交流没有完成记录。',
    en: 'No completion of the exchange stands.',
  },
  ExchangePostingStands: {
    zh: '该交流产生的任职记录仍有效,须先撤销任职记录。',
    en: 'The posting the exchange brought about still stands; void the posting first.',
  },
  ExchangeUnknown: { zh: '本县没有这次交流。', en: 'This county has no such exchange.' },
  ExchangeCancelledBefore: {
    zh: '该交流已于{on}取消。',
    en: 'The exchange was cancelled on {on}.',
  },
  ExchangeApprovedAlready: {
    zh: '该交流已于{on}批准,不再征求意见。',
    en: 'The exchange was approved on {on}; units are not consulted any more.',
  },
  ExchangeNotifiedAlready: {
    zh: '交流通知已于{on}下达,不能取消。',
    en: 'The exchange was notified on {on} and cannot be cancelled.',
  },
  ExchangeStepTaken: {
    zh: '该环节已于{on}完成。',
    en: 'This step was taken on {on}.',
  },
  ExchangeUnitNotConsulted: {
    zh: '尚未征求单位意见({side})。',
    en: 'A unit has not been consulted ({side}).',
  },
  ExchangeUnitDisagrees: {
    zh: '单位不同意交流({side})。',
    en: 'A unit does not agree to the exchange ({side}).',
  },
  ExchangeNotApproved: { zh: '该交流尚未批准。', en: 'The exchange is not approved.' },
  ExchangeNotNotified: { zh: '交流通知尚未下达。', en: 'The exchange is not notified.' },
  CadreHasNotReported: {
    zh: '该人员尚未到岗报到。',
    en: 'The person has not reported for duty.',
  },
  CadreDoesNotServeInUnit: {
    zh: '该人员当日主要任职不在调出单位。',
    en: 'The person’s main posting on that day is not in the unit to be left.',
  },
  ExchangeWithinOneUnit: {
    zh: '调出与接收为同一单位。',
    en: 'The unit left and the unit entered are the same.',
  },
  ExchangeRaisesLevel: {
    zh: '交流不能提高职务层次,晋升须走选拔任用程序。',
    en: 'An exchange cannot raise the level; a promotion has a procedure of its own.',
  },
  TransferInNotOpenToUnit: {
    zh: '该类单位人员不能调任。',
    en: 'Staff of such a unit cannot be transferred into the service.',
  },
  ExchangeNeedsStaffing: {
    zh: '转任、轮岗须为在编人员。',
    en: 'Transfer and rotation are for established staff.',
  },
  ExchangeDuringProbation: {
    zh: '该人员试用期至{until}。',
    en: 'The person is on probation until {until}.',
  },
  TownshipServiceRuns: {
    zh: '该人员须在乡镇服务至{until}。',
    en: 'The person must serve in the township until {until}.',
  },
  ExchangeIsMandatory: {
    zh: '该人员任现职已满{years}年,应当交流。',
    en: 'The person has held the post for {years} years; an exchange is mandatory.',
  },
  ExchangeCompletionStands: {
    zh: '交流已登记完成,请先撤销完成记录。',
    en: 'The exchange stands as completed; void its completion first.',
  },
  ExchangeStepNotLatest: {
    zh: '只能撤销交流的最新环节;请先撤销其后的记录。',
    en: 'Only the latest step of an exchange is taken back; void what came after it first.',
  },
} as const;
