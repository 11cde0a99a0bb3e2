export const fiveStarRatingSentences = {
  FiveStarRatingStands: {
    zh: '{year}年的评定已登记,请更正原记录。',
    en: 'The rating of {year} is recorded; correct that record.',
  },
  FiveStarOnlyForBranches: {
    zh: '“五星”支部只评定行政村和社区。',
    en: 'Only villages and communities have five-star branches.',
  },
  RatingYearAhead: {
    zh: '评定年度{year}尚未到来。',
    en: 'The year rated, {year}, has not come.',
  },
  StarTwice: { zh: '同一颗星重复填写。', en: 'A star stands twice.' },
  StarUnknown: {
    zh: '“{star}”不在该类支部的评定项目中。',
    en: '“{star}” is no star of such a branch.',
  },
} as const;
