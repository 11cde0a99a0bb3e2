/** Whether an organization is there on the day a decision takes effect. */
import { type CivilDate, firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { type Context, finding, obstacles } from './command.ts';
import type { OrganizationState } from './structure.ts';

/** The part an organization has in a command; the obstacle's code begins with it. */
export type Role = 'Organization' | 'Parent' | 'Target';

/** Obstacles: not of this county, already ended, not yet open. */
export function absence(
  { opened, ended }: OrganizationState,
  context: Context,
  role: Role = 'Organization',
  on: CivilDate = firstDay(context.effectiveOn),
): Finding[] {
  if (opened?.county !== context.county) return [finding(`${role}Unknown`)];
  return obstacles(
    [
      ended !== null && firstDay(ended.on) <= on,
      () =>
        finding(
          `${role}Ended`,
          { on: ended?.on ?? '' },
          { evidence: ended === null ? [] : [ended.eventId] },
        ),
    ],
    [
      on < firstDay(opened.on),
      () => finding(`${role}NotYetOpen`, { on: opened.on }, { evidence: [opened.eventId] }),
    ],
  );
}

/** Advice: it ended later, so what is recorded now must be moved or ended then. */
export function endedSince({ ended }: OrganizationState): Finding[] {
  if (ended === null) return [];
  return [finding('OrganizationEndedSince', { on: ended.on }, { evidence: [ended.eventId] })];
}
