/** 职数: how many leading posts an organization may fill, principals and deputies separately. */
import { z } from 'zod';
import { firstDay } from '../../events/dates.ts';
import { QuotaSet } from '../../events/organization.ts';
import { Count, OrganizationId } from '../../events/values.ts';
import { accept, defineCommand, read, refuse } from './command.ts';
import { holdingOn, nextAfter } from './dated.ts';
import { quotaAdvice } from './organization-members.ts';
import { absence } from './organization-presence.ts';
import { organization, organizationStream } from './structure.ts';

export const SetQuota = defineCommand({
  name: 'SetQuota',
  label: { zh: '核定职数', en: 'Set a quota of leading posts' },
  input: z.strictObject({ organizationId: OrganizationId, principals: Count, deputies: Count }),
  decide: function* ({ organizationId, principals, deputies }, context) {
    const unit = yield* read(organization(organizationId));
    const refusals = absence(unit, context);
    if (refusals.length > 0) return refuse(refusals);
    const on = firstDay(context.effectiveOn);
    const standing = holdingOn(unit.quotas, on)?.value;
    if (standing?.principals === principals && standing.deputies === deputies) return accept();
    // Who holds seats now is measured by what is approved now, not by what a later figure replaced.
    const isLatest = nextAfter(unit.quotas, on) === null;
    const quota = { principals, deputies };
    return accept(
      [
        context.event(organizationStream(organizationId), QuotaSet, {
          organizationId,
          ...quota,
        }),
      ],
      isLatest ? quotaAdvice(quota, unit.taken) : [],
    );
  },
});

export const organizationQuotaCommands = [SetQuota];
