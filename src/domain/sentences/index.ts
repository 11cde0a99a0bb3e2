/** The list of sentences: what every refusal and advisory says, in both languages. */
import type { Finding, Label } from '../../../events/define.ts';
import { appointmentSentences } from './appointment.ts';
import { correctionSentences } from './correction.ts';
import { countySentences } from './county.ts';
import { exchangeSentences } from './exchange.ts';
import { fiveStarRatingSentences } from './five-star-rating.ts';
import { observationSentences } from './observation.ts';
import { openSelectionSentences } from './open-selection.ts';
import { organizationSentences } from './organization.ts';
import { personSentences } from './person.ts';
import { placementSentences } from './placement.ts';
import { postSentences } from './post.ts';
import { postingSentences } from './posting.ts';
import { recruitmentSentences } from './recruitment.ts';
import { registerSentences } from './register.ts';
import { reliefPostingSentences } from './relief-posting.ts';
import { reservePoolSentences } from './reserve-pool.ts';
import { reserveRoundSentences } from './reserve-round.ts';
import { ruleSetSentences } from './rule-set.ts';
import { workingDaysSentences } from './working-days.ts';

/** `{name}` in a sentence is filled from the finding's params. */
export type Sentences = Readonly<Record<string, Label>>;

const sentences: Sentences = {
  ...appointmentSentences,
  ...correctionSentences,
  ...countySentences,
  ...exchangeSentences,
  ...fiveStarRatingSentences,
  ...observationSentences,
  ...openSelectionSentences,
  ...organizationSentences,
  ...personSentences,
  ...placementSentences,
  ...postSentences,
  ...postingSentences,
  ...recruitmentSentences,
  ...registerSentences,
  ...reliefPostingSentences,
  ...reservePoolSentences,
  ...reserveRoundSentences,
  ...ruleSetSentences,
  ...workingDaysSentences,
};

/** The sentence of a finding. A code without one is a defect that a test finds. */
export function sentenceOf({ code, params }: Finding): Label {
  const label = sentences[code];
  if (label === undefined) throw new Error(`the finding ${code} has no sentence`);
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? `{${name}}`));
  return { zh: fill(label.zh), en: fill(label.en) };
}

export function hasSentence(code: string): boolean {
  return code in sentences;
}
