export const reservePoolSentences = {
  ReserveMemberAlready: {
    zh: '该人员自{from}起已在后备干部库。',
    en: 'The person has been in the reserve pool since {from}.',
  },
  EntryChannelNeedsRound: {
    zh: '公开推荐入库须指明推荐轮次;其他渠道不得指明。',
    en: 'Entry by public recommendation names its round; other channels name none.',
  },
  CandidateNotApproved: {
    zh: '该人选未经本轮集体讨论同意。',
    en: 'The candidate was not approved in this round.',
  },
  ReserveRoundNoticeOpen: {
    zh: '公示尚未期满(至{endsOn})。',
    en: 'The public notice has not ended (until {endsOn}).',
  },
  ReserveMemberIsSuspended: {
    zh: '该后备干部已暂停资格。',
    en: 'The membership is suspended.',
  },
  TrainingStandsOtherwise: {
    zh: '该方式的培养任务已于 {on} 下达(计划至 {until}),尚未完成;请先登记完成。',
    en: 'Training of this kind was assigned on {on} (planned until {until}) and is under way; complete it first.',
  },
  NoSuchTraining: {
    zh: '没有进行中的“{modeZh}”培养任务。',
    en: 'There is no training by «{modeEn}» under way.',
  },
  ReserveFactUnknown: {
    zh: '该后备干部没有这一登记事项;出库请用撤销出库。',
    en: 'The membership has no such fact; an exit is voided by its own command.',
  },
  ReserveFactsRest: {
    zh: '还有登记事项以其为前提,请先撤销这些事项。',
    en: 'Other facts rest on it; void those first.',
  },
  ExitByRatingStays: {
    zh: '因评定较差的出库记录仍有效,如有误请另行撤销。',
    en: 'The exit for poor ratings stays; void it too if it is wrong.',
  },
  RatedAlready: {
    zh: '{year}年度已评定为其他等次。',
    en: 'The year {year} has been rated otherwise.',
  },
  ExitByAppointmentNeedsIt: {
    zh: '因提拔使用出库须指明任命;其他原因不得指明。',
    en: 'Leaving by appointment names the appointment; other reasons name none.',
  },
  ReserveMemberNotExited: {
    zh: '该后备干部没有出库记录。',
    en: 'No exit of the member from the pool stands.',
  },
  ReserveExitStays: {
    zh: '该人员此后又已入库,因该任命出库的记录未予撤销。',
    en: 'The person has entered the pool again since; the exit by this appointment stays.',
  },
  NotInReservePool: {
    zh: '该人员不在后备干部库。',
    en: 'The person is not in the reserve pool.',
  },
  BeforeReserveEntry: {
    zh: '日期早于入库之日({from})。',
    en: 'The date lies before the entry into the pool ({from}).',
  },
} as const;
