export const workingDaysSentences = {
  WorkingDaysUnpublished: {
    zh: '{year}年的节假日安排尚未录入,按周一至周五计算工作日。',
    en: 'The working days of {year} are not known; Monday to Friday were counted.',
  },
} as const;
