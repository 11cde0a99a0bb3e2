/** The list of read models. */

import { countyModel } from './county.ts';
import { fiveStarRatingModel } from './five-star-rating.ts';
import { organizationModel } from './organization.ts';
import { postModel } from './post.ts';
import type { ReadModel } from './projection.ts';
import { reservePoolModel } from './reserve-pool.ts';
import { reserveRoundModel } from './reserve-round.ts';
import { ruleSetModel } from './rule-set.ts';

export const readModels: readonly ReadModel[] = [
  countyModel,
  fiveStarRatingModel,
  organizationModel,
  postModel,
  reservePoolModel,
  reserveRoundModel,
  ruleSetModel,
];
