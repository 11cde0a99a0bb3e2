/** 驻村帮扶: assigned, evaluated, completed or recalled; the personnel relation stays at home. */
import { z } from 'zod';
import { codeTables, ReliefPostingRole } from '../../events/code-tables.ts';
import { firstDay, lastDay, PartialDate } from '../../events/dates.ts';
import { PovertyReliefPostingAssigned } from '../../events/relief-posting.ts';
import { CadreId, OrganizationId } from '../../events/values.ts';
import {
  accept,
  type CommandDefinition,
  type Context,
  citing,
  defineCommand,
  finding,
  read,
  refuse,
} from './command.ts';
import { cadreStream, mainPostingOn, postings } from './people.ts';
import { ground } from './placement.ts';
import { reliefPostingCorrectionCommands } from './relief-posting-correction.ts';
import {
  CompleteReliefPosting,
  EvaluateReliefPosting,
  RecallReliefPosting,
} from './relief-posting-end.ts';
import { reliefPostingOn, reliefPostings } from './relief-posting-state.ts';
import { type Check, judge } from './rules/judge.ts';
import { currentVersion, type Rules, ruleSet, rulesAt, textOf, textsOf } from './rules/rule-set.ts';
import { organization } from './structure.ts';

/** 选派驻村: in post from the date of effect, as a secondment without a post. */
export const AssignReliefPosting = defineCommand({
  name: 'AssignReliefPosting',
  label: { zh: '选派驻村帮扶', en: 'Assign a relief posting' },
  planned: true,
  input: z.strictObject({
    cadreId: CadreId,
    organizationId: OrganizationId,
    role: ReliefPostingRole,
  }),
  decide: function* ({ cadreId, organizationId, role }, context) {
    const on = firstDay(context.effectiveOn);
    const present = reliefPostingOn(yield* read(reliefPostings(cadreId)), on);
    if (
      present?.on === context.effectiveOn &&
      present.organizationId === organizationId &&
      present.role === role
    ) {
      return accept();
    }
    const issued = yield* read(ruleSet(context.county));
    const ruleSetVersion = currentVersion(issued, context.effectiveOn);
    const rules = rulesAt(issued, ruleSetVersion);
    const main = mainPostingOn(yield* read(postings(cadreId)), on);
    const unit = yield* read(organization(organizationId));
    const base = yield* ground(
      {
        cadreId,
        postId: null,
        organizationId,
        title: titleOf(role),
        kind: 'SECONDED',
        staffing: main?.staffing ?? 'OTHER',
        role: null,
        from: context.effectiveOn,
        until: null,
        openingBalance: false,
        channel: null,
      },
      context,
    );
    const judged = judge(rules, checks(rules, unit.unitType, main, organizationId));
    const refusals = [...base.refusals, ...judged.refusals];
    if (present !== null) {
      refusals.push(
        finding('ReliefPostingStands', { on: present.on }, { evidence: [present.eventId] }),
      );
    }
    if (refusals.length > 0 || main === null) return refuse(refusals);
    const assigned = context.event(cadreStream(cadreId), PovertyReliefPostingAssigned, {
      cadreId,
      kind: kindOf(rules, context),
      role,
      organizationId,
      unitType: base.unitType,
      homeOrganizationId: main.organizationId,
      homeType: main.unitType,
      ruleSetVersion,
    });
    return accept(
      [assigned, ...base.events(assigned.id)],
      [...base.advisories, ...judged.advisories],
    );
  },
});

export const reliefPostingCommands: readonly CommandDefinition[] = [
  AssignReliefPosting,
  EvaluateReliefPosting,
  CompleteReliefPosting,
  RecallReliefPosting,
  ...reliefPostingCorrectionCommands,
];

function checks(
  rules: Rules,
  unitType: string,
  main: ReturnType<typeof mainPostingOn>,
  organizationId: OrganizationId,
): Check[] {
  return [
    {
      rule: 'P10.VILLAGE',
      broken: !textsOf(rules, 'P10.VILLAGE', 'unitTypes').includes(unitType),
      code: 'ReliefPostingNotInVillage',
    },
    {
      rule: 'P10.PERSONNEL_RELATION',
      broken: main === null || main.organizationId === organizationId,
      code: 'PersonnelRelationElsewhereNeeded',
      ...citing(main),
    },
  ];
}

/** What the posting serves follows from its beginning: the campaign, or what came after it. */
function kindOf(rules: Rules, context: Context) {
  const endsOn = PartialDate.parse(textOf(rules, 'P10.CAMPAIGN', 'endsOn'));
  return firstDay(context.effectiveOn) <= lastDay(endsOn)
    ? 'POVERTY_RELIEF'
    : 'RURAL_REVITALIZATION';
}

const titleOf = (role: string) => codeTables.get('ReliefPostingRole')?.labels[role]?.zh ?? role;
