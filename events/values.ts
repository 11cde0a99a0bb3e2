/**
 * The values of the language: branded, parsed once at the edge, never re-checked inside.
 * `meta.globalId` tells the GraphQL layer which global id an input field takes.
 */
import { z } from 'zod';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const uuid = () => z.string().regex(uuidPattern, 'is no UUID (lower case, with hyphens)');

export const EventId = uuid().brand<'EventId'>().meta({ id: 'EventId', globalId: 'Event' });
export type EventId = z.infer<typeof EventId>;
export const CommandId = uuid().brand<'CommandId'>().meta({ id: 'CommandId' });
export type CommandId = z.infer<typeof CommandId>;
export const CadreId = uuid().brand<'CadreId'>().meta({ id: 'CadreId', globalId: 'Cadre' });
export type CadreId = z.infer<typeof CadreId>;
export const OrganizationId = uuid()
  .brand<'OrganizationId'>()
  .meta({ id: 'OrganizationId', globalId: 'Organization' });
export type OrganizationId = z.infer<typeof OrganizationId>;
export const PostId = uuid().brand<'PostId'>().meta({ id: 'PostId', globalId: 'Post' });
export type PostId = z.infer<typeof PostId>;
export const ReserveRoundId = uuid()
  .brand<'ReserveRoundId'>()
  .meta({ id: 'ReserveRoundId', globalId: 'ReserveRound' });
export type ReserveRoundId = z.infer<typeof ReserveRoundId>;
export const OpenSelectionId = uuid()
  .brand<'OpenSelectionId'>()
  .meta({ id: 'OpenSelectionId', globalId: 'OpenSelection' });
export type OpenSelectionId = z.infer<typeof OpenSelectionId>;
export const OfferedItemId = uuid()
  .brand<'OfferedItemId'>()
  .meta({ id: 'OfferedItemId', globalId: 'OfferedItem' });
export type OfferedItemId = z.infer<typeof OfferedItemId>;
export const RecruitmentId = uuid()
  .brand<'RecruitmentId'>()
  .meta({ id: 'RecruitmentId', globalId: 'Recruitment' });
export type RecruitmentId = z.infer<typeof RecruitmentId>;
export const RecruitmentPositionId = uuid()
  .brand<'RecruitmentPositionId'>()
  .meta({ id: 'RecruitmentPositionId', globalId: 'RecruitmentPosition' });
export type RecruitmentPositionId = z.infer<typeof RecruitmentPositionId>;
export const ExchangeId = uuid()
  .brand<'ExchangeId'>()
  .meta({ id: 'ExchangeId', globalId: 'Exchange' });
export type ExchangeId = z.infer<typeof ExchangeId>;
export const LedgerId = uuid().brand<'LedgerId'>().meta({ id: 'LedgerId' });
export type LedgerId = z.infer<typeof LedgerId>;

/** A county by its six digits, GB/T 2260 shape. */
export const CountyCode = z
  .string()
  .regex(/^[1-9]\d{5}$/, 'is no county code; write six digits (GB/T 2260)')
  .brand<'CountyCode'>()
  .meta({ id: 'CountyCode', globalId: 'County' });
export type CountyCode = z.infer<typeof CountyCode>;

/**
 * Text a person typed: no control characters but line breaks, nothing invisible or that turns the
 * direction of writing, no blank ends, at most `max` characters; composed (NFC), so that what looks
 * the same is the same.
 */
export function text(max: number, min = 1) {
  return z
    .string()
    .normalize('NFC')
    .refine((value) => charactersIn(value) >= min && charactersIn(value) <= max, {
      error: `must have ${min} to ${max} characters`,
    })
    .refine((value) => value === value.trim(), { error: 'must not begin or end with a blank' })
    .refine((value) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value.replaceAll('\n', '')), {
      error: 'must not contain control or invisible characters',
    })
    .meta({ minLength: min, maxLength: max });
}

/** A character beyond the 65,536 first counts as one, though a string holds it as two. */
function charactersIn(value: string): number {
  return value.length - (value.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);
}

/** A person's or unit's name, one line. */
export const Name = text(60).refine((value) => !value.includes('\n'), {
  error: 'must be one line',
});
/** The number of a document (文号) a fact rests on. */
export const DocumentNumber = text(80).brand<'DocumentNumber'>().meta({ id: 'DocumentNumber' });
export type DocumentNumber = z.infer<typeof DocumentNumber>;
export const Remark = text(500);
export const Code = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,40}$/, 'is no code (letters, digits, . _ -)');

/** Counts of people and votes: bounded so that sums stay exact. */
export const Count = z.int().min(0).max(1_000_000);

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A citizen's identity number, GB 11643: 17 digits and a check character (ISO 7064 MOD 11-2). */
export const IdentityNumber = z
  .string()
  .regex(/^\d{17}[\dX]$/, 'is no identity number; 17 digits and a digit or X')
  .refine((number) => checkCharacter(number) === number[17], {
    error: 'has a wrong check character',
  })
  .refine((number) => birthExists(number), { error: 'holds a date of birth that does not exist' })
  .brand<'IdentityNumber'>()
  .meta({ id: 'IdentityNumber' });
export type IdentityNumber = z.infer<typeof IdentityNumber>;

/** The check character of the first 17 digits. */
export function checkCharacter(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return '10X98765432'[sum % 11] ?? '';
}

function birthExists(number: string): boolean {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}
