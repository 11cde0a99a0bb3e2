/** How a posting in a village is evaluated and ends. */
import { z } from 'zod';
import { AssessmentGrade, ReliefReason } from '../../events/code-tables.ts';
import { firstDay, monthsBetween, type PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  PovertyReliefPostingCompleted,
  PovertyReliefPostingEvaluated,
  PovertyReliefPostingRecalled,
} from '../../events/relief-posting.ts';
import type { CadreId } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import {
  accept,
  type Context,
  citing,
  defineCommand,
  finding,
  type NewEvent,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { leave } from './leaving.ts';
import { cadreStream, type Posting } from './people.ts';
import { find, known, named, type ReliefPosting } from './relief-posting-state.ts';
import { judge } from './rules/judge.ts';
import { numberOf, ruleSet, rulesAt } from './rules/rule-set.ts';

/** 驻村考核: needed before the posting can be completed. */
export const EvaluateReliefPosting = defineCommand({
  name: 'EvaluateReliefPosting',
  label: { zh: '驻村帮扶考核', en: 'Evaluate a relief posting' },
  input: z.strictObject({ ...named, grade: AssessmentGrade }),
  decide: function* ({ cadreId, reliefPostingId, grade }, context) {
    const { one } = yield* find(cadreId, reliefPostingId);
    const { evaluated = null, ended = null } = one ?? {};
    if (evaluated?.grade === grade) return accept();
    const refusals = [
      ...known(one, context),
      ...obstacles(
        [evaluated !== null, () => finding('ReliefPostingEvaluatedAlready', {}, citing(evaluated))],
        [
          ended !== null,
          () => finding('ReliefPostingEnded', { on: ended?.on ?? '' }, citing(ended)),
        ],
        inOrder(context.effectiveOn, one),
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(
        cadreStream(cadreId),
        PovertyReliefPostingEvaluated,
        { cadreId, reliefPostingId },
        { personal: { grade } },
      ),
    ]);
  },
});

/** 驻村期满 */
export const CompleteReliefPosting = defineCommand({
  name: 'CompleteReliefPosting',
  label: { zh: '驻村帮扶期满', en: 'Complete a relief posting' },
  input: z.strictObject(named),
  decide: function* ({ cadreId, reliefPostingId }, context) {
    const { one, next, posting } = yield* find(cadreId, reliefPostingId);
    if (one?.ended?.recalled === null && one.ended.on === context.effectiveOn) return accept();
    const refusals = [
      ...endable(one, next, context),
      ...obstacles(
        [one !== null && one.evaluated === null, () => finding('ReliefPostingNotEvaluated')],
        inOrder(context.effectiveOn, one?.evaluated),
      ),
    ];
    if (refusals.length > 0 || one === null) return refuse(refusals);
    const rules = rulesAt(yield* read(ruleSet(context.county)), one.ruleSetVersion);
    const monthsMin = numberOf(rules, 'P10.TERM', 'monthsMin');
    const { refusals: short, advisories } = judge(rules, [
      {
        rule: 'P10.TERM',
        broken: monthsBetween(one.on, context.effectiveOn) < monthsMin,
        code: 'ReliefTermShort',
        params: { monthsMin },
        evidence: [one.eventId],
      },
    ]);
    if (short.length > 0) return refuse(short);
    const event = context.event(cadreStream(cadreId), PovertyReliefPostingCompleted, {
      cadreId,
      reliefPostingId,
    });
    return accept([event, ...end(context, cadreId, posting, 'TERM_ENDED')], advisories);
  },
});

/** 召回 */
export const RecallReliefPosting = defineCommand({
  name: 'RecallReliefPosting',
  label: { zh: '召回驻村干部', en: 'Recall from a relief posting' },
  input: z.strictObject({ ...named, reason: ReliefReason }),
  decide: function* ({ cadreId, reliefPostingId, reason }, context) {
    const { one, next, posting } = yield* find(cadreId, reliefPostingId);
    if (one?.ended?.recalled === reason && one.ended.on === context.effectiveOn) return accept();
    const refusals = endable(one, next, context);
    if (refusals.length > 0) return refuse(refusals);
    const event = context.event(cadreStream(cadreId), PovertyReliefPostingRecalled, {
      cadreId,
      reliefPostingId,
      reason,
    });
    return accept([event, ...end(context, cadreId, posting, reason)]);
  },
});

function endable(
  one: ReliefPosting | null,
  next: ReliefPosting | null,
  context: Context,
): Finding[] {
  const ended = one?.ended ?? null;
  return [
    ...known(one, context),
    ...obstacles(
      [ended !== null, () => finding('ReliefPostingEnded', { on: ended?.on ?? '' }, citing(ended))],
      inOrder(context.effectiveOn, one),
      [
        next !== null && firstDay(next.on) < firstDay(context.effectiveOn),
        () => finding('ReliefPostingStands', { on: next?.on ?? '' }, citing(next)),
      ],
    ),
  ];
}

/** Ends the secondment, unless it ended before (somebody retired, say). */
function end(
  context: Context,
  cadreId: CadreId,
  posting: Posting | null,
  reason: z.output<typeof ReliefReason>,
): NewEvent[] {
  if (posting === null || posting.end !== null) return [];
  const on: PartialDate = context.effectiveOn;
  return leave(context, cadreId, posting, on, reason, null, null);
}
