/** Units and posts as they stand when the ledger begins. */
import type { UnitType } from '../../events/code-tables.ts';
import { placeNames } from './names.ts';
import { createdBy, type Desk, type Planner } from './plan.ts';
import { departmentPosts, townshipPosts } from './posts.ts';
import { random } from './random.ts';
import {
  communityCount,
  enterpriseKinds,
  institutionKinds,
  mergedOrgan,
  type Organ,
  organs,
  townshipKinds,
  villageCount,
} from './units.ts';

export type Unit = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly type: UnitType;
};
export type Post = { readonly id: string; readonly title: string; readonly unit: Unit };
export type Department = Unit & {
  readonly head: Post;
  readonly deputy: Post;
  readonly section: Post;
  readonly keyPost: boolean;
};
export type Township = Unit & {
  readonly secretary: Post;
  readonly mayor: Post;
  readonly viceSecretary: Post;
  readonly deputy: Post;
  readonly committee: Post;
  readonly station: Post;
  /** The township's own institution, which counts as the township. */
  readonly centre: Unit;
};
export type Village = Unit & { readonly township: Township };
export type County = {
  readonly root: Unit;
  readonly departments: readonly Department[];
  readonly merged: Department;
  readonly townships: readonly Township[];
  readonly villages: readonly Village[];
  readonly communities: readonly Village[];
  readonly enterprises: readonly (Unit & { readonly aboveDesignatedSize: boolean })[];
  readonly institutions: readonly Unit[];
};

/** Units are as old as the ledger's oldest postings; they are entered when the ledger begins. */
const foundedOn = '1996-01-01';
/** The department whose old stock of deputies is over its quota: allowed, with a warning. */
const overQuota = 30;
const opening = {
  on: foundedOn,
  recordedOn: '2019-01-02',
  basis: '虚编〔2019〕1号',
  reason: '期初建账',
};

export function openCounty(planner: Planner): County {
  const desk = planner.desk('units', 'demo-officer-structure', '2019-01-02');
  const places = placeNames(random(`${planner.seed}/places`));
  const { code, name } = planner.county;
  const opened = desk.record('OpenCounty', { name }, opening);
  const root: Unit = {
    ...{ id: createdBy(opened), code },
    ...{ name, type: 'COUNTY' },
  };
  const open = opener(desk);
  const departments = organs.map((one, index) => department(desk, open, one, root, index));
  const townships = townshipKinds.map(({ suffix, type }, index) =>
    township(desk, open, { name: places() + suffix, type, index }, root),
  );
  const rural = townships.filter(({ type }) => type === 'TOWNSHIP');
  const urban = townships.filter(({ type }) => type === 'SUBDISTRICT');
  const below =
    (upper: readonly Township[], type: UnitType, prefix: string, suffix: string) =>
    (_: unknown, index: number): Village => {
      const over = upper[index % upper.length] as Township;
      const code = `${prefix}${number(index)}`;
      return { ...open({ code, name: places() + suffix, type }, over), township: over };
    };
  return {
    root,
    departments,
    merged: department(desk, open, mergedOrgan, root, organs.length),
    townships,
    villages: Array.from({ length: villageCount }, below(rural, 'VILLAGE', 'V', '村')),
    communities: Array.from({ length: communityCount }, below(urban, 'COMMUNITY', 'C', '社区')),
    enterprises: enterpriseKinds.map(({ suffix, type, aboveDesignatedSize }, index) => {
      const name = places() + suffix;
      const unit = open({ code: `E${number(index)}`, name, type, aboveDesignatedSize }, root);
      return { ...unit, aboveDesignatedSize };
    }),
    institutions: institutionKinds.map(({ name, type }, index) =>
      open({ code: `S${number(index)}`, name, type }, root),
    ),
  };
}

type Opener = ReturnType<typeof opener>;
const number = (index: number) => String(index + 1).padStart(2, '0');

function opener(desk: Desk) {
  return (
    unit: {
      readonly code: string;
      readonly name: string;
      readonly type: UnitType;
      readonly aboveDesignatedSize?: boolean;
    },
    parent: Unit,
  ): Unit => {
    const { code, name, type, aboveDesignatedSize = false } = unit;
    const opened = desk.record(
      'OpenOrganization',
      {
        code,
        name,
        unitType: type,
        parentId: parent.id,
        aboveDesignatedSize,
        openingBalance: true,
      },
      opening,
    );
    return { id: createdBy(opened), code, name, type };
  };
}

function establish(desk: Desk, unit: Unit) {
  return (suffix: string, attributes: { readonly name: string }): Post => {
    const established = desk.record(
      'EstablishPost',
      {
        organizationId: unit.id,
        code: `${unit.code}-${suffix}`,
        attributes,
        openingBalance: true,
      },
      opening,
    );
    return { id: createdBy(established), title: attributes.name, unit };
  };
}

function department(desk: Desk, open: Opener, one: Organ, root: Unit, index: number): Department {
  const unit = open({ code: `D${number(index)}`, name: one.name, type: 'COUNTY_ORGAN' }, root);
  const post = establish(desk, unit);
  const is = departmentPosts(one);
  const head = post('01', is.head);
  const deputy = post('02', is.deputy);
  const section = post('03', is.section);
  const deputies = index === overQuota ? 1 : 5;
  const quota = { organizationId: unit.id, principals: 1, deputies };
  desk.record('SetQuota', quota, opening);
  return { ...unit, head, deputy, section, keyPost: one.keyPost };
}

function township(
  desk: Desk,
  open: Opener,
  one: { readonly name: string; readonly type: UnitType; readonly index: number },
  root: Unit,
): Township {
  const code = `T${number(one.index)}`;
  const unit = open({ code, name: one.name, type: one.type }, root);
  const post = establish(desk, unit);
  const isUrban = one.type === 'SUBDISTRICT';
  const is = townshipPosts(isUrban ? '主任' : one.name.endsWith('乡') ? '乡长' : '镇长', isUrban);
  const posts = {
    secretary: post('01', is.secretary),
    mayor: post('02', is.mayor),
    viceSecretary: post('03', is.viceSecretary),
    deputy: post('04', is.deputy),
    committee: post('05', is.committee),
    station: post('06', is.station),
  };
  desk.record('SetQuota', { organizationId: unit.id, principals: 2, deputies: 12 }, opening);
  const centre = open(
    { code: `${code}S`, name: `${one.name}便民服务中心`, type: 'INSTITUTION' },
    unit,
  );
  return { ...unit, ...posts, centre };
}
