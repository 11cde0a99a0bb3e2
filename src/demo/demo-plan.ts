/** The whole plan of the demo county, from a seed. */
import { registerCadres } from './cadres.ts';
import { openCounty } from './county.ts';
import { exchangeCadres } from './exchanges.ts';
import { registerGrassroots } from './grassroots.ts';
import {
  appointForDistraction,
  appointOtherLeaders,
  appointSuccessors,
  vacancies,
} from './leaders.ts';
import { registrar } from './people.ts';
import { planner, type Step } from './plan.ts';
import { recruitByInstitutions, recruitExperienced, recruitVillageCadres } from './recruited.ts';
import { sendToVillages } from './relief-postings.ts';

export const demoSeed = 'cadre-ledger demo 1';

/** The same seed gives the same steps, ids and moments, on every machine. */
export function demoPlan(seed: string = demoSeed): readonly Step[] {
  const plan = planner(seed);
  const county = openCounty(plan);
  const register = registrar(plan);
  const cadres = registerCadres(plan, county, register);
  const grassroots = registerGrassroots(plan, county, register);
  const vacant = vacancies(county);
  appointOtherLeaders(plan, grassroots, vacant);
  appointSuccessors(plan, cadres, county);
  appointForDistraction(plan, grassroots, vacant);
  recruitVillageCadres(plan, county, grassroots);
  recruitByInstitutions(plan, county, grassroots, register);
  recruitExperienced(plan, county, grassroots);
  sendToVillages(plan, county, cadres);
  exchangeCadres(plan, county, cadres);
  return plan.steps();
}
