/** 县建账: a county begins with its root organization and the shipped rules. */
import { z } from 'zod';
import { CodeTaken } from '../../events/code-reservation.ts';
import { CountyOpened } from '../../events/county.ts';
import { OrganizationOpened } from '../../events/organization.ts';
import { RuleSetIssued } from '../../events/rule-set.ts';
import { Name, type OrganizationId } from '../../events/values.ts';
import { codeReservation } from './code-reservation.ts';
import { accept, defineCommand, finding, read, refuse } from './command.ts';
import { shippedRules } from './rules/defaults/index.ts';
import { ruleSet } from './rules/rule-set.ts';
import { county, countyStream, organizationStream } from './structure.ts';

export const OpenCounty = defineCommand({
  name: 'OpenCounty',
  label: { zh: '县建账', en: 'Open a county' },
  input: z.strictObject({ name: Name }),
  decide: function* ({ name }, context) {
    const { opened } = yield* read(county(context.county));
    if (opened !== null) {
      if (opened.name === name) return accept();
      return refuse([finding('CountyAlreadyOpen', {}, { evidence: [opened.eventId] })]);
    }
    const organizationId = context.newId<OrganizationId>();
    // The root bears the county's own code.
    const code = codeReservation(context.county, 'organization', context.county);
    yield* read(code);
    const rules = ruleSet(context.county);
    yield* read(rules);
    return accept([
      context.event(countyStream(context.county), CountyOpened, {
        county: context.county,
        name,
        rootOrganizationId: organizationId,
      }),
      context.event(code.stream, CodeTaken, {
        kind: 'organization',
        code: context.county,
        entityId: organizationId,
      }),
      context.event(organizationStream(organizationId), OrganizationOpened, {
        organizationId,
        code: context.county,
        name,
        unitType: 'COUNTY',
        parentId: null,
        countsAs: 'COUNTY',
        aboveDesignatedSize: false,
        openingBalance: true,
      }),
      context.event(rules.stream, RuleSetIssued, {
        county: context.county,
        version: 1,
        rules: [...shippedRules],
      }),
    ]);
  },
});

export const countyCommands = [OpenCounty];
