/**
 * A long history of real events: organizations, and cadres with ten events each, made by number so
 * that every run writes the same. All persons are invented.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { instant, type PartialDate } from '../events/dates.ts';
import type { EventDefinition } from '../events/define.ts';
import { eventCodec } from '../events/index.ts';
import { OrganizationOpened } from '../events/organization.ts';
import { PersonRegistered } from '../events/person.ts';
import { PostingEnded, PostingStarted } from '../events/posting.ts';
import { AssessmentRecorded, EducationRecorded, RewardGranted } from '../events/register.ts';
import { type CountyCode, checkCharacter, type DocumentNumber } from '../events/values.ts';
import type { Folding, NewStoredEvent, Write } from '../src/application/ports.ts';
import { sqliteLedger } from '../src/stores/sqlite/sqlite-ledger.ts';
import { root } from './peers.ts';

/** Cast: six digits, as the brand wants them. */
export const county = '419999' as CountyCode;
export const organizations = 1_000;
export const eventsOfCadre = 10;
const groupCommands = 256;
const startedAtMs = Date.parse('2015-01-01T00:00:00.000Z');
const stepMs = 2_000;
const surnames = [...'艾白柏卞蔡岑常车程池褚崔戴邓狄董窦段范方费冯符付傅甘葛耿龚'];
const characters = [...'波川达栋帆昊恒宏辉晨翠丹凤桂荷虹慧佳洁静娟兰莉琳玲露敏娜萍琴'];

/** Nothing is projected: the journal alone is measured. */
export const noFolding: Folding = { collections: [], keysOf: () => [], foldPage: () => [] };

