/** Commands for a ledger under fault: of one stream, of several, and some that meet each other. */
import { z } from 'zod';
import { checkCharacter } from '../../events/values.ts';
import { newCommandId } from '../../src/application/ids.ts';
import type { Random } from '../../src/demo/random.ts';
import { systemClock } from '../../src/server/open-folder.ts';

export const county = '419999';
export type Invented = {
  readonly commandId: string;
  readonly field: string;
  readonly query: string;
  readonly variables: { readonly input: object; readonly record: object };
};

export function openCounty(): Invented {
  return invented('openCounty', 'OpenCounty', { name: '虚构县' }, { effectiveOn: '1949-10-01' });
}

/** Asked by every reader; it holds the county's first organization. */
export const query = `{ ledger { head }
  organizations(county: "${county}", first: 10) { nodes { id name } } }`;
const Roots = z.object({ nodes: z.array(z.object({ id: z.string() })) });

export function rootIn(data: Readonly<Record<string, unknown>> | null): string | null {
  return Roots.parse(data?.organizations).nodes[0]?.id ?? null;
}

/** `rootId`: of the county's first organization. Renames of it meet each other. */
export function inventor(chance: Random, rootId: string, numbers: () => number) {
  return (): Invented => {
    const n = numbers();
    const kind = chance.int(1, 10);
    if (kind <= 5) return openOrganization(n, rootId);
    // Now and then somebody who is registered already: refused, and nothing is recorded.
    if (kind <= 8) return registerPerson(chance.chance(10) ? chance.int(1, n) : n);
    const input = { organizationId: rootId, name: `虚构县第${n}号` };
    return invented('renameOrganization', 'RenameOrganization', input);
  };
}

function openOrganization(n: number, parentId: string): Invented {
  const input = { code: `F${n}`, name: `虚构单位${n}`, unitType: 'INSTITUTION', parentId };
  return invented('openOrganization', 'OpenOrganization', input);
}

function registerPerson(n: number): Invented {
  return invented('registerPerson', 'RegisterPerson', personInput(n));
}

/** Each number is another person; the area 419999 does not exist, so they are nobody. */
export function personInput(n: number): object {
  const two = (value: number) => String(value).padStart(2, '0');
  const [year, month, day] = [1960 + (n % 30), 1 + (Math.floor(n / 30) % 12), 1 + (n % 28)];
  const serial = String((Math.floor(n / 360) % 499) * 2 + 1).padStart(3, '0');
  const digits = `${county}${year}${two(month)}${two(day)}${serial}`;
  const birth = `${year}-${two(month)}-${two(day)}`;
  return {
    ...{ identityNumber: digits + checkCharacter(digits), name: `虚构${n}`, gender: 'MALE', birth },
    ...{ ethnicity: '01', politicalStatus: '13', workingSince: `${year + 22}-07` },
    ...{ nativePlace: null, joinedPartyOn: null, health: null },
  };
}

function invented(field: string, command: string, input: object, more: object = {}): Invented {
  const commandId = newCommandId(systemClock.now());
  const query = `mutation ($input: ${command}Input!, $record: RecordInput) {
    ${field}(input: $input, record: $record) {
      ... on ${command}Recorded { commandId events { ${eventFields} } }
      ... on CommandRefused { commandId refusals { code } }
    } }`;
  const record = { county, commandId, basis: '虚编〔2026〕1号', ...more };
  return { commandId, field, query, variables: { input, record } };
}

/** All a client can see of an event: the same for ever. */
export const eventFields =
  'position id type stream revision commandId command recordedAt effectiveOn document actor data';
