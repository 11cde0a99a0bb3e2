/** Counties of the ledger. */
import { CountyOpened, CountyOpeningCorrected } from '../../events/county.ts';
import { firstDay, type PartialDate } from '../../events/dates.ts';
import { collection, handle, movedTo, readModel } from './projection.ts';

export type CountyRow = {
  readonly county: string;
  readonly name: string;
  readonly rootOrganizationId: string;
  readonly openedOn: PartialDate;
  readonly eventId: string;
  readonly document: string | null;
};
const row = handle<CountyRow>();

export const counties = collection<CountyRow>({
  name: 'counties',
  columns: {
    county: (state) => state.county,
    openedOn: (state) => firstDay(state.openedOn),
  },
  text: (state) => state.name,
  on: [
    row.begins(
      CountyOpened,
      (event) => event.data.county,
      ({ id, data, meta }) => ({
        ...data,
        openedOn: meta.effectiveOn,
        eventId: id,
        document: meta.basis,
      }),
    ),
    row.amends(
      CountyOpeningCorrected,
      ({ data }) => data.county,
      ({ data }) => data.eventId,
      (fact, { data: { is } }) =>
        movedTo({ ...fact, data: { ...fact.data, name: is.name } }, is.on),
    ),
  ],
});

export const countyModel = readModel('county', 3, [counties]);
