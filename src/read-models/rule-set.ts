/** Rule sets: one row a version; it holds until a later version does. */
import { firstDay, type PartialDate } from '../../events/dates.ts';
import { type RuleRecord, RuleSetIssued } from '../../events/rule-set.ts';
import { collection, handle, readModel } from './projection.ts';

export type RuleSetRow = {
  readonly county: string;
  readonly version: number;
  readonly rules: readonly RuleRecord[];
  readonly issuedOn: PartialDate;
  readonly eventId: string;
  readonly document: string | null;
};
const row = handle<RuleSetRow>();

export const ruleSets = collection<RuleSetRow>({
  name: 'ruleSets',
  columns: {
    county: (state) => state.county,
    version: (state) => state.version,
    issuedOn: (state) => firstDay(state.issuedOn),
  },
  indexes: [['county', 'version']],
  on: [
    row.begins(
      RuleSetIssued,
      (event) => event.id,
      ({ id, data, meta }) => ({
        ...data,
        issuedOn: meta.effectiveOn,
        eventId: id,
        document: meta.basis,
      }),
    ),
  ],
});

export const ruleSetModel = readModel('ruleSet', 2, [ruleSets]);