/** A UUIDv7 made of a kind and a number: rising with the number, as the ledger's own are. */
export function idOf(kind: string, number: number): string {
  const hash = createHash('sha256').update(`${kind}/${number}`).digest('hex');
  const time = (startedAtMs + number * stepMs).toString(16).padStart(12, '0');
  const bits = `7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
  return `${time.slice(0, 8)}-${time.slice(8)}-${bits}`;
}

export const organizationId = (number: number) => idOf('organization', number % organizations);

type Fact = {
  readonly definition: EventDefinition;
  readonly on: string;
  readonly data: object;
  readonly personal?: object;
};

export function cadreWrite(number: number): Write {
  const cadreId = idOf('cadre', number);
  const facts = cadreFacts(number, cadreId);
  return {
    stream: `cadre-${cadreId}`,
    expected: 'none',
    events: stored(`cadre`, number, facts),
  };
}

function cadreFacts(number: number, cadreId: string): readonly Fact[] {
  const year = 2012 + (number % 4);
  const postingIds = [1, 4, 7].map((index) => eventId('cadre', number, index));
  const post = (index: number, on: string): Fact => ({
    definition: PostingStarted,
    on,
    data: posting(number, cadreId, index),
  });
  const end = (index: number, on: string): Fact => ({
    definition: PostingEnded,
    on,
    data: { cadreId, postingId: postingIds[index], reason: 'NEW_POST' },
  });
  const assessed = (of: number): Fact => ({
    definition: AssessmentRecorded,
    on: `${of}-12-31`,
    data: { cadreId, year: of },
    personal: { grade: number % 7 === 0 ? 'EXCELLENT' : 'COMPETENT' },
  });
  return [
    registered(number, cadreId),
    post(0, `${year}-07-01`),
    educated(number, cadreId, year),
    end(0, `${year + 3}-03-15`),
    post(1, `${year + 3}-03-15`),
    assessed(year + 4),
    end(1, `${year + 6}-09-01`),
    post(2, `${year + 6}-09-01`),
    assessed(year + 7),
    {
      definition: RewardGranted,
      on: `${year + 8}-05-04`,
      data: { cadreId },
      personal: { title: '记三等功一次,通报表扬', grantedBy: '虚构县委、虚构县人民政府' },
    },
  ];
}

function registered(number: number, cadreId: string): Fact {
  const month = String(1 + (number % 12)).padStart(2, '0');
  const born = `${1970 + (number % 25)}-${month}-01`;
  return {
    definition: PersonRegistered,
    on: '2012-01-01',
    data: { cadreId, openingBalance: false },
    personal: { ...profileOf(number, born), identityNumber: identityNumber(number) },
  };
}

function educated(number: number, cadreId: string, year: number): Fact {
  return {
    definition: EducationRecorded,
    on: `${year - 1}-07`,
    data: { cadreId, fullTime: number % 3 !== 0 },
    personal: { level: 'UNDERGRADUATE', degree: '管理学学士', school: '虚构农业大学' },
  };
}

export function profileOf(number: number, birth: string) {
  const pick = (list: readonly string[], by: number) => list[Math.floor(by) % list.length] ?? '';
  const given =
    pick(characters, number / surnames.length) +
    pick(characters, number / surnames.length / characters.length);
  return {
    name: pick(surnames, number) + given,
    gender: number % 3 === 0 ? 'FEMALE' : 'MALE',
    birth,
    ethnicity: '01',
    nativePlace: '虚构省虚构县',
    politicalStatus: '01',
    joinedPartyOn: '2007-07',
    workingSince: '2007-08',
    health: '健康',
  };
}

/** Of the area 419999, which no county has; the check character is right. */
export function identityNumber(number: number): string {
  const day = new Date(Date.UTC(1950, 0, 1) + Math.floor(number / 999) * 86_400_000);
  const date = day.toISOString().slice(0, 10).replaceAll('-', '');
  const digits = `419999${date}${String(1 + (number % 999)).padStart(3, '0')}`;
  return digits + checkCharacter(digits);
}

function posting(number: number, cadreId: string, index: number) {
  return {
    organizationId: organizationId(number * 3 + index),
    unitType: 'TOWNSHIP',
    postId: null,
    title: ['党政综合办公室科员', '经济发展办公室副主任', '党委委员、副乡长'][index],
    postKind: 'LEADING_POST',
    level: 'TOWNSHIP_DEPUTY',
    managementLevel: 'COUNTY',
    cadreId,
    kind: 'MAIN',
    staffing: 'ADMIN',
    role: null,
    grassroots: true,
    frontLine: index > 0,
    basedOn: null,
    openingBalance: false,
  };
}

export function organizationWrite(number: number): Write {
  const id = organizationId(number);
  const data = {
    ...{ organizationId: id, code: `T${number}`, name: `虚构${number}乡人民政府` },
    ...{ unitType: 'TOWNSHIP', parentId: null, countsAs: 'TOWNSHIP' },
    ...{ aboveDesignatedSize: false, openingBalance: true },
  };
  const facts = [{ definition: OrganizationOpened, on: '2010-01-01', data }];
  return {
    stream: `organization-${id}`,
    expected: 'none',
    events: stored('organization', number, facts),
  };
}

const eventId = (kind: string, number: number, index: number) =>
  idOf(`${kind}/event/${index}`, number);

/** Casts: brands of values made here; the codec has parsed what it encodes. */
function stored(kind: string, number: number, facts: readonly Fact[]): NewStoredEvent[] {
  const commandId = idOf(`${kind}/command`, number) as NewStoredEvent['meta']['commandId'];
  const digest = createHash('sha256').update(commandId).digest('hex');
  return facts.map(({ definition, on, data, personal }, index) => ({
    ...eventCodec.encode(definition, data, personal ?? null),
    id: eventId(kind, number, index) as NewStoredEvent['id'],
    meta: {
      ...{ county, actor: { subject: `officer-${number % 20}`, cadreId: null } },
      ...{ onBehalfOf: null, basis: document(number) },
      ...{
        reason: null,
        effectiveOn: on as PartialDate,
        correlationId: commandId,
        causationId: null,
      },
      ...{ commandId, command: 'RecordHistory', digest, index, count: facts.length },
      ...{ advisories: [], traceparent: null },
    } as NewStoredEvent['meta'],
  }));
}

const document = (number: number) =>
  `虚干〔${2012 + (number % 12)}〕${number % 200}号` as DocumentNumber;

/** The ledger file with about `events` events; written once and kept in bench/data. */
export async function historyFile(events: number): Promise<string> {
  const folder = join(root, 'bench', 'data');
  const file = join(folder, `history-${events}.db`);
  if (existsSync(file)) return file;
  process.stderr.write(`writing a history of ${events} events to ${file}\n`);
  mkdirSync(folder, { recursive: true });
  const partial = `${file}.partial`;
  for (const end of ['', '-wal', '-shm']) rmSync(`${partial}${end}`, { force: true });
  await writeHistory(partial, events);
  renameSync(partial, file);
  return file;
}

async function writeHistory(file: string, events: number): Promise<void> {
  let ms = startedAtMs;
  const clock = {
    now: () => {
      ms += stepMs;
      return instant(ms);
    },
  };
  const ledger = sqliteLedger({ file, folding: noFolding, clock });
  const cadres = Math.max(1, Math.floor((events - organizations) / eventsOfCadre));
  const writes = [
    ...Array.from({ length: organizations }, (_, number) => () => organizationWrite(number)),
    ...Array.from({ length: cadres }, (_, number) => () => cadreWrite(number)),
  ];
  for (let at = 0; at < writes.length; at += groupCommands) {
    const group = writes.slice(at, at + groupCommands);
    await Promise.all(group.map((write) => ledger.append([write()], [])));
  }
  await ledger.close();
}
