/** What a setting is, and the shapes many of them share. */
import { z } from 'zod';
import type { Label } from '../../events/define.ts';

export type Setting<S extends z.ZodType, F extends string | null> = {
  /** The variable; further names are read when the first is not set. */
  readonly names: readonly [string, ...string[]];
  readonly meaning: Label;
  /** null: not set. */
  readonly fallback: F;
  readonly secret: boolean;
  /** Its messages complete the sentence that begins with the variable's name. */
  readonly shape: S;
};
export const setting = <S extends z.ZodType, const F extends string | null>(it: Setting<S, F>) =>
  it;

export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .refine(
      (digits) => /^\d{1,9}$/.test(digits) && Number(digits) >= min && Number(digits) <= max,
      {
        error: `must be a whole number from ${min} to ${max}`,
      },
    )
    .transform(Number);
