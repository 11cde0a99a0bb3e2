/**
 * Who is who: one allocation among many that gives the article's figures (a choice, domain.md
 * §1.3). The 192 from the grassroots: seventeen by the village cadres' exam, eight by open
 * selection, three by regular selection, sixty-four by other appointments, sixty hired by the
 * institutions of townships, forty recruits with experience. Of them, and of the seventeen,
 * seventy-seven hold county-managed posts.
 */

export const years = [2019, 2020, 2021, 2022, 2023] as const;
export type Year = (typeof years)[number];
type PerYear = Readonly<Record<Year, number>>;

/** Village cadres who became township civil servants by exam. */
export const examEntrants: PerYear = { 2019: 3, 2020: 3, 2021: 4, 2022: 4, 2023: 3 };
/** Of them, those elected into township teams later. */
export const examEntrantsInTeams = 2;
/** Village cadres who sat the exam and failed, or were not admitted to it. */
export const examLosers: PerYear = { 2019: 3, 2020: 3, 2021: 3, 2022: 3, 2023: 3 };
/** Village cadres, model workers and line workers hired by townships' institutions. */
export const institutionHires: PerYear = { 2019: 8, 2020: 10, 2021: 14, 2022: 15, 2023: 13 };
/** Of the hires of a year, so many of five come from villages. */
export const villageHiresOfFive = 3;
/** People with grassroots experience recruited into organs and townships. */
export const experiencedRecruits: PerYear = { 2019: 6, 2020: 8, 2021: 10, 2022: 9, 2023: 7 };

/** Positions of institutions' recruitments, and those that ask for grassroots experience. */
export const institutionPositions = {
  2021: { positions: 25, requiring: 13 },
  2022: { positions: 40, requiring: 21 },
  2023: { positions: 35, requiring: 18 },
} as const;

/** Appointed from the grassroots by the organization department's own choice, by lawful route. */
export const otherLeaders = {
  /** 五方面人员: village and community cadres into township teams in the elections of 2021. */
  FIVE_KINDS: { village: 28, community: 6, fromRound2020: 16, fromRound2022: 0 },
  /** Elected deputy heads of townships. */
  ELECTION: { village: 8, community: 0, fromRound2020: 2, fromRound2022: 3 },
  /** 调任 from institutions, schools, hospitals and state enterprises into organs. */
  TRANSFER_IN: { institution: 16, stateEnterprise: 6, fromRound2020: 4, fromRound2022: 6 },
} as const;

export const regularSelections = 3;

/** What each open selection offers and how the items end. */
export const openSelections = {
  2022: {
    items: 10,
    grassrootsWinners: 3,
    otherWinners: 5,
    unfilled: 1,
    withdrawn: 1,
    toReserve: 6,
  },
  2023: {
    items: 12,
    grassrootsWinners: 5,
    otherWinners: 5,
    unfilled: 2,
    withdrawn: 0,
    toReserve: 8,
  },
} as const;

/** Reserve rounds: recommended from the grassroots, others, and nominated without success. */
export const reserveRounds = {
  2020: { grassroots: 50, others: 12, notRecommended: 20, foundUnfit: 2 },
  2022: { grassroots: 50, others: 11, notRecommended: 19, foundUnfit: 1 },
} as const;
/** Recommended in both rounds. */
export const recommendedTwice = 1;

export const reliefPostings = 152;
export const exchanges = { up: 7, down: 10, lateral: 10 } as const;
export const heads = { all: 40, withFrontLine: 37 } as const;

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
export const total = (perYear: PerYear) => sum(Object.values(perYear));

export const otherLeadersCount =
  otherLeaders.FIVE_KINDS.village +
  otherLeaders.FIVE_KINDS.community +
  otherLeaders.ELECTION.village +
  otherLeaders.TRANSFER_IN.institution +
  otherLeaders.TRANSFER_IN.stateEnterprise;
export const openSelectionWinners =
  openSelections[2022].grassrootsWinners + openSelections[2023].grassrootsWinners;
export const fromRounds = (round: 'fromRound2020' | 'fromRound2022') =>
  sum(Object.values(otherLeaders).map((route) => route[round]));
