/** What became of units: a bureau merged in 2019, a township turned town, an office renamed; retirements. */
import { addMonths } from '../../events/dates.ts';
import { appointBatch } from './appointments.ts';
import type { Cadres } from './cadres.ts';
import { day } from './calendar.ts';
import type { County, Township } from './county.ts';
import type { Planner } from './plan.ts';
import { townshipPosts } from './posts.ts';

const basis = '虚编〔2019〕6号';
/** The commission for development and reform. */
const mergedInto = 9;
const reliefOffice = 34;

/** The head of the merged bureau takes another; its posts move with whoever holds them. */
export function reorganize(planner: Planner, county: County, cadres: Cadres): void {
  const { departments, merged } = county;
  const last = departments.at(-1);
  const into = departments[mergedInto];
  const office = departments[reliefOffice];
  if (last === undefined || into === undefined || office === undefined) {
    throw new Error('the departments are fewer than the plan needs');
  }
  appointBatch(planner, 'merger', '2019-03-05', [
    { person: cadres.mergedHead, post: last.head, lawfulRoute: 'ORDINARY', exact: true },
  ]);
  const desk = planner.desk('merger', 'demo-officer-structure', '2019-03-25');
  const units = { organizationId: merged.id, intoId: into.id };
  desk.record('MergeOrganizations', units, { on: '2019-03-25', basis });
  for (const post of [merged.head, merged.deputy]) {
    desk.record('AbolishPost', { postId: post.id }, { on: '2019-03-26', basis });
  }
  const renamed = { organizationId: office.id, name: '县乡村振兴局' };
  desk.record('RenameOrganization', renamed, { on: '2021-06-03', basis: '虚编〔2021〕4号' });
}

/** 撤乡建镇: the unit stays the same, its name and the names of its posts change. */
export function renameTownship(planner: Planner, { townships }: County): void {
  const on = '2020-11-24';
  const township = townships.findLast(({ name }) => name.endsWith('乡'));
  if (township === undefined) return;
  const desk = planner.desk('township-renamed', 'demo-officer-structure', on);
  const circumstances = { on, basis: '虚民〔2020〕31号' };
  const name = `${township.name.slice(0, -1)}镇`;
  const organizationId = township.id;
  desk.record('RenameOrganization', { organizationId, name }, circumstances);
  const centre = { organizationId: township.centre.id, name: `${name}便民服务中心` };
  desk.record('RenameOrganization', centre, circumstances);
  renamePosts(desk, township, circumstances);
}

function renamePosts(
  desk: ReturnType<Planner['desk']>,
  { mayor, deputy, type }: Township,
  circumstances: { readonly on: string; readonly basis: string },
): void {
  const attributes = townshipPosts('镇长', type === 'SUBDISTRICT');
  for (const [post, is] of [
    [mayor, attributes.mayor],
    [deputy, attributes.deputy],
  ] as const) {
    desk.record('RedefinePost', { postId: post.id, attributes: is }, circumstances);
  }
}

const retirementAgeMonths = 60 * 12;

export function retire(planner: Planner, { retiring }: Cadres): void {
  for (const [index, person] of retiring.entries()) {
    const month = addMonths(day(`${person.birth.slice(0, 7)}-01`), retirementAgeMonths + 1);
    const desk = planner.desk(`retirement/${index}`, 'demo-officer-cadres', month);
    const ended = { cadreId: person.id, postingId: person.postingId, reason: 'RETIREMENT' };
    desk.record('EndPosting', ended, {
      on: month,
      basis: `虚组退〔${month.slice(0, 4)}〕${index + 2}号`,
    });
  }
}
