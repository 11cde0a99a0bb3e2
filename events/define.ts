/**
 * What an event definition is. A definition holds everything a reader must know of a fact: its
 * labels, the shape of its data, which values are personal, a sample, and all earlier versions.
 */
import { z } from 'zod';
import type { Instant, PartialDate } from './dates.ts';
import type { CadreId, CommandId, CountyCode, DocumentNumber, EventId } from './values.ts';

export type Label = { readonly zh: string; readonly en: string };

/** A stream category: the part of a stream's name before its first hyphen. */
export type Category =
  | 'ledger'
  | 'county'
  | 'organization'
  | 'post'
  | 'cadre'
  | 'identity'
  | 'code'
  | 'reserveRound'
  | 'openSelection'
  | 'recruitment'
  | 'exchange'
  | 'ruleSet';

export type Shape = z.ZodObject<z.ZodRawShape>;

/** An earlier version: its shapes, and the lift that makes the next version of it. */
export type Earlier = {
  readonly data: Shape;
  readonly personal?: Shape;
  readonly lift: (event: { data: unknown; personal: unknown }) => {
    data: unknown;
    personal: unknown;
  };
};

export type EventDefinition<
  T extends string = string,
  D extends Shape = Shape,
  P extends Shape | null = Shape | null,
> = {
  readonly type: T;
  readonly category: Category;
  /** Versions count from 1; the present one is one more than there are earlier ones. */
  readonly version: number;
  readonly label: Label;
  readonly data: D;
  /** Fields marked P1 or P2; stored apart, under the subject they belong to. */
  readonly personal: P;
  /** The field of `data` that holds the subject of the personal fields. */
  readonly subject: string | null;
  readonly sample: { readonly data: z.input<D>; readonly personal?: unknown };
  readonly earlier: readonly Earlier[];
};

/** Marks a field as personal, internal (P1: name, birth, education …). */
export const p1 = <S extends z.ZodType>(schema: S): S => schema.meta({ personal: 'P1' }) as S;
/** Marks a field as personal, sensitive (P2: identity number, health, family …). */
export const p2 = <S extends z.ZodType>(schema: S): S => schema.meta({ personal: 'P2' }) as S;

/**
 * Defines an event. `data` and `personal` are raw zod shapes; unknown fields are refused on write
 * and on read. A published version is never edited: append to `earlier` and lift.
 */
export function defineEvent<
  const T extends string,
  D extends z.ZodRawShape,
  P extends z.ZodRawShape = never,
>(definition: {
  type: T;
  category: Category;
  label: Label;
  data: D;
  personal?: P;
  subject?: keyof D & string;
  sample: { data: z.input<z.ZodObject<D>>; personal?: z.input<z.ZodObject<P>> };
  earlier?: readonly Earlier[];
}): EventDefinition<T, z.ZodObject<D>, [P] extends [never] ? null : z.ZodObject<P>> {
  const { data, personal, subject, earlier = [], ...rest } = definition;
  return {
    ...rest,
    earlier,
    version: earlier.length + 1,
    data: z.strictObject(data),
    personal: (personal === undefined ? null : z.strictObject(personal)) as never,
    subject: subject ?? null,
  } as never;
}

/** Who acted: the token's subject, and the cadre it is, where known. */
export type Actor = { readonly subject: string; readonly cadreId: CadreId | null };

/** An advisory or refusal as data; its sentences live in src/domain. */
export type Finding = {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly rule: string | null;
  readonly basis: string | null;
  readonly evidence: readonly EventId[];
};

/** What is known about every event beside its data (architecture: «Events and time»). */
export type Meta = {
  readonly county: CountyCode | null;
  readonly actor: Actor;
  readonly onBehalfOf: string | null;
  readonly basis: DocumentNumber | null;
  readonly reason: string | null;
  readonly effectiveOn: PartialDate;
  readonly recordedAt: Instant;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly commandId: CommandId;
  readonly command: string;
  readonly digest: string;
  readonly index: number;
  readonly count: number;
  readonly advisories: readonly Finding[];
  readonly traceparent: string | null;
};

export type DataOf<D extends EventDefinition> = z.output<D['data']>;
export type PersonalOf<D extends EventDefinition> = D['personal'] extends Shape
  ? z.output<D['personal']>
  : null;

/** An event as the journal gave it, decoded to the present version. */
export type Recorded<D extends EventDefinition = EventDefinition> = {
  readonly id: EventId;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly type: D['type'];
  readonly data: DataOf<D>;
  /** null also when the person's values were erased: never rely on it in a decision. */
  readonly personal: PersonalOf<D> | null;
  readonly meta: Meta;
};
