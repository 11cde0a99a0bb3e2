/** Organizations with their place in the tree, their quotas, and the seats taken of them. */
import type { UnitType } from '../../events/code-tables.ts';
import { firstDay, type PartialDate } from '../../events/dates.ts';
import {
  OrganizationAbolished,
  OrganizationMerged,
  OrganizationMoved,
  OrganizationOpened,
  OrganizationRenamed,
  QuotaReleased,
  QuotaSeatCorrected,
  QuotaSet,
  QuotaTaken,
} from '../../events/organization.ts';
import {
  OrganizationCorrected,
  OrganizationDateCorrected,
  OrganizationEndVoided,
} from '../../events/organization-correction.ts';
import { collection, handle, movedTo, readModel } from './projection.ts';

export type OrganizationRow = {
  readonly county: string | null;
  readonly organizationId: string;
  readonly code: string;
  readonly name: string;
  readonly unitType: UnitType;
  readonly countsAs: UnitType;
  readonly parentId: string | null;
  readonly aboveDesignatedSize: boolean;
  readonly openingBalance: boolean;
  readonly openedOn: PartialDate;
  readonly endedOn: PartialDate | null;
  readonly mergedIntoId: string | null;
  readonly nameEventId: string;
  readonly placeEventId: string;
  readonly endEventId: string | null;
  readonly eventId: string;
  readonly document: string | null;
};
const row = handle<OrganizationRow>();
const ofOrganization = (event: { data: { organizationId: string } }) => event.data.organizationId;

export const organizations = collection<OrganizationRow>({
  name: 'organizations',
  columns: {
    county: (state) => state.county,
    organizationId: (state) => state.organizationId,
    code: (state) => state.code,
    unitType: (state) => state.unitType,
    countsAs: (state) => state.countsAs,
    parentId: (state) => state.parentId,
    aboveDesignatedSize: (state) => state.aboveDesignatedSize,
    openingBalance: (state) => state.openingBalance,
    openedOn: (state) => firstDay(state.openedOn),
    endedOn: (state) => firstDay(state.endedOn),
    ended: (state) => state.endedOn !== null,
    mergedIntoId: (state) => state.mergedIntoId,
  },
  indexes: [
    ['county', 'unitType', 'code'],
    ['county', 'code'],
    ['parentId', 'code'],
  ],
  text: (state) => state.name,
  on: [
    row.begins(OrganizationOpened, ofOrganization, ({ id, data, meta }) => ({
      ...data,
      county: meta.county,
      openedOn: meta.effectiveOn,
      endedOn: null,
      mergedIntoId: null,
      nameEventId: id,
      placeEventId: id,
      endEventId: null,
      eventId: id,
      document: meta.basis,
    })),
    row.continues(OrganizationRenamed, ofOrganization, (state, { id, data }) => ({
      ...state,
      name: data.name,
      nameEventId: id,
    })),
    row.continues(OrganizationMoved, ofOrganization, (state, { id, data }) => ({
      ...state,
      parentId: data.parentId,
      countsAs: data.countsAs,
      placeEventId: id,
    })),
    row.continues(OrganizationMerged, ofOrganization, (state, { id, data, meta }) => ({
      ...state,
      endedOn: meta.effectiveOn,
      mergedIntoId: data.intoId,
      endEventId: id,
    })),
    row.continues(OrganizationAbolished, ofOrganization, (state, { id, meta }) => ({
      ...state,
      endedOn: meta.effectiveOn,
      endEventId: id,
    })),
    row.voids(OrganizationEndVoided, ofOrganization, ({ data }) => data.eventId),
    row.amends(
      OrganizationCorrected,
      ofOrganization,
      (event) => event.data.eventId,
      (fact, { data: { is } }) =>
        movedTo({ ...fact, data: { ...fact.data, ...factsOf(fact.type, is) } }, is.on),
    ),
    row.amends(
      OrganizationDateCorrected,
      ofOrganization,
      ({ data }) => data.eventId,
      (fact, { data }) => movedTo(fact, data.is),
    ),
  ],
});

/** What of a correction belongs to the fact corrected. */
function factsOf(type: string, is: (typeof OrganizationCorrected)['data']['_output']['is']) {
  const { on: _on, ...opened } = is;
  if (type === OrganizationOpened.type) return opened;
  return type === OrganizationRenamed.type ? { name: is.name } : { countsAs: is.countsAs };
}

export type QuotaRow = {
  readonly county: string | null;
  readonly organizationId: string;
  readonly principals: number;
  readonly deputies: number;
  readonly setOn: PartialDate;
  readonly eventId: string;
  readonly document: string | null;
};
const quotaRow = handle<QuotaRow>();

/** 职数: the figures in force, one row an organization. */
export const quotas = collection<QuotaRow>({
  name: 'quotas',
  columns: {
    county: (state) => state.county,
    organizationId: (state) => state.organizationId,
    principals: (state) => state.principals,
    deputies: (state) => state.deputies,
    setOn: (state) => firstDay(state.setOn),
  },
  indexes: [['county', 'organizationId']],
  on: [
    quotaRow.begins(QuotaSet, ofOrganization, ({ id, data, meta }) => ({
      ...data,
      county: meta.county,
      setOn: meta.effectiveOn,
      eventId: id,
      document: meta.basis,
    })),
    quotaRow.amends(
      OrganizationDateCorrected,
      ofOrganization,
      ({ data }) => data.eventId,
      (fact, { data }) => movedTo(fact, data.is),
    ),
  ],
});

export type QuotaSeatRow = {
  readonly county: string | null;
  readonly organizationId: string;
  readonly postId: string;
  readonly cadreId: string;
  readonly principal: boolean;
  readonly openingBalance: boolean;
  readonly takenOn: PartialDate;
  readonly eventId: string;
  readonly document: string | null;
};
const seatRow = handle<QuotaSeatRow>();
type Seat = { organizationId: string; postId: string; cadreId: string };
const ofSeat = ({ data }: { data: Seat }) =>
  `${data.organizationId}/${data.postId}/${data.cadreId}`;

/** 职数占用: a seat of the quota while somebody takes it; released, it is no row any more. */
export const quotaSeats = collection<QuotaSeatRow>({
  name: 'quotaSeats',
  columns: {
    county: (state) => state.county,
    organizationId: (state) => state.organizationId,
    postId: (state) => state.postId,
    cadreId: (state) => state.cadreId,
    principal: (state) => state.principal,
    openingBalance: (state) => state.openingBalance,
    takenOn: (state) => firstDay(state.takenOn),
  },
  indexes: [
    ['county', 'organizationId', 'principal'],
    ['organizationId', 'principal'],
  ],
  on: [
    seatRow.begins(QuotaTaken, ofSeat, ({ id, data, meta }) => ({
      ...data,
      county: meta.county,
      takenOn: meta.effectiveOn,
      eventId: id,
      document: meta.basis,
    })),
    seatRow.continues(QuotaReleased, ofSeat, () => null),
    seatRow.amends(
      QuotaSeatCorrected,
      ofSeat,
      ({ data }) => data.eventId,
      (fact, { data }) => movedTo(fact, data.is),
    ),
  ],
});

export const organizationModel = readModel('organization', 3, [organizations, quotas, quotaSeats]);
