/** The whole plan of a demo county, from its seed. */
import { recommendedTwice, reserveRounds } from './allocation.ts';
import type { Appointed } from './appointments.ts';
import { type Cadres, registerCadres } from './cadres.ts';
import { holdOpenSelections } from './campaigns.ts';
import { type DemoCounty, demoCounty } from './counties.ts';
import { type County, openCounty } from './county.ts';
import { exchangeCadres } from './exchanges.ts';
import { type Grassroots, registerGrassroots } from './grassroots.ts';
import {
  appointForDistraction,
  appointOtherLeaders,
  appointSuccessors,
  fromRound,
  vacancies,
} from './leaders.ts';
import { type Person, registrar } from './people.ts';
import { type Planner, planner, type Step } from './plan.ts';
import { recruitByInstitutions, recruitExperienced, recruitVillageCadres } from './recruited.ts';
import {
  assess,
  correctPosting,
  correctProfile,
  rateBranches,
  recordFamilies,
} from './register-entries.ts';
import { selectRegularly } from './regular-selections.ts';
import { sendToVillages } from './relief-postings.ts';
import { renameTownship, reorganize, retire } from './reorganizations.ts';
import { followMembers, openPool, troubleMembers } from './reserve-pool.ts';
import { holdRound, type Round } from './reserve-rounds.ts';
import { serveAsBoth } from './village-elections.ts';

/** The same county and seed give the same steps, ids and moments, on every machine. */
export function demoPlan(of: DemoCounty = demoCounty): readonly Step[] {
  const plan = planner(of);
  const county = openCounty(plan);
  const register = registrar(plan);
  const cadres = registerCadres(plan, county, register);
  const grassroots = registerGrassroots(plan, county, register);
  const vacant = vacancies(county);
  reorganize(plan, county, cadres);
  renameTownship(plan, county);
  const appointed = appointOtherLeaders(plan, grassroots, vacant);
  appointSuccessors(plan, cadres, county);
  appointForDistraction(plan, grassroots, vacant);
  recruitVillageCadres(plan, county, grassroots);
  recruitByInstitutions(plan, county, grassroots, register);
  recruitExperienced(plan, county, grassroots);
  sendToVillages(plan, county, cadres);
  exchangeCadres(plan, county, cadres);
  const inPool = fillPool(plan, county, cadres, grassroots, appointed);
  selectRegularly(plan, county, grassroots, vacant);
  holdOpenSelections(plan, county, cadres, grassroots, inPool);
  retire(plan, cadres);
  assess(plan, cadres);
  rateBranches(plan, county);
  correctPosting(plan, county, cadres.deputies[20] as Person);
  correctProfile(plan, cadres.deputies[21] as Person);
  recordFamilies(plan, cadres.heads);
  serveAsBoth(plan, grassroots);
  return plan.steps();
}

/** Both rounds and what becomes of their members; returns who was ever in the pool. */
function fillPool(
  plan: Planner,
  county: County,
  cadres: Cadres,
  grassroots: Grassroots,
  appointed: readonly Appointed[],
): ReadonlySet<string> {
  openPool(plan, cadres);
  const entered = new Set(cadres.clerks.slice(-6).map(({ id }) => id));
  for (const round of rounds(cadres, grassroots)) {
    const members = holdRound(plan, county, round);
    followMembers(plan, String(round.year), members, appointed);
    for (const { person } of members) entered.add(person.id);
  }
  troubleMembers(plan, grassroots.reserve2020.slice(2, 5));
  return entered;
}

function rounds(cadres: Cadres, grassroots: Grassroots): readonly Round[] {
  const { reserve2020, reserve2022, examLosers, applicants } = grassroots;
  const first = reserveRounds[2020];
  const second = reserveRounds[2022];
  const unfit = reserve2020.slice(0, first.foundUnfit);
  return [
    {
      ...{ year: 2020, opensOn: '2020-05-11', rejected: 5, unfit },
      grassroots: [...fromRound(grassroots, 2020), ...reserve2020],
      others: cadres.clerks.slice(0, first.others),
      notRecommended: [...examLosers[2019], ...applicants.slice(0, first.notRecommended - 3)],
    },
    {
      ...{ year: 2022, opensOn: '2022-03-07', rejected: 4 },
      // Found unfit in 2020, one of them was recommended again and got through.
      grassroots: [
        ...fromRound(grassroots, 2022),
        ...unfit.slice(0, recommendedTwice),
        ...reserve2022,
      ],
      others: cadres.townshipClerks.slice(0, second.others),
      notRecommended: [...examLosers[2020], ...applicants.slice(20, 17 + second.notRecommended)],
      unfit: reserve2022.slice(0, second.foundUnfit),
    },
  ];
}
