export const observationSentences = {
  ObservationUnknown: { zh: '该人员没有这条识别记录。', en: 'The person has no such observation.' },
  ObservationIsVoid: { zh: '该识别记录已撤销。', en: 'The observation was voided.' },
  ObservationVerifiedAlready: {
    zh: '该识别记录已由其他单位或在其他日期核实。',
    en: 'The observation was verified by another organization or on another day.',
  },
  ObservationNotVerified: {
    zh: '该识别记录尚未核实。',
    en: 'The observation has not been verified.',
  },
  ObservationLinkedAlready: {
    zh: '该识别记录已与后备库关联,不能撤销。',
    en: 'The observation is linked to the pool and cannot be voided.',
  },
  ObservationStepNotLatest: {
    zh: '只能撤销最后一个环节(核实或与后备库的关联)。',
    en: 'Only the latest step is taken back: the link to the pool, then the verification.',
  },
  ObservationEntryStands: {
    zh: '据此关联的入库登记仍在,请先撤销入库。',
    en: 'The entry into the pool rests on the link; void the entry first.',
  },
} as const;
