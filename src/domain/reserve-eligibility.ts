/** 后备人选资格: who may be put forward, by the rules a round pinned. */
import type { UnitType } from '../../events/code-tables.ts';
import type { Finding } from '../../events/define.ts';
import type { Origin } from '../../events/posting.ts';
import { finding, obstacles } from './command.ts';
import type { Rules } from './rules/rule-set.ts';
import { textsOf } from './rules/rule-set.ts';
import type { OrganizationState } from './structure.ts';

const villages: ReadonlySet<UnitType> = new Set<UnitType>(['VILLAGE', 'COMMUNITY']);
const enterprises: ReadonlySet<UnitType> = new Set<UnitType>([
  'STATE_ENTERPRISE',
  'PRIVATE_ENTERPRISE',
]);

/**
 * From villages, communities and enterprises only holders of the roles the rule names; enterprises
 * must be above designated size. Staff of organs and institutions need a posting, no role.
 */
export function reserveEligibility(
  rules: Rules,
  origin: Origin | null,
  unit: OrganizationState | null,
): Finding[] {
  if (origin === null) return [finding('NoPostingToBeRecommendedFrom')];
  const roles = textsOf(rules, 'P1.ELIGIBLE_ROLES', 'roles');
  const needsRole = villages.has(origin.unitType) || enterprises.has(origin.unitType);
  return obstacles(
    [
      needsRole && (origin.role === null || !roles.includes(origin.role)),
      () => finding('RoleNotEligible', {}, { rule: 'P1.ELIGIBLE_ROLES' }),
    ],
    [
      enterprises.has(origin.unitType) && unit?.aboveDesignatedSize !== true,
      () => finding('EnterpriseBelowSize', {}, { rule: 'P1.ELIGIBLE_ROLES' }),
    ],
  );
}
