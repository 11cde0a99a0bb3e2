/** A county in which people can be recruited, stationed and exchanged, asked through the schema. */
import { expect } from '@jest/globals';
import type { UnitType } from '../../events/code-tables.ts';
import type { Recorded } from '../../events/define.ts';
import type { CadreId, OrganizationId } from '../../events/values.ts';
import { toGlobalId } from '../../schema/toolkit/global-id.ts';
import { OpenOrganization } from '../../src/domain/organization.ts';
import { RegisterPerson } from '../../src/domain/person.ts';
import { RecordPosting } from '../../src/domain/posting.ts';
import { identityNumberOf, profile } from '../domain/given-people.ts';
import { type LedgerUnderTest, ledgerUnderTest } from '../ledger-under-test.ts';
import { asking } from './asking.ts';

/** A township's office head and a village's secretary, both since 2015; all ids are global. */
export async function countyAsked() {
  const under = await ledgerUnderTest('memory');
  const organ = await opened(under, 'B01', '虚构局', 'COUNTY_ORGAN', under.rootId);
  const township = await opened(under, 'T01', '虚构乡', 'TOWNSHIP', under.rootId);
  const village = await opened(under, 'V01', '虚构村', 'VILLAGE', township);
  const head = await posted(under, 1, township, { staffing: 'ADMIN', role: null });
  const role = 'VILLAGE_SECRETARY' as const;
  const secretary = await posted(under, 3, village, { staffing: 'NONE', role });
  const ids = {
    organ: toGlobalId('Organization', organ),
    township: toGlobalId('Organization', township),
    village: toGlobalId('Organization', village),
    head: toGlobalId('Cadre', head),
    secretary: toGlobalId('Cadre', secretary),
  };
  const { answer } = asking(under.application);
  const ask = async (source: string, values: object = {}) =>
    JSON.parse(JSON.stringify(await answer<unknown>(source, values)));
  /** Sends a mutation that must be recorded; gives the entity it is about. */
  async function tell(
    name: string,
    input: Record<string, unknown>,
    effectiveOn: string,
    entity: string,
  ) {
    const type = name.slice(0, 1).toUpperCase() + name.slice(1);
    const answered = await ask(
      `mutation ($input: ${type}Input!, $on: PartialDate) {
        ${name}(input: $input, record: { effectiveOn: $on, basis: "虚组〔2022〕1号", reason: "经核实" }) {
          ... on ${type}Recorded { advisories { code } ${entity} }
          ... on CommandRefused { refusals { code sentence { zh } } } } }`,
      { input, on: effectiveOn },
    );
    expect(answered[name].refusals ?? []).toEqual([]);
    return answered[name];
  }
  return { ids, ask, tell, close: () => under.close() };
}

const since = { effectiveOn: '2019-01-01' };

async function opened(
  under: LedgerUnderTest,
  code: string,
  name: string,
  unitType: UnitType,
  parentId: OrganizationId,
) {
  const input = { code, name, unitType, parentId };
  const events = await under.record(OpenOrganization, input as never, since);
  return idIn<OrganizationId>(events, 'organizationId');
}

async function posted(
  under: LedgerUnderTest,
  serial: number,
  organizationId: OrganizationId,
  held: { staffing: 'ADMIN' | 'NONE'; role: 'VILLAGE_SECRETARY' | null },
) {
  const identityNumber = identityNumberOf('1988-06-01', serial);
  const person = { ...profile, birth: '1988-06-01', identityNumber, openingBalance: true };
  const registered = await under.record(RegisterPerson, person, since);
  const cadreId = idIn<CadreId>(registered, 'cadreId');
  await under.record(
    RecordPosting,
    {
      cadreId,
      organizationId,
      postId: null,
      title: '负责人',
      kind: 'MAIN',
      until: null,
      openingBalance: true,
      ...held,
    },
    since,
  );
  return cadreId;
}

function idIn<T>(events: readonly Recorded[], field: string): T {
  return events.find(({ data }) => data[field] !== undefined)?.data[field] as T;
}
