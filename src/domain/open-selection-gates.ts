/** 三道关口: 工农认可, 群众满意, 领导通过; in this order, each with its tally, all before the decision. */
import { codeTables } from '../../events/code-tables.ts';
import type { Finding } from '../../events/define.ts';
import {
  GateId,
  GateTally,
  OpenSelectionGateCorrected,
  OpenSelectionGateRecorded,
  SelectionGate,
} from '../../events/open-selection.ts';
import { inOrder } from './chronology.ts';
import { accept, citing, finding, obstacles, refuse } from './command.ts';
import { type Campaign, campaignCommand, campaignCorrection } from './open-selection-campaign.ts';
import type { Gate } from './open-selection-state.ts';
import { type Judgement, judge } from './rules/judge.ts';
import { numberOf, type Rules } from './rules/rule-set.ts';

const order = SelectionGate.options;
/** People may be asked as soon as it is known who is left. */
const phases = ['INTERVIEW', 'INSPECTION'] as const;

/** Records that a gate was held; one not passed may be held again. */
export const RecordOpenSelectionGate = campaignCommand({
  name: 'RecordOpenSelectionGate',
  label: { zh: '登记关口', en: 'record a gate of an open selection' },
  phases,
  input: { gate: SelectionGate, ...GateTally.shape },
  decide: (campaign, { openSelectionId, gate, ...tally }, context) => {
    const held = campaign.gates.filter((one) => one.gate === gate);
    const same = (one: Gate) => one.on === context.effectiveOn && isTally(one, tally);
    if (held.some(same)) return accept();
    const passed = held.find((one) => one.passed);
    const former = formerGate(campaign, gate);
    const judged = judgeTally(campaign.rules, tally);
    const refusals = [
      ...tallyObstacles(tally),
      ...judged.refusals,
      ...(former === null ? notOpenYet(gate) : obstacles(inOrder(context.effectiveOn, former))),
      ...obstacles(
        [passed !== undefined, () => finding('GatePassedAlready', {}, citing(passed))],
        inOrder(context.effectiveOn, held.at(-1)),
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept(
      [
        context.event(campaign.stream, OpenSelectionGateRecorded, {
          openSelectionId,
          gate,
          ...tally,
          passed: isPassed(campaign.rules, tally),
        }),
      ],
      judged.advisories,
    );
  },
});

/** Corrects a gate's tally until the decision; a gate that later ones rest on stays passed. */
export const CorrectOpenSelectionGate = campaignCorrection({
  name: 'CorrectOpenSelectionGate',
  label: { zh: '更正关口计票', en: 'correct a gate of an open selection' },
  phases,
  input: { gateId: GateId, ...GateTally.shape },
  decide: (campaign, { openSelectionId, gateId, ...tally }, context) => {
    const gate = campaign.gates.find(({ eventId }) => eventId === gateId);
    if (gate === undefined) return refuse([finding('GateUnknown')]);
    if (isTally(gate, tally)) return accept();
    const passed = isPassed(campaign.rules, tally);
    const judged = judgeTally(campaign.rules, tally);
    const later = campaign.gates.filter(
      (one) => order.indexOf(one.gate) > order.indexOf(gate.gate),
    );
    const again = campaign.gates.find(
      (one) => one.gate === gate.gate && one.passed && one !== gate,
    );
    const refusals = [
      ...tallyObstacles(tally),
      ...judged.refusals,
      ...obstacles(
        [!passed && later.length > 0, () => finding('LaterGateHeld', {}, citing(...later))],
        [passed && again !== undefined, () => finding('GatePassedAlready', {}, citing(again))],
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const { form, expected, present, votesFor, votesAgainst, abstaining, other } = gate;
    const was = { form, expected, present, votesFor, votesAgainst, abstaining, other };
    return accept(
      [
        context.event(campaign.stream, OpenSelectionGateCorrected, {
          openSelectionId,
          eventId: gate.eventId,
          was: { ...was, passed: gate.passed },
          is: { ...tally, passed },
        }),
      ],
      judged.advisories,
    );
  },
});

/** The gates that have not been passed. */
export function gatesOutstanding(campaign: Campaign): readonly SelectionGate[] {
  return order.filter((gate) => !campaign.gates.some((one) => one.gate === gate && one.passed));
}

/** The gate before one, passed; undefined before the first, null when it is not passed. */
function formerGate(campaign: Campaign, gate: SelectionGate): Gate | null | undefined {
  const former = order[order.indexOf(gate) - 1];
  if (former === undefined) return undefined;
  return campaign.gates.find((one) => one.gate === former && one.passed) ?? null;
}

function notOpenYet(gate: SelectionGate): Finding[] {
  const former = order[order.indexOf(gate) - 1] ?? gate;
  const label = codeTables.get('SelectionGate')?.labels[former];
  const params = { former, formerZh: label?.zh ?? former, formerEn: label?.en ?? former };
  return [finding('FormerGateNotPassed', params)];
}

function isTally(gate: GateTally, tally: GateTally): boolean {
  return (Object.keys(GateTally.shape) as (keyof GateTally)[]).every(
    (field) => gate[field] === tally[field],
  );
}

/** The sums: nobody votes twice, nobody absent votes. */
function tallyObstacles(tally: GateTally): Finding[] {
  const { expected, present } = tally;
  const votes = tally.votesFor + tally.votesAgainst + tally.abstaining + tally.other;
  return obstacles(
    [present > expected, () => finding('MorePresentThanExpected', { present, expected })],
    [votes > present, () => finding('VotesExceedPresent', { votes, present })],
  );
}

function judgeTally(rules: Rules, { expected, present }: GateTally): Judgement {
  const share = (param: string) => numberOf(rules, 'P2.GATE_ATTENDANCE', param);
  return judge(rules, [
    {
      rule: 'P2.GATE_ATTENDANCE',
      broken: present * share('denominator') < expected * share('numerator'),
      code: 'AttendanceTooLow',
      params: { present, expected },
    },
  ]);
}

function isPassed(rules: Rules, { present, votesFor }: GateTally): boolean {
  const share = (param: string) => numberOf(rules, 'P2.GATE_APPROVAL', param);
  return votesFor * share('denominator') > present * share('numerator');
}
