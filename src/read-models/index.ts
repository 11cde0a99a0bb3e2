/** The list of read models. */
import type { ReadModel } from './projection.ts';
import { reservePoolModel } from './reserve-pool.ts';
import { reserveRoundModel } from './reserve-round.ts';

export const readModels: readonly ReadModel[] = [reservePoolModel, reserveRoundModel];
