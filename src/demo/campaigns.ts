/** Which items the two open selections offer, and who applies for which. */
import { openSelections } from './allocation.ts';
import type { Cadres } from './cadres.ts';
import type { County, Department } from './county.ts';
import type { Grassroots } from './grassroots.ts';
import { type Campaign, type Item, selectOpenly } from './open-selections.ts';
import type { Person } from './people.ts';
import type { Planner } from './plan.ts';
import { random } from './random.ts';

const applicantsPerItem = 10;
const tooFew = 7;
const disqualifiedPerCampaign = 5;
/** Of the other winners of a campaign, so many win a rank: no leading post. */
const rankItems = 2;

export function holdOpenSelections(
  planner: Planner,
  county: County,
  cadres: Cadres,
  grassroots: Grassroots,
  inPool: ReadonlySet<string>,
): void {
  const left = random(`${planner.seed}/open-applicants`).shuffled([
    ...cadres.chiefs.slice(6),
    ...cadres.clerks,
    ...cadres.townshipClerks,
    ...cadres.committeeMembers.slice(-12),
    ...grassroots.applicants,
    ...grassroots.reserve2020.filter(({ unit }) => unit.type !== 'VILLAGE'),
  ]);
  /** Each person applies in one campaign; ranks are closed to people of private firms. */
  const take = (count: number, isRank = false): Person[] => {
    const taken = left
      .filter(({ unit }) => !isRank || unit.type !== 'PRIVATE_ENTERPRISE')
      .slice(0, count);
    if (taken.length < count) throw new Error('too few people to apply');
    for (const person of taken) left.splice(left.indexOf(person), 1);
    return taken;
  };
  for (const year of [2022, 2023] as const) {
    const campaign: Campaign = {
      ...{ year, draftedOn: year === 2022 ? '2022-07-04' : '2023-05-08', inPool },
      items: itemsOf(year, county.departments, grassroots.openWinners[year], take),
      disqualified: take(disqualifiedPerCampaign),
      toReserve: openSelections[year].toReserve,
    };
    selectOpenly(planner, campaign);
  }
}

function itemsOf(
  year: 2022 | 2023,
  departments: readonly Department[],
  winners: readonly Person[],
  take: (count: number, isRank?: boolean) => Person[],
): Item[] {
  const { items, grassrootsWinners, otherWinners, withdrawn } = openSelections[year];
  const hasTies = year === 2022;
  return Array.from({ length: items }, (_, index): Item => {
    const isOther = index >= grassrootsWinners && index < grassrootsWinners + otherWinners;
    const isRank = isOther && index >= grassrootsWinners + otherWinners - rankItems;
    const isWithdrawn = index >= items - withdrawn;
    const fromGrassroots = winners[index];
    const places = applicantsPerItem - (fromGrassroots === undefined ? 0 : 1);
    const others = take(isWithdrawn ? tooFew : places, isOther);
    const winner = fromGrassroots ?? (isOther ? winnerAmong(others, isRank) : undefined);
    return {
      kind: isRank ? 'RANK' : 'LEADING_POST',
      unit: departments[(index * 3 + (year === 2022 ? 13 : 14)) % 37] as Department,
      winner: winner ?? null,
      applicants:
        winner === undefined ? others : [winner, ...others.filter((one) => one !== winner)],
      interviewTie: hasTies && index < 5,
      inspectionTie: hasTies && index < 3,
      withdrawn: isWithdrawn,
    };
  });
}

/** Leading posts go to cadres of organs; a rank may go to somebody of an institution. */
function winnerAmong(applicants: readonly Person[], isRank: boolean): Person | undefined {
  const cadre = applicants.find(({ unit }) => unit.type === 'COUNTY_ORGAN');
  const outsider = applicants.find(({ unit }) => unit.type === 'INSTITUTION');
  return isRank ? (outsider ?? cadre) : cadre;
}
