/**
 * The catalogue: every event type in every version as plain data (JSON Schema), for readers that do
 * not run this program. It is append-only: what is published is a promise to whoever keeps events.
 */
import { z } from 'zod';
import { codeTables } from './code-tables.ts';
import type { Earlier, EventDefinition, Label, Shape } from './define.ts';

type JsonSchema = { readonly [keyword: string]: unknown };
type Mark = 'P1' | 'P2';
export type CatalogueVersion = {
  readonly version: number;
  readonly data: JsonSchema;
  readonly personal: JsonSchema | null;
  /** The mark of each field of `personal`. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** An earlier version keeps the sample it was published with; null when it never was. */
  readonly sample: { readonly data: unknown; readonly personal?: unknown } | null;
};
export type CatalogueEvent = {
  readonly category: string;
  readonly subject: string | null;
  readonly label: Label;
  readonly versions: readonly CatalogueVersion[];
};
export type Catalogue = {
  readonly format: 1;
  readonly events: Readonly<Record<string, CatalogueEvent>>;
  /** Shapes that several events share, by the name `$ref` gives them. */
  readonly $defs: Readonly<Record<string, JsonSchema>>;
  /** The codes of enumerations with their labels. */
  readonly codes: Readonly<Record<string, Readonly<Record<string, Label>>>>;
};

/** The catalogue of these definitions; `published` lends the samples of earlier versions. */
export function catalogueOf(
  definitions: readonly EventDefinition[],
  published: Catalogue | null,
): Catalogue {
  const shared = new Map<string, JsonSchema>();
  const events = definitions.map((definition) => {
    const { type, category, subject, label, version, sample } = definition;
    const before = published?.events[type]?.versions ?? [];
    const versions = [
      ...definition.earlier.map((earlier: Earlier, index) => ({
        ...shapesOf(earlier.data, earlier.personal ?? null, index + 1, shared),
        sample: before.find((one) => one.version === index + 1)?.sample ?? null,
      })),
      { ...shapesOf(definition.data, definition.personal, version, shared), sample },
    ];
    return [type, { category, subject, label, versions }] as const;
  });
  const tables = [...codeTables].map(([name, { labels }]) => [name, labels] as const);
  return {
    format: 1,
    events: sorted(events),
    $defs: sorted([...shared]),
    codes: sorted(tables),
  };
}

/** The catalogue as its file holds it. */
export function catalogueText(catalogue: Catalogue): string {
  return `${JSON.stringify(catalogue, null, 1)}\n`;
}

/**
 * What was published and is so no longer, a sentence each; empty when every promise is kept. Labels
 * and samples may be improved and enumerations may grow; shapes, marks and subjects stay.
 */
export function brokenPromises(published: Catalogue, present: Catalogue): string[] {
  const events = Object.entries(published.events).flatMap(([type, before]) => {
    const after = present.events[type];
    if (after === undefined) return [`${type} was published and is gone`];
    const changed = (['category', 'subject'] as const)
      .filter((field) => before[field] !== after[field])
      .map((field) => `${type} was published with another ${field}`);
    return [
      ...changed,
      ...before.versions.flatMap((version) => brokenVersion(type, version, after)),
    ];
  });
  const shapes = Object.entries(published.$defs)
    .filter(([name, shape]) => !keeps(shape, present.$defs[name]))
    .map(([name]) => `the shape ${name} was published and has changed or is gone`);
  return [...events, ...shapes];
}

function brokenVersion(type: string, before: CatalogueVersion, event: CatalogueEvent): string[] {
  const name = `${type} version ${before.version}`;
  const after = event.versions.find(({ version }) => version === before.version);
  if (after === undefined) return [`${name} was published and is gone`];
  return (['data', 'personal', 'marks'] as const)
    .filter((part) => !keeps(before[part], after[part]))
    .map((part) => `${name} was published with other ${part}; add a version and a lift`);
}

/** Whether `after` says all that `before` said: equal, but for codes added to enumerations. */
function keeps(before: unknown, after: unknown, keyword = ''): boolean {
  if (before === null || after === null) return before === after;
  if (typeof before !== 'object' || typeof after !== 'object') return before === after;
  if (keyword === 'enum' && Array.isArray(before) && Array.isArray(after)) {
    return before.every((code) => after.includes(code));
  }
  const [old, now] = [before as JsonSchema, after as JsonSchema];
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].every((name) => keeps(old[name], now[name], name));
}

function shapesOf(
  data: Shape,
  personal: Shape | null,
  version: number,
  shared: Map<string, JsonSchema>,
): Omit<CatalogueVersion, 'sample'> {
  const own = personal === null ? null : schemaOf(personal, shared);
  const fields = Object.entries((own?.properties ?? {}) as Record<string, JsonSchema>);
  return {
    version,
    data: schemaOf(data, shared),
    personal: own,
    marks: Object.fromEntries(fields.flatMap(([field, of]) => markOf(field, of))),
  };
}

/** A field's mark stands on it or, where it may be null, on what it is otherwise. */
function markOf(field: string, schema: JsonSchema): [string, Mark][] {
  const choices = [schema, ...((schema.anyOf ?? []) as JsonSchema[])];
  const mark = choices.find(({ personal }) => personal !== undefined)?.personal;
  return mark === undefined ? [] : [[field, mark as Mark]];
}

/** JSON Schema of a shape; what it shares with others goes to `shared` and is referred to. */
function schemaOf(shape: Shape, shared: Map<string, JsonSchema>): JsonSchema {
  const {
    $schema: _dialect,
    $defs = {},
    ...schema
  } = z.toJSONSchema(shape, {
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // Hints for the GraphQL layer; they say nothing about what is stored.
      delete jsonSchema.globalId;
      delete jsonSchema.scalar;
    },
  }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  for (const [name, found] of Object.entries($defs)) {
    const known = shared.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(found)) {
      throw new Error(`two shapes are called ${name}`);
    }
    shared.set(name, found);
  }
  return schema;
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
