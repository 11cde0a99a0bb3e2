/** The two committed contracts are what the program says, and what was published stays. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { brokenPromises, type Catalogue, catalogueOf, catalogueText } from '../events/catalogue.ts';
import { CivilDate, type Instant } from '../events/dates.ts';
import { defineEvent, type EventDefinition, type Meta, p1, p2 } from '../events/define.ts';
import { eventCodec, eventDefinitions } from '../events/index.ts';
import { CadreId, text } from '../events/values.ts';
import { commands } from '../src/domain/index.ts';
import { idOf } from './scenario.ts';

const emitted = (file: string) => readFileSync(file, 'utf8');
const published = (): Catalogue => JSON.parse(emitted('events/catalogue.json'));

describe('the emitted files', () => {
  test('events/catalogue.json is fresh (npm run emit)', () => {
    const file = emitted('events/catalogue.json');
    expect(catalogueText(catalogueOf(eventDefinitions, JSON.parse(file)))).toBe(file);
  });

  test('schema/schema.graphql is fresh (npm run emit)', async () => {
    const { buildSchema, printed } = await import('../schema/index.ts');
    expect(printed(await buildSchema())).toBe(emitted('schema/schema.graphql'));
  });

  test('no published event version has changed', () => {
    expect(brokenPromises(published(), catalogueOf(eventDefinitions, published()))).toEqual([]);
  });
});

describe('the catalogue', () => {
  const cadreId = idOf<string>('cadre');
  const Praised = defineEvent({
    type: 'Praised',
    category: 'cadre',
    label: { zh: '表扬', en: 'Praised' },
    data: { cadreId: CadreId, on: CivilDate, form: z.enum(['ORAL', 'WRITTEN']) },
    personal: { words: p1(text(20)), illness: p2(text(20)).nullable() },
    subject: 'cadreId',
    sample: {
      data: { cadreId, on: '2024-01-31', form: 'ORAL' },
      personal: { words: '好', illness: null },
    },
  });
  const before = catalogueOf([Praised], null);
  const broken = (changed: Partial<EventDefinition>) =>
    brokenPromises(before, catalogueOf([{ ...Praised, ...changed } as EventDefinition], before));
  const data = (fields: z.ZodRawShape) => ({
    data: z.strictObject({ ...Praised.data.shape, ...fields }),
  });

  test('says of every version its shapes, marks, subject, labels and sample', () => {
    expect(before.events.Praised).toMatchObject({
      category: 'cadre',
      subject: 'cadreId',
      label: { zh: '表扬' },
      versions: [
        {
          version: 1,
          marks: { words: 'P1', illness: 'P2' },
          data: { additionalProperties: false, required: ['cadreId', 'on', 'form'] },
          personal: { properties: { words: { maxLength: 20 } } },
          sample: Praised.sample,
        },
      ],
    });
    expect(before.$defs.CivilDate).toEqual({ type: 'string' });
    expect(before.codes.UnitType?.VILLAGE).toEqual({ zh: '行政村', en: 'village' });
  });

  test('nothing is broken by nothing, by better labels or by another sample', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ label: { zh: '口头表扬', en: 'Praise' } })).toEqual([]);
    expect(broken({ sample: { ...Praised.sample, personal: { words: '很好' } } })).toEqual([]);
  });

  test('an enumeration may grow and not shrink', () => {
    expect(broken(data({ form: z.enum(['ORAL', 'WRITTEN', 'PUBLIC']) }))).toEqual([]);
    expect(broken(data({ form: z.enum(['ORAL']) }))).toEqual([
      'Praised version 1 was published with other data; add a version and a lift',
    ]);
  });

  test('a published version that changed is found, whatever changed in it', () => {
    const inData = ['Praised version 1 was published with other data; add a version and a lift'];
    expect(broken(data({ more: z.string() }))).toEqual(inData);
    expect(broken(data({ on: CivilDate.nullable() }))).toEqual(inData);
    expect(broken({ data: Praised.data.omit({ form: true }) as never })).toEqual(inData);
    expect(broken({ personal: null })).toHaveLength(2);
    expect(broken({ personal: Praised.personal.extend({ words: p2(text(20)) }) })).toHaveLength(2);
    expect(broken({ personal: Praised.personal.extend({ words: p1(text(21)) }) })).toHaveLength(1);
    expect(broken({ category: 'post' })).toEqual(['Praised was published with another category']);
    expect(broken({ subject: null })).toEqual(['Praised was published with another subject']);
  });

  test('a published type, version or shared shape that is gone is found', () => {
    const gone = brokenPromises(before, catalogueOf([], before));
    expect(gone[0]).toBe('Praised was published and is gone');
    expect(gone.filter((one) => one.startsWith('the shape'))).toHaveLength(2);
    const second = { ...before.events.Praised?.versions[0], version: 2 };
    const later = structuredClone(before) as unknown as {
      events: Record<string, { versions: unknown[] }>;
    };
    later.events.Praised?.versions.push(second);
    expect(brokenPromises(later as unknown as Catalogue, before)).toEqual([
      'Praised version 2 was published and is gone',
    ]);
  });

  test('a new version beside the published one breaks nothing and keeps its sample', () => {
    const { data: old, personal, sample } = Praised;
    const lifted = {
      ...Praised,
      ...data({ more: z.string() }),
      version: 2,
      earlier: [
        { data: old, personal, lift: (event: { data: unknown; personal: unknown }) => event },
      ],
    } as unknown as EventDefinition;
    const after = catalogueOf([lifted], before);
    expect(brokenPromises(before, after)).toEqual([]);
    expect(after.events.Praised?.versions.map((one) => one.version)).toEqual([1, 2]);
    expect(after.events.Praised?.versions[0]?.sample).toEqual(sample);
  });
});

describe('every event definition', () => {
  const meta = { effectiveOn: '2024-06-30', recordedAt: '2024-06-30T08:00:00.000Z' as Instant };
  const stored = (encoded: object) =>
    ({
      ...encoded,
      id: idOf('sample'),
      stream: 'sample-1',
      revision: 0,
      position: 1,
      meta: meta as unknown as Meta,
    }) as Parameters<typeof eventCodec.decode>[0];

  test.each(eventDefinitions.map((definition) => [definition.type, definition] as const))(
    '%s has a sample that is written and read as it stands',
    (_type, definition) => {
      const { data, personal } = definition.sample;
      const encoded = eventCodec.encode(definition, data, personal ?? null);
      const decoded = eventCodec.decode(stored(encoded));
      expect(decoded.data).toEqual(data);
      expect(decoded.personal).toEqual(personal ?? null);
    },
  );

  test('has earlier versions whose published samples are still read', () => {
    const earlier = Object.entries(published().events).flatMap(([type, { subject, versions }]) =>
      versions.slice(0, -1).map((one) => ({ type, subject, ...one })),
    );
    for (const { type, version, subject, sample } of earlier) {
      const own = sample as { data: Record<string, unknown>; personal?: object };
      const personal = own.personal ? { [String(own.data[subject ?? ''])]: own.personal } : null;
      const event = stored({ type, version, data: own.data, personal });
      expect(eventCodec.decode(event)).toMatchObject({ type });
    }
  });

  test('has a type and labels of its own', () => {
    const all = eventDefinitions.flatMap(({ type, label }) => [type, label.zh, label.en]);
    expect(all.filter((one, index) => one === '' || all.indexOf(one) !== index)).toEqual([]);
  });

  test('has personal fields that are all marked, and a subject that its data hold', () => {
    const { events } = catalogueOf(eventDefinitions, null);
    const wrong = eventDefinitions.filter(({ type, personal, subject, data }) => {
      const fields = Object.keys(personal?.shape ?? {});
      const marked = Object.keys(events[type]?.versions.at(-1)?.marks ?? {});
      const needsSubject = fields.length > 0;
      return (
        fields.join() !== marked.join() ||
        needsSubject !== (subject !== null) ||
        (subject !== null && !(subject in data.shape))
      );
    });
    expect(wrong.map(({ type }) => type)).toEqual([]);
  });
});

describe('every command', () => {
  test('has a name and labels of its own', () => {
    const all = commands.flatMap(({ name, label }) => [name, label.zh, label.en]);
    expect(all.filter((one, index) => one === '' || all.indexOf(one) !== index)).toEqual([]);
  });
});
