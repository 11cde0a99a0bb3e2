/** The list of read models. */
import type { ReadModel } from './projection.ts';

export const readModels: readonly ReadModel[] = [];
