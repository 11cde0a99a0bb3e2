/** The list of read models. */
import { appointmentModel } from './appointment.ts';
import { countyModel } from './county.ts';
import { exchangeModel } from './exchange.ts';
import { fiveStarRatingModel } from './five-star-rating.ts';
import { observationModel } from './observation.ts';
import { openSelectionModel } from './open-selection.ts';
import { organizationModel } from './organization.ts';
import { personModel } from './person.ts';
import { postModel } from './post.ts';
import { postingModel } from './posting.ts';
import type { ReadModel } from './projection.ts';
import { recruitmentModel } from './recruitment.ts';
import { registerModel } from './register.ts';
import { reliefPostingModel } from './relief-posting.ts';
import { reservePoolModel } from './reserve-pool.ts';
import { reserveRoundModel } from './reserve-round.ts';
import { ruleSetModel } from './rule-set.ts';

export const readModels: readonly ReadModel[] = [
  appointmentModel,
  countyModel,
  exchangeModel,
  fiveStarRatingModel,
  observationModel,
  openSelectionModel,
  organizationModel,
  personModel,
  postModel,
  postingModel,
  recruitmentModel,
  registerModel,
  reliefPostingModel,
  reservePoolModel,
  reserveRoundModel,
  ruleSetModel,
];
