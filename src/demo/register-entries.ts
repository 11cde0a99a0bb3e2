/**
 * What registers fill with over the years: assessments, rewards, ratings of branches, families, and
 * corrections of a posting and of a profile.
 */
import { addMonths } from '../../events/dates.ts';
import { years } from './allocation.ts';
import type { Cadres } from './cadres.ts';
import { day, workingDay } from './calendar.ts';
import type { County } from './county.ts';
import { personNames } from './names.ts';
import type { Person } from './people.ts';
import { createdBy, type Planner } from './plan.ts';

const excellentPercent = 18;

/** Principals are assessed in January on the year before. */
export function assess(planner: Planner, cadres: Cadres): void {
  const principals = [...cadres.heads, cadres.mergedHead, ...cadres.secretaries, ...cadres.mayors];
  for (const year of years) {
    const on = workingDay(day(`${year + 1}-01-20`));
    const desk = planner.desk(`assessments-${year}`, 'demo-officer-cadres', on);
    for (const person of principals) {
      const grade = desk.random.chance(excellentPercent) ? 'EXCELLENT' : 'COMPETENT';
      desk.record('RecordAssessment', { cadreId: person.id, year, grade }, { on });
      if (grade === 'EXCELLENT' && desk.random.chance(40)) {
        const reward = {
          cadreId: person.id,
          title: '嘉奖',
          grantedBy: `${planner.county.shortName}委、县政府`,
        };
        desk.record('GrantReward', reward, { on, basis: `虚文〔${year + 1}〕6号` });
      }
    }
  }
}

const starsOf = {
  VILLAGE: ['支部过硬', '产业兴旺', '生态宜居', '平安法治', '文明幸福'],
  COMMUNITY: ['支部过硬', '共建共享', '平安法治', '幸福和谐', '宜业兴业'],
};
const ratedVillages = 40;

/** Branches rated for 2023; five stars are few. */
export function rateBranches(planner: Planner, { villages, communities }: County): void {
  const on = workingDay(day('2023-12-19'));
  const desk = planner.desk('branches-2023', 'demo-officer-grassroots', on);
  for (const unit of [...villages.slice(0, ratedVillages), ...communities]) {
    const all = unit.type === 'COMMUNITY' ? starsOf.COMMUNITY : starsOf.VILLAGE;
    const stars = all.slice(0, desk.random.int(2, all.length));
    const rating = { organizationId: unit.id, year: 2023, stars };
    desk.record('RecordFiveStarRating', rating, { on, basis: '虚组〔2023〕58号' });
  }
}

/** A concurrent posting of 2023 whose month was read wrong, corrected in 2024. */
export function correctPosting(planner: Planner, county: County, person: Person): void {
  const desk = planner.desk('posting-corrected', 'demo-officer-cadres', '2023-06-05');
  const title = '县重点项目建设指挥部副指挥长';
  const posted = desk.record(
    'RecordPosting',
    {
      ...{ cadreId: person.id, postId: null, organizationId: county.departments[9]?.id, title },
      ...{ kind: 'CONCURRENT', staffing: 'ADMIN', role: null, until: null, openingBalance: false },
    },
    { on: '2023-06-05', basis: '虚办〔2023〕17号' },
  );
  const postingId = createdBy(posted);
  const fact = (on: string) => ({ on, title, role: null });
  desk.record(
    'CorrectPosting',
    {
      cadreId: person.id,
      postingId,
      eventId: postingId,
      was: fact('2023-06-05'),
      is: fact('2023-05-06'),
    },
    { on: '2024-04-09', reason: '月、日颠倒误录,以文件为准' },
  );
}

/** A place of birth copied from another form, corrected when the files were audited. */
export function correctProfile(planner: Planner, { id, profile }: Person): void {
  const nativePlace = `${planner.county.shortName}柳沟村`;
  const desk = planner.desk('profile-corrected', 'demo-officer-cadres', '2024-03-12');
  desk.record(
    'CorrectPersonProfile',
    { cadreId: id, was: profile, is: { ...profile, nativePlace } },
    { on: '2024-03-12', reason: '干部人事档案专项审核认定' },
  );
}

const familiesOfHeads = 12;
const unitsOfSpouses = ['第二小学教师', '人民医院护士', '供销社职员'];
/** Relation to the cadre, GB/T 4761. */
const relations = { husband: '11', wife: '12', son: '20', daughter: '30' };

/** Spouse and child of heads of departments, as they reported them; the child by month alone. */
export function recordFamilies(planner: Planner, heads: readonly Person[]): void {
  const desk = planner.desk('families', 'demo-officer-cadres', '2021-03-15');
  const nameOf = personNames(desk.random);
  const on = '2021-03-15';
  for (const { id, birth, profile } of heads.slice(0, familiesOfHeads)) {
    const isMan = profile.gender === 'MALE';
    const spouse = {
      relation: isMan ? relations.wife : relations.husband,
      name: nameOf(isMan ? 'FEMALE' : 'MALE'),
      birthMonth: addMonths(birth, desk.random.int(-24, 36)).slice(0, 7),
      unitAndPost: planner.county.shortName + desk.random.pick(unitsOfSpouses),
    };
    const isSon = desk.random.chance(50);
    const child = {
      relation: isSon ? relations.son : relations.daughter,
      name: nameOf(isSon ? 'MALE' : 'FEMALE'),
      birthMonth: addMonths(birth, desk.random.int(27 * 12, 30 * 12)).slice(0, 7),
      unitAndPost: null,
    };
    for (const relative of [spouse, child]) {
      desk.record(
        'RecordFamilyMember',
        { cadreId: id, relativeCadreId: null, ...relative },
        { on },
      );
    }
  }
}
