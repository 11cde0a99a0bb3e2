export const openSelectionSentences = {
  OpenSelectionUnknown: {
    zh: '本县没有这次公开选拔。',
    en: 'This county has no such open selection.',
  },
  OpenSelectionInOtherPhase: {
    zh: '公开选拔正处于“{phaseZh}”阶段,不能办理此项。',
    en: 'The open selection stands at «{phaseEn}»; this cannot be done now.',
  },
  OpenSelectionStepTaken: {
    zh: '此步骤已于{on}办理,内容或日期不同。',
    en: 'This step was taken on {on}, with another content or date.',
  },
  OfferedItemUnknown: {
    zh: '本次公开选拔没有这个职位。',
    en: 'The open selection offers no such item.',
  },
  OfferedItemIsWithdrawn: {
    zh: '该选拔职位已于{on}取消。',
    en: 'The item was withdrawn on {on}.',
  },
  PostOfferedAlready: {
    zh: '该职位已列入本次公开选拔。',
    en: 'The post is offered in this open selection already.',
  },
  OfferedAsOtherKind: {
    zh: '该职位的职务类别为{kind},与选拔职位类别不符。',
    en: 'The post is of kind {kind}, not of the kind offered.',
  },
  MoreOfferedThanSeats: {
    zh: '选拔{postCount}名,该职位只能容{seats}名。',
    en: '{postCount} are offered, the post seats {seats}.',
  },
  PrincipalPostOffered: {
    zh: '公开选拔一般适用于副职,该职位为正职。',
    en: 'Open selection is generally for deputy posts; this one is principal.',
  },
  RankOffered: {
    zh: '职级不是领导职务,应逐级晋升,公开选拔职级属特殊情况。',
    en: 'A rank is no leading post and is promoted step by step; selecting for it openly is unusual.',
  },
  DocumentNumberMissing: {
    zh: '须填写批复文号。',
    en: 'The number of the document is needed.',
  },
  NothingOffered: { zh: '方案中没有选拔职位。', en: 'The draft offers nothing.' },
  SuperiorApprovalMissing: {
    zh: '放宽资格条件须先经上级组织部门批准。',
    en: 'Relaxed qualifications need the superior’s approval first.',
  },
  RegistrationEndsBeforeAnnouncement: {
    zh: '报名截止日{until}早于公告之日。',
    en: 'Registration would end on {until}, before the announcement.',
  },
  RegistrationIsOver: { zh: '报名已于{until}截止。', en: 'Registration ended on {until}.' },
  RegistrationStillRunning: {
    zh: '报名至{until}方截止。',
    en: 'Registration runs until {until}.',
  },
  AppliedAlready: {
    zh: '该人员已在本次公开选拔中报名;每人限报一个职位。',
    en: 'The person has applied in this open selection; one item per person.',
  },
  RankClosedToPrivateFirms: {
    zh: '非公企业人员只能参加领导职务的公开选拔,不能参加职级选拔。',
    en: 'People of private firms may only be selected for leading posts, not for ranks.',
  },
  TooManyApplicants: {
    zh: '一次公开选拔至多登记{applicantsMax}名报考人员。',
    en: 'An open selection holds at most {applicantsMax} applicants.',
  },
  ApplicationUnknown: {
    zh: '{count}人未在本次公开选拔中报名。',
    en: '{count} of the persons named have not applied in this open selection.',
  },
  ApplicantNamedTwice: { zh: '名单中有人重复。', en: 'Somebody is named twice in the list.' },
  ApplicationsEnded: {
    zh: '{count}人的报名已有结局(不合格、淘汰、放弃或已任职等)。',
    en: 'The applications of {count} have come to an end already.',
  },
  ScreenedOtherwise: {
    zh: '{count}人已有不同的资格审查结果,请用更正。',
    en: '{count} were screened with another result; correct it instead.',
  },
  GroundsMissing: {
    zh: '{count}人未写明理由。',
    en: 'Grounds are missing for {count}.',
  },
  ApplicationNotScreened: {
    zh: '该报名尚未资格审查。',
    en: 'The application has not been screened.',
  },
  ApplicationsUnscreened: {
    zh: '{count}人尚未资格审查。',
    en: '{count} applications have not been screened.',
  },
  ApplicantsSuffice: {
    zh: '合格报考人数已达规定比例,无须放宽。',
    en: 'Enough qualified; there is nothing to waive.',
  },
  TooFewApplicants: {
    zh: '“{item}”合格报考{qualified}人,规定至少{needed}人;应取消该职位或说明理由放宽。',
    en: '{qualified} qualified for «{item}», {needed} are needed: withdraw the item or waive the ratio.',
  },
  NoItemLeft: { zh: '已没有选拔中的职位。', en: 'No item is left on offer.' },
  NotAdmittedToExam: {
    zh: '{count}人不具备参加该项考试的资格。',
    en: '{count} are not admitted to this exam.',
  },
  OtherExamRuns: {
    zh: '当前阶段不登记{exam}成绩。',
    en: 'Scores of {exam} are not recorded in this phase.',
  },
  ScoredOtherwise: {
    zh: '{count}人已有不同的成绩,请用更正。',
    en: '{count} have another score already; correct it instead.',
  },
  ApplicationNotScored: { zh: '该人员没有此项成绩。', en: 'There is no such score to correct.' },
  ScoreAlreadyUsed: {
    zh: '该成绩已用于确定人选,不能再更正。',
    en: 'The score has been used in a ranking and cannot be corrected any more.',
  },
  ScoresMissing: { zh: '{count}人没有成绩。', en: 'Scores of {count} are missing.' },
  ScoresErased: {
    zh: '{count}人的成绩已依法删除,无法排名。',
    en: 'The scores of {count} were erased; they cannot be ranked.',
  },
  ItemsNotRanked: {
    zh: '{count}个选拔职位尚未确定人选。',
    en: 'The applicants of {count} items have not been ranked.',
  },
  NotInspectionObjects: {
    zh: '{count}人不是考察对象。',
    en: '{count} are no inspection objects.',
  },
  InspectedOtherwise: {
    zh: '{count}人已有不同的考察结论,请用更正。',
    en: '{count} were inspected with another result; correct it instead.',
  },
  ApplicationNotInspected: {
    zh: '该人员没有考察结论。',
    en: 'There is no inspection of the applicant to correct.',
  },
  InspectionAlreadyUsed: {
    zh: '讨论决定已依据该考察结论,不能再更正。',
    en: 'The decision rests on the inspection; it cannot be corrected any more.',
  },
  GateUnknown: { zh: '没有这条关口记录。', en: 'There is no such gate.' },
  GatePassedAlready: {
    zh: '该关口已通过。',
    en: 'The gate has been passed already.',
  },
  FormerGateNotPassed: {
    zh: '须先通过“{formerZh}”。',
    en: 'The gate «{formerEn}» comes first and has not been passed.',
  },
  LaterGateHeld: {
    zh: '后续关口已登记,此关口不能改为未通过。',
    en: 'Later gates were held; this one cannot become one not passed.',
  },
  GatesNotPassed: {
    zh: '三道关口中有{count}道未通过。',
    en: '{count} of the three gates have not been passed.',
  },
  NotYetInspected: {
    zh: '{count}名考察对象尚无考察结论。',
    en: '{count} inspection objects have not been inspected.',
  },
  NotFoundFit: {
    zh: '{count}名拟任人选考察不合格。',
    en: '{count} of those proposed were not found fit.',
  },
  MoreProposedThanOffered: {
    zh: '“{item}”拟任人选多于选拔职数({postCount})。',
    en: 'More are proposed for «{item}» than the {postCount} offered.',
  },
  MoreProposedThanSeats: {
    zh: '{proposed}人拟任同一职位,该职位只能容{seats}人。',
    en: '{proposed} are proposed for one post, which seats {seats}.',
  },
  PostNotNamed: {
    zh: '{count}名拟任人选未写明职位。',
    en: 'The posts of {count} of those proposed are not named.',
  },
  NobodyProposed: { zh: '没有拟任人选可公示。', en: 'Nobody is proposed; there is no notice.' },
  NoticeTooShort: {
    zh: '公示至{endsOn}不足{workingDays}个工作日,最早应至{earliest}。',
    en: 'A notice until {endsOn} has fewer than {workingDays} working days; the earliest is {earliest}.',
  },
  NotProposed: { zh: '{count}人不是拟任人选。', en: '{count} are not proposed.' },
  WonOtherKind: {
    zh: '{count}人的选拔职位类别不同:领导职务应任命,职级应晋升。',
    en: '{count} stand for the other kind: leading posts are appointed, ranks conferred.',
  },
  ApplicantHasNotWon: {
    zh: '该人员在本次公开选拔中没有任职或晋升职级的记录。',
    en: 'No appointment or rank of the person through this open selection stands.',
  },
  OpenSelectionConclusionStands: {
    zh: '公开选拔已于{on}结束,须先撤销结束记录。',
    en: 'The open selection was concluded on {on}; void the conclusion first.',
  },
  OpenSelectionStepNotLatest: {
    zh: '只能撤销公开选拔的最后一个环节。',
    en: 'Only the latest step of the open selection is taken back.',
  },
  ApplicationStepNotLatest: {
    zh: '只能撤销该报考人员的最后一条记录。',
    en: 'Only the latest record about the applicant is taken back.',
  },
  ApplicationStepOfSeveral: {
    zh: '最后一条记录是报名、任用或同时涉及多人的环节,请用相应的撤销。',
    en: 'The latest record is the application, a win, or a step about several; take it back as such.',
  },
  OfferedItemStepNotLatest: {
    zh: '只能撤销该选拔职位的最后一个环节(放宽比例、排名或取消)。',
    en: 'Only the latest step of the item is taken back: a waiver, a ranking or the withdrawal.',
  },
  CampaignWentOn: {
    zh: '其后的环节已以此为依据,请先撤销这些环节。',
    en: 'The open selection went on from it; take back the later steps first.',
  },
  FinalistEntryStands: {
    zh: '据此入库的登记仍在,请先撤销入库。',
    en: 'The entry into the pool rests on it; void the entry first.',
  },
  AppliedLater: {
    zh: '{count}人的报名在{until}之后。',
    en: '{count} applied after {until}.',
  },
  WonDuringNotice: {
    zh: '{count}人在{endsOn}公示期满前已任职或晋升。',
    en: '{count} were appointed or promoted before the notice ended on {endsOn}.',
  },
  NoFinalistToReserve: {
    zh: '{count}人不是入围未任用人选。',
    en: '{count} are no finalists who were not appointed.',
  },
  ReserveAnswered: {
    zh: '{count}人的入库意见已登记。',
    en: 'The answer about the reserve pool is recorded for {count}.',
  },
  ItemsStillOnOffer: {
    zh: '尚有{count}个选拔职位未取消,程序也未到讨论决定。',
    en: '{count} items are still on offer and nothing has been decided.',
  },
  ApplicantsWithoutEnd: {
    zh: '{count}名报考人员尚无结局。',
    en: '{count} applicants have not come to an end.',
  },
  FinalistsWithoutAnswer: {
    zh: '{count}名入围未任用人选既未入库,也无不入库记录。',
    en: '{count} finalists not appointed are neither in the pool nor have a recorded no.',
  },
  PoolEntryDetailsMissing: {
    zh: '入库须写明成熟程度、培养方向和专业类别。',
    en: 'An entry into the pool needs maturity, target and track.',
  },
} as const;
