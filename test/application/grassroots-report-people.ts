/** What happens to people in a history the report is counted of; every fact with sensible defaults. */
import { AppointmentDecided, AppointmentTookEffect } from '../../events/appointment.ts';
import type { UnitType } from '../../events/code-tables.ts';
import { ExchangeCompleted, ExchangeProposed } from '../../events/exchange.ts';
import { PostEstablished } from '../../events/post.ts';
import {
  CivilServantAppointed,
  GrassrootsIntakeCompleted,
  InstitutionContractSigned,
  PostingStarted,
} from '../../events/posting.ts';
import {
  PovertyReliefPostingAssigned,
  PovertyReliefPostingCompleted,
  PovertyReliefPostingRecalled,
} from '../../events/relief-posting.ts';
import type { CadreId, EventId, ExchangeId, OrganizationId, PostId } from '../../events/values.ts';
import { idOf } from '../scenario.ts';
import type { History, On } from './history.ts';

const unit = (type: string) => idOf<OrganizationId>(`unit ${type}`);
export const who = (name: string) => idOf<CadreId>(name);
const stream = (name: string) => `cadre-${who(name)}`;
const originOf = (unitType: UnitType | null) =>
  unitType === null ? null : { organizationId: unit(unitType), unitType, role: null };

type Held = { unitType?: UnitType; post?: string | null; level?: 'TOWNSHIP_DEPUTY' | 'NONE' };
const held = ({ unitType = 'TOWNSHIP', post = null, level = 'TOWNSHIP_DEPUTY' }: Held) => ({
  organizationId: unit(unitType),
  unitType,
  postId: post === null ? null : idOf<PostId>(post),
  title: '职务',
  level,
});

export function intake(
  given: History,
  name: string,
  when: On,
  {
    from = 'VILLAGE' as UnitType,
    to = 'TOWNSHIP' as UnitType,
    channel = 'OTHER_ORGANIZATIONAL' as const as never,
    postingId = idOf<EventId>(`posting of ${name}`),
  } = {},
): EventId {
  const origin = { organizationId: unit(from), unitType: from, role: null };
  return given.add(
    stream(name),
    GrassrootsIntakeCompleted,
    {
      cadreId: who(name),
      origin,
      destinationId: unit(to),
      destinationType: to,
      channel,
      postingId,
    },
    when,
  );
}

type Appointed = Held & {
  from?: UnitType | null;
  channel?: 'OPEN_SELECTION' | 'REGULAR' | 'OTHER_ORGANIZATIONAL';
  kind?: 'MAIN' | 'ACTING' | 'SECONDED';
  postKind?: 'LEADING_POST' | 'RANK' | 'MID_LEVEL';
  managementLevel?: 'COUNTY' | 'CITY' | 'UNIT';
  teamMember?: boolean;
};
export function appointed(given: History, name: string, when: On, as: Appointed = {}): EventId {
  const { channel = 'OTHER_ORGANIZATIONAL', kind = 'MAIN', teamMember = false } = as;
  return given.add(
    stream(name),
    AppointmentTookEffect,
    {
      ...held(as),
      postKind: as.postKind ?? 'LEADING_POST',
      managementLevel: as.managementLevel ?? 'COUNTY',
      cadreId: who(name),
      kind,
      teamMember,
      caseId: null,
      decisionId: null,
      channel,
      lawfulRoute: 'ORDINARY',
      origin: originOf(as.from === undefined ? 'VILLAGE' : as.from),
      decidedOn: '2019-01-01',
      documentIssuedOn: null,
      document: null,
      tenureFrom: when.on,
    },
    when,
  );
}

/** Decided, the public notice still open. */
export function decided(given: History, name: string, when: On): EventId {
  return given.add(
    stream(name),
    AppointmentDecided,
    {
      ...held({}),
      postKind: 'LEADING_POST',
      managementLevel: 'COUNTY',
      cadreId: who(name),
      caseId: null,
      channel: 'REGULAR',
      decidedOn: when.on,
      noticeStartsOn: when.on,
    },
    when,
  );
}

export function posting(
  given: History,
  name: string,
  when: On,
  as: Held & { frontLine?: boolean; kind?: 'MAIN' | 'ACTING' } = {},
): EventId {
  const { frontLine = true, kind = 'MAIN' } = as;
  return given.add(
    stream(name),
    PostingStarted,
    {
      ...held(as),
      postKind: 'LEADING_POST',
      managementLevel: 'COUNTY',
      cadreId: who(name),
      kind,
      staffing: 'ADMIN',
      role: null,
      grassroots: true,
      frontLine,
      basedOn: null,
      openingBalance: true,
    },
    when,
  );
}

