export const countySentences = {
  CountyAlreadyOpen: {
    zh: '本县已经建账,名称不同。',
    en: 'The county is already open, under another name.',
  },
} as const;
