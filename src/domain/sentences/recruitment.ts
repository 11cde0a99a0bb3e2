export const recruitmentSentences = {
  RecruitmentUnknown: { zh: '本县没有这次招录。', en: 'This county has no such recruitment.' },
  RecruitmentConcludedBefore: {
    zh: '该次招录已于{on}结束。',
    en: 'The recruitment was concluded on {on}.',
  },
  RecruitmentNotConcluded: {
    zh: '该次招录没有结束记录。',
    en: 'No conclusion of the recruitment stands.',
  },
  RecruitmentConclusionStands: {
    zh: '该次招录已于{on}结束,须先撤销结束记录。',
    en: 'The recruitment was concluded on {on}; void the conclusion first.',
  },
  RecruitmentCourseStepNotLatest: {
    zh: '只能撤销最后一个环节:先公告,后计划。',
    en: 'Only the latest is taken back: the announcement, then the plan.',
  },
  PositionOfOtherUnitType: {
    zh: '职位{code}:{on}时该机构的类别不同,请撤销计划后重新登记。',
    en: 'Position {code}: on {on} the unit counted as something else; void the plan and record it anew.',
  },
  ProbationNotJudged: { zh: '试用期尚无结论。', en: 'Probation has not been judged.' },
  ProbationPostingStaysEnded: {
    zh: '因试用不合格结束的任职仍为已结束,如属误录请撤销任职结束。',
    en: 'The posting that ended with the probation stays ended until its end is voided too.',
  },
  RecruitmentYearOff: {
    zh: '招录年度{year}与计划日期{on}不符。',
    en: 'The year {year} does not fit a plan of {on}.',
  },
  RecruitmentPositionUnknown: {
    zh: '该次招录没有这个职位。',
    en: 'The recruitment has no such position.',
  },
  RecruitmentAnnouncedBefore: {
    zh: '招录公告已于{on}发布。',
    en: 'The recruitment was announced on {on}.',
  },
  RecruitmentNotAnnounced: {
    zh: '招录公告尚未发布。',
    en: 'The recruitment is not announced.',
  },
  PositionCodeTwice: {
    zh: '计划中有重复的职位代码。',
    en: 'Two positions of the plan have the same code.',
  },
  PositionStaffingMisfits: {
    zh: '职位{code}的编制与招录类别不符。',
    en: 'The staffing of position {code} does not fit the kind of recruitment.',
  },
  PositionTrackMisfits: {
    zh: '职位{code}:非应届招考没有优秀村干部职位。',
    en: 'Position {code}: recruitment of experienced graduates has no track for village cadres.',
  },
  GrassrootsYearsWithoutRequirement: {
    zh: '职位{code}不要求基层工作经历,却填写了年限。',
    en: 'Position {code} asks for years of grassroots work without requiring any.',
  },
  VillageCadrePositionElsewhere: {
    zh: '职位{code}:优秀村干部须考录到乡镇(街道)。',
    en: 'Position {code}: village cadres are recruited into townships and subdistricts.',
  },
  ApplicantUnknown: {
    zh: '该次招录没有这名报考人员。',
    en: 'The recruitment has no such applicant.',
  },
  ApplicantRegisteredBefore: {
    zh: '该人员已报名其他职位或以其他依据报名。',
    en: 'The person applied before, for another position or on another basis.',
  },
  BasisNotAccepted: {
    zh: '该职位不接受此招聘依据({basis})。',
    en: 'The position does not take applicants on this basis ({basis}).',
  },
  ApplicantEnded: {
    zh: '报考已终结({endState})。',
    en: 'The application has come to its end ({endState}).',
  },
  ApplicantsEnded: {
    zh: '{count}人的报考已终结。',
    en: 'The applications of {count} have come to their end.',
  },
  StepNotLatest: {
    zh: '只能撤销该考生的最新环节;请先撤销其后的记录。',
    en: 'Only the latest step of an applicant is taken back; void what came after it first.',
  },
  ApplicantQualifiedBefore: {
    zh: '资格审查已于{on}通过。',
    en: 'The applicant qualified on {on}.',
  },
  ApplicantNotQualified: {
    zh: '{count}人未通过资格审查。',
    en: '{count} have not qualified.',
  },
  YearsInVillagePostShort: {
    zh: '现任村党支部书记、村委会主任须满{months}个月。',
    en: 'An incumbent village secretary or director needs {months} months in post.',
  },
  OverAge: { zh: '超过{ageMax}周岁。', en: 'Older than {ageMax}.' },
  GrassrootsWorkShort: {
    zh: '基层工作经历不足{years}年。',
    en: 'Has less than {years} years of grassroots work.',
  },
  BasisNotOnRecord: {
    zh: '没有可作招聘依据的记录({basis})。',
    en: 'Nothing on record backs the basis of recruitment ({basis}).',
  },
  StepOutOfTurn: {
    zh: '{count}人尚未到或已过此环节({step})。',
    en: 'For {count} this step ({step}) is not the next one.',
  },
  HigherScorePassedOver: {
    zh: '{count}人成绩不低于进入下一环节者。',
    en: '{count} scored no less than somebody who goes on.',
  },
  InterviewedManyForOne: {
    zh: '进入面试{count}人,计划{headcount}人,超过{ratioMax}:1。',
    en: '{count} go on to the interview for {headcount} places, more than {ratioMax}:1.',
  },
  StepsNotPassed: {
    zh: '{count}人尚未通过全部环节。',
    en: '{count} have not passed every step.',
  },
  ApplicantPublicizedBefore: {
    zh: '{count}人已在其他日期公示。',
    en: '{count} were publicized on another day.',
  },
  HeadcountExceeded: {
    zh: '超过计划招录人数{headcount}。',
    en: 'More than the {headcount} places of the position.',
  },
  ApplicantNotPublicized: {
    zh: '该人员尚未公示。',
    en: 'The applicant was not publicized.',
  },
  RecruitedToLeadingPost: {
    zh: '考录(招聘)不能直接任领导职务。',
    en: 'Recruitment does not fill leading posts.',
  },
  PositionIsByContract: {
    zh: '该职位为事业编制,应签订聘用合同。',
    en: 'The position is an institution’s; a contract is signed for it.',
  },
  PositionIsInService: {
    zh: '该职位为公务员职位,应办理录用。',
    en: 'The position is in the civil service; one is appointed to it.',
  },
  OtherPostingsStand: {
    zh: '该人员另有任职,如已离任请登记。',
    en: 'The person holds other postings; record their end if they have been left.',
  },
  ContractShort: {
    zh: '聘用合同期限不足{yearsMin}年。',
    en: 'The contract runs less than {yearsMin} years.',
  },
  ApplicantNotAppointed: {
    zh: '该人员未经此次招录录用(聘用)。',
    en: 'The person was not appointed through this recruitment.',
  },
  NoProbation: { zh: '该聘用没有试用期。', en: 'The contract has no probation.' },
  ProbationStillRuns: {
    zh: '试用期至{until}。',
    en: 'Probation runs until {until}.',
  },
  ProbationJudgedBefore: {
    zh: '试用期已作结论。',
    en: 'Probation was judged before.',
  },
  ApplicantsWithoutEndState: {
    zh: '{count}名报考人员尚未终结。',
    en: '{count} applicants have not come to an end state.',
  },
} as const;