export function post(
  given: History,
  name: string,
  flags: { keyPost?: boolean; departmentHead?: boolean; managementLevel?: 'COUNTY' | 'CITY' },
): void {
  const postId = idOf<PostId>(name);
  given.add(
    `post-${postId}`,
    PostEstablished,
    {
      postId,
      organizationId: unit('COUNTY_ORGAN'),
      code: name,
      openingBalance: true,
      attributes: {
        name: '局长',
        kind: 'LEADING_POST',
        level: 'TOWNSHIP_PRINCIPAL',
        managementLevel: flags.managementLevel ?? 'COUNTY',
        mode: 'APPOINTED',
        principal: true,
        teamMember: true,
        keyPost: flags.keyPost ?? false,
        departmentHead: flags.departmentHead ?? false,
        underQuota: true,
        seats: 1,
      },
    },
    { on: '2010-01-01' },
  );
}

export function examined(
  given: History,
  name: string,
  when: On,
  { track = 'VILLAGE_CADRE' as 'VILLAGE_CADRE' | 'GENERAL', to = 'TOWNSHIP' as UnitType } = {},
): EventId {
  return given.add(
    stream(name),
    CivilServantAppointed,
    {
      cadreId: who(name),
      recruitmentId: idOf('exam'),
      positionId: idOf(`position of ${name}`),
      track,
      organizationId: unit(to),
      unitType: to,
      probationEndsOn: '2030-01-01',
      serviceEndsOn: null,
    },
    when,
  );
}

export function contracted(
  given: History,
  name: string,
  when: On,
  to: UnitType = 'TOWNSHIP',
): EventId {
  return given.add(
    stream(name),
    InstitutionContractSigned,
    {
      cadreId: who(name),
      recruitmentId: idOf('hiring'),
      positionId: idOf(`position of ${name}`),
      organizationId: unit(to),
      unitType: to,
      recruitmentBasis: 'GOOD_SECRETARY',
      contractEndsOn: '2030-01-01',
      probationEndsOn: null,
    },
    when,
  );
}

export function stationed(
  given: History,
  name: string,
  when: On,
  end: { completedOn?: string; recalledOn?: string },
  kind: 'POVERTY_RELIEF' | 'RURAL_REVITALIZATION' = 'POVERTY_RELIEF',
): void {
  const cadreId = who(name);
  const reliefPostingId = given.add(
    stream(name),
    PovertyReliefPostingAssigned,
    {
      cadreId,
      kind,
      role: 'FIRST_SECRETARY',
      organizationId: unit('VILLAGE'),
      unitType: 'VILLAGE',
      homeOrganizationId: unit('COUNTY_ORGAN'),
      homeType: 'COUNTY_ORGAN',
      ruleSetVersion: 1,
    },
    when,
  );
  const data = { cadreId, reliefPostingId };
  if (end.completedOn !== undefined) {
    given.add(stream(name), PovertyReliefPostingCompleted, data, { on: end.completedOn });
  }
  if (end.recalledOn !== undefined) {
    const recalled = { ...data, reason: 'UNFIT' as const };
    given.add(stream(name), PovertyReliefPostingRecalled, recalled, { on: end.recalledOn });
  }
}

export function exchanged(
  given: History,
  name: string,
  when: On,
  {
    from = 'TOWNSHIP' as UnitType,
    to = 'COUNTY_ORGAN' as UnitType,
    leader = false,
    completed = true,
  } = {},
): void {
  const exchangeId = idOf<ExchangeId>(`exchange of ${name}`);
  const move = {
    exchangeId,
    cadreId: who(name),
    kind: 'TRANSFER' as const,
    direction: 'UP' as const,
    fromOrganizationId: unit(from),
    fromType: from,
    fromPostingId: idOf<EventId>(`posting of ${name}`),
    postKindBefore: leader ? ('LEADING_POST' as const) : ('MID_LEVEL' as const),
    levelBefore: leader ? ('TOWNSHIP_DEPUTY' as const) : ('NONE' as const),
    midLevelOrBelow: !leader,
    toOrganizationId: unit(to),
    toType: to,
    toPostId: null,
  };
  const proposed = { ...move, reason: 'DEVELOPMENT' as const, toTitle: '科员', ruleSetVersion: 1 };
  given.add(`exchange-${exchangeId}`, ExchangeProposed, proposed, when);
  if (completed) given.add(`exchange-${exchangeId}`, ExchangeCompleted, move, when);
}
