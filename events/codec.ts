/**
 * Between events as the domain sees them and events as stores keep them. Parses on write and on
 * read, after lifting earlier versions. An event that does not parse is never passed on.
 */
import type { EventDefinition, Meta, Recorded } from './define.ts';
import type { EventId } from './values.ts';

type Json = { readonly [field: string]: unknown };
type Encoded = {
  readonly type: string;
  readonly version: number;
  readonly data: Json;
  readonly personal: { readonly [subject: string]: Json } | null;
};
type Stored = Encoded & {
  readonly id: EventId;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly meta: Meta;
};
export type Codec = ReturnType<typeof codec>;

/** Thrown when a stored event cannot be read: names type, version and position, never a value. */
export class UnreadableEvent extends Error {
  constructor(event: { type: string; version: number; position?: number }, why: string) {
    super(
      `event ${event.type} version ${event.version} at position ${event.position ?? 'none'} ${why}`,
    );
    this.name = 'UnreadableEvent';
  }
}

/** The codec over a list of definitions; a type defined twice is refused. */
export function codec(definitions: readonly EventDefinition[]) {
  const byType = new Map(definitions.map((definition) => [definition.type, definition]));
  if (byType.size !== definitions.length) throw new Error('an event type is defined twice');

  /** Throws when data or personal are not of the definition's shape: a defect of the decider. */
  function encode(definition: EventDefinition, data: unknown, personal: unknown): Encoded {
    const fail = (why: string) =>
      new Error(`${definition.type} version ${definition.version} cannot be recorded: ${why}`);
    const parsed = definition.data.safeParse(data);
    if (!parsed.success) throw fail(pathsOf(parsed.error));
    if (definition.personal === null) {
      return {
        type: definition.type,
        version: definition.version,
        data: parsed.data,
        personal: null,
      };
    }
    const own = definition.personal.safeParse(personal ?? {});
    if (!own.success) throw fail(pathsOf(own.error));
    const subject = String(parsed.data[definition.subject ?? '']);
    return {
      type: definition.type,
      version: definition.version,
      data: parsed.data,
      personal: { [subject]: own.data },
    };
  }

  /** The event at its present version. Throws UnreadableEvent. */
  function decode(stored: Stored): Recorded {
    const definition = byType.get(stored.type);
    if (definition === undefined) throw new UnreadableEvent(stored, 'is of an unknown type');
    if (stored.version > definition.version) {
      throw new UnreadableEvent(stored, 'is newer than this program; start a newer one');
    }
    const subject = definition.subject === null ? null : stored.data[definition.subject];
    let lifted: { data: unknown; personal: unknown } = {
      data: stored.data,
      personal: stored.personal === null ? null : (stored.personal[String(subject)] ?? null),
    };
    for (const earlier of definition.earlier.slice(stored.version - 1))
      lifted = earlier.lift(lifted);
    const data = definition.data.safeParse(lifted.data);
    if (!data.success) throw new UnreadableEvent(stored, `does not parse: ${pathsOf(data.error)}`);
    const personal =
      definition.personal === null || lifted.personal === null
        ? null
        : definition.personal.safeParse(lifted.personal);
    if (personal?.success === false) {
      throw new UnreadableEvent(stored, `does not parse: ${pathsOf(personal.error)}`);
    }
    const { id, stream, revision, position, type, meta } = stored;
    return {
      id,
      stream,
      revision,
      position,
      type,
      data: data.data as never,
      personal: (personal?.data ?? null) as never,
      meta,
    };
  }

  return { encode, decode, definitionOf: (type: string) => byType.get(type) ?? null };
}

/** Paths and kinds of what is wrong; never the values, which may be personal. */
function pathsOf(error: { issues: readonly { path: PropertyKey[]; code: string }[] }): string {
  return error.issues
    .map((issue) => `${issue.path.join('.') || '(whole)'}: ${issue.code}`)
    .join('; ');
}
