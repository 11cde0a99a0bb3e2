export const reserveRoundSentences = {
  EffectiveInFuture: {
    zh: '生效日期{effectiveOn}晚于今天({today}),此类事实发生后才能记录。',
    en: 'The effective date {effectiveOn} lies after today ({today}); such a fact is recorded when it has happened.',
  },
  ReasonNeeded: { zh: '须说明原因。', en: 'A reason is needed.' },
  ReserveRoundStillOpen: {
    zh: '{year}年的推荐轮次尚未结束。',
    en: 'The round of {year} is still open.',
  },
  ReserveRoundHeldInYear: {
    zh: '{year}年已举行过推荐。',
    en: 'A round was held in {year} already.',
  },
  ReserveRoundYearDiffers: {
    zh: '轮次年份{year}与日期{on}不符。',
    en: 'The year {year} is not that of the date {on}.',
  },
  ReserveRoundOffInterval: {
    zh: '上一轮为{last}年,本轮为{year}年;规定每{intervalYears}年一次。',
    en: 'The last round was in {last}, this one is in {year}; the rule is every {intervalYears} years.',
  },
  ReserveRoundUnknown: {
    zh: '本县没有这个推荐轮次。',
    en: 'This county has no such round.',
  },
  ReserveRoundOver: { zh: '该推荐轮次已结束或取消。', en: 'The round is closed or cancelled.' },
  ReserveRoundNotOver: {
    zh: '该推荐轮次没有结束或取消的记录。',
    en: 'No closing or cancellation of the round stands.',
  },
  ReserveRoundStepNotLatest: {
    zh: '只能撤销公告,其后方可撤销设立;其他环节另有撤销。',
    en: 'Only the announcement, and then the opening, is taken back so; other steps have their own.',
  },
  AdmittedDuringNotice: {
    zh: '{count}人在{endsOn}公示期满前已入库。',
    en: '{count} entered the pool before the notice ended on {endsOn}.',
  },
  ReserveRoundAnnouncedAlready: {
    zh: '该轮次已发布公告。',
    en: 'The round has been announced.',
  },
  NominationsEndBeforeAnnouncement: {
    zh: '提名截止日{nominationsUntil}早于公告之日。',
    en: 'Nominations would end on {nominationsUntil}, before the announcement.',
  },
  ReserveRoundNotAnnounced: {
    zh: '该轮次尚未发布公告。',
    en: 'The round has not been announced.',
  },
  NominationsOver: { zh: '提名已于{until}截止。', en: 'Nominations ended on {until}.' },
  NominatedLater: {
    zh: '{count}项提名在{until}之后。',
    en: '{count} nominations were made after {until}.',
  },
  NominatorUnknown: {
    zh: '推荐人不在本县名册。',
    en: 'A nominator is not in this county’s register.',
  },
  NominatorsDoNotFitForm: {
    zh: '推荐人与推荐形式“{formZh}”不符:自荐为本人一人,联名至少两人,均不填推荐单位;其余须有推荐单位。',
    en: 'The nominators do not fit the form «{formEn}»: oneself is the candidate alone, jointly two or more, both without a unit; the others need a unit.',
  },
  NominatorNamedTwice: { zh: '推荐人重复。', en: 'A nominator is named twice.' },
  NominationUnknown: {
    zh: '本轮没有这项提名。',
    en: 'The round has no such nomination.',
  },
  NominationAlreadyUsed: {
    zh: '该人选已资格审查,此前没有其他提名;请先撤销资格审查。',
    en: 'The candidate was screened and had no other nomination by then; void the screening first.',
  },
  CandidateNotNominated: {
    zh: '该人员未在本轮被提名。',
    en: 'The person has not been nominated in this round.',
  },
  NoPostingToBeRecommendedFrom: {
    zh: '该人员当时没有任职记录。',
    en: 'The person held no posting at that time.',
  },
  RoleNotEligible: {
    zh: '该职务不在放宽任职资格的范围内。',
    en: 'The role is not among those eligible.',
  },
  EnterpriseBelowSize: {
    zh: '该企业不是规模以上企业。',
    en: 'The enterprise is not above designated size.',
  },
  PrivateFirmRouteLimited: {
    zh: '非公企业人员不适用调任;公开选拔领导职务的途径仍然合法。',
    en: 'People of private firms cannot be transferred into the service; open selection for leading posts stays lawful.',
  },
  CandidateScreenedOtherwise: {
    zh: '该人选已有不同的资格审查结果或日期,请先撤销。',
    en: 'The candidate was screened with another result or on another date; void it first.',
  },
  CandidateNotScreened: {
    zh: '该人员在本轮没有资格审查结果。',
    en: 'The person has not been screened in this round.',
  },
  ScreeningAlreadyUsed: {
    zh: '该人选已计票或已列为推荐人选,资格审查不能再撤销。',
    en: 'The candidate has been voted on or listed as recommended; the screening cannot be voided any more.',
  },
  SanctionInForce: { zh: '处分仍在影响期内。', en: 'A sanction is still in force.' },
  RecommendationHeldAlready: {
    zh: '该单位当日已登记同一形式的推荐。',
    en: 'A recommendation of this form in this unit on this day is recorded already.',
  },
  MeetingOrTalksUnknown: {
    zh: '本轮没有这次民主推荐。',
    en: 'The round has no such meeting or talks.',
  },
  VotesDeliberatedAlready: {
    zh: '该轮次已集体讨论,民主推荐不能再更正或撤销。',
    en: 'The round has been deliberated; its meetings and talks cannot be changed any more.',
  },
  ListedByTheseVotes: {
    zh: '{count}名推荐人选仅凭此得票列入;请先撤销其推荐人选。',
    en: '{count} candidates are listed as recommended by these votes alone; void their listing first.',
  },
  MorePresentThanExpected: {
    zh: '实到{present}人多于应到{expected}人。',
    en: '{present} were present, more than the {expected} expected.',
  },
  AttendanceTooLow: {
    zh: '应到{expected}人,实到{present}人,未达规定比例。',
    en: '{present} of {expected} were present, fewer than the rule asks for.',
  },
  CandidateTalliedTwice: { zh: '同一人选计票两次。', en: 'A candidate is tallied twice.' },
  RanksAgainstVotes: {
    zh: '{count}名人选的名次先于得票更多者,请核对。',
    en: '{count} candidates are ranked before others who had more votes; check the ranks.',
  },
  MoreVotesThanPresent: {
    zh: '{count}名人选的票数合计多于实到{present}人。',
    en: 'The votes on {count} candidates add up to more than the {present} present.',
  },
  VotesExceedPresent: {
    zh: '共{votes}票,多于实到{present}人。',
    en: 'There are {votes} votes, more than the {present} present.',
  },
  CandidatesNotQualified: {
    zh: '{count}名人选未通过资格审查。',
    en: '{count} candidates have not qualified.',
  },
  CandidatesNotVotedOn: {
    zh: '{count}名人选未经民主推荐。',
    en: '{count} candidates were not voted on in a recommendation.',
  },
  CandidateNotRecommended: {
    zh: '该人员不是本轮推荐人选。',
    en: 'The person is not a recommended candidate of this round.',
  },
  RecommendationAlreadyUsed: {
    zh: '该人选已考察或已讨论同意,不能再撤销推荐人选。',
    en: 'The candidate has been inspected or approved; the listing cannot be voided any more.',
  },
  CandidateInspectedAlready: {
    zh: '该人选已有不同的考察结论、人数或日期,请用更正或撤销。',
    en: 'The candidate was inspected with another result, team or date; correct or void it instead.',
  },
  CandidateNotInspected: {
    zh: '该人员在本轮没有考察结论。',
    en: 'The person has not been inspected in this round.',
  },
  InspectionTeamTooSmall: {
    zh: '考察组{members}人,至少应为{membersMin}人。',
    en: 'The inspection team has {members}; at least {membersMin} are needed.',
  },
  ReserveRoundDeliberatedAlready: {
    zh: '该轮次已集体讨论决定。',
    en: 'The round has been deliberated.',
  },
  QuorumMissed: {
    zh: '应到{expected}人,实到{present}人,未达规定的到会比例。',
    en: '{present} of {expected} were present, fewer than the rule asks for.',
  },
  MajorityMissed: {
    zh: '应到{expected}人,同意{votesFor}人,未达规定的票数。',
    en: '{votesFor} of the {expected} who should attend agreed, fewer than the rule asks for.',
  },
  CandidateApprovedTwice: {
    zh: '拟定人选名单中有人重复。',
    en: 'Somebody is named twice among those approved.',
  },
  CandidatesNotFoundFit: {
    zh: '{count}名拟定人选未经考察或考察不合格。',
    en: '{count} of those approved were not inspected, or not found fit.',
  },
  ReserveRoundNotDeliberated: {
    zh: '该轮次尚未集体讨论。',
    en: 'The round has not been deliberated.',
  },
  ReserveRoundPublicizedAlready: {
    zh: '该轮次已公示。',
    en: 'The round has been publicized.',
  },
  NoticeBeforeDecision: {
    zh: '公示早于决定之日({decidedOn})。',
    en: 'The notice would begin before the decision ({decidedOn}).',
  },
  ReserveRoundNotPublicized: { zh: '该轮次尚未公示。', en: 'The round has not been publicized.' },
} as const;
