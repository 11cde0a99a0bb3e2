/** Observations: what people were seen to do at work, verified or not, and linked to the pool. */
import { firstDay, type PartialDate } from '../../events/dates.ts';
import {
  ObservationNoted,
  ObservationStepVoided,
  ObservationVerified,
  ObservationVoided,
  PoolLinked,
} from '../../events/observation.ts';
import { collection, handle, readModel } from './projection.ts';

export type ObservationRow = {
  readonly county: string | null;
  readonly observationId: string;
  readonly cadreId: string;
  readonly organizationId: string;
  readonly area: string;
  readonly where: string;
  /** P1 */
  readonly what: string | null;
  readonly stage: 'NOTED' | 'VERIFIED' | 'LINKED_TO_POOL';
  readonly notedOn: PartialDate;
  readonly verifiedOn: PartialDate | null;
  readonly verifiedById: string | null;
  readonly verificationEventId: string | null;
  readonly linkedOn: PartialDate | null;
  readonly linkEventId: string | null;
  readonly membershipId: string | null;
  readonly eventId: string;
  readonly document: string | null;
};
const observation = handle<ObservationRow>();
const key = ({ data }: { data: { observationId: string } }) => data.observationId;

export const observations = collection<ObservationRow>({
  name: 'observations',
  columns: {
    county: (row) => row.county,
    cadreId: (row) => row.cadreId,
    organizationId: (row) => row.organizationId,
    area: (row) => row.area,
    stage: (row) => row.stage,
    year: (row) => Number(row.notedOn.slice(0, 4)),
    notedOn: (row) => firstDay(row.notedOn),
    verifiedOn: (row) => firstDay(row.verifiedOn),
    verifiedById: (row) => row.verifiedById,
    linkedOn: (row) => firstDay(row.linkedOn),
    membershipId: (row) => row.membershipId,
  },
  indexes: [['cadreId', 'notedOn']],
  text: (row) => row.where,
  on: [
    observation.begins(
      ObservationNoted,
      (event) => event.id,
      ({ id, data, personal, meta }) => ({
        ...data,
        county: meta.county,
        observationId: id,
        what: personal?.what ?? null,
        stage: 'NOTED',
        notedOn: meta.effectiveOn,
        verifiedOn: null,
        verifiedById: null,
        verificationEventId: null,
        linkedOn: null,
        linkEventId: null,
        membershipId: null,
        eventId: id,
        document: meta.basis,
      }),
    ),
    observation.continues(ObservationVerified, key, (row, { id, data, meta }) => ({
      ...row,
      stage: row.stage === 'NOTED' ? 'VERIFIED' : row.stage,
      verifiedOn: meta.effectiveOn,
      verifiedById: data.verifiedById,
      verificationEventId: id,
    })),
    observation.continues(PoolLinked, key, (row, { id, data, meta }) => ({
      ...row,
      stage: 'LINKED_TO_POOL',
      linkedOn: meta.effectiveOn,
      linkEventId: id,
      membershipId: data.membershipId,
    })),
    observation.voids(ObservationVoided, key, ({ data }) => data.observationId),
    observation.voids(ObservationStepVoided, key, ({ data }) => data.eventId),
  ],
});

export const observationModel = readModel('observations', 3, [observations]);
