import { describe, expect, test } from '@jest/globals';
import { PostingEnded } from '../../events/posting.ts';
import { ReserveMemberAdmitted } from '../../events/reserve-pool.ts';
import type { EventId, OrganizationId } from '../../events/values.ts';
import type { CommandDefinition } from '../../src/domain/command.ts';
import {
  LinkToPool,
  ObserveCadre,
  observationCommands,
  VerifyObservation,
} from '../../src/domain/observation.ts';
import { VoidObservation, VoidObservationStep } from '../../src/domain/observation-correction.ts';
import { cadreStream } from '../../src/domain/people.ts';
import { VoidReserveFact } from '../../src/domain/pool-correction.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { observations as observationRows } from '../../src/read-models/observation.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { idOf, scenario } from '../scenario.ts';
import { givenCounty, givenPerson, givenUnit } from './given-people.ts';
import { advisoryCodes, givenPosting } from './given-postings.ts';

const on = (effectiveOn: string) => ({ effectiveOn });
const entry = {
  maturity: 'MID_LONG_TERM' as const,
  target: 'DEPUTY' as const,
  track: 'AGRI_RURAL' as const,
};

/** A village secretary seen at work by the organization department on 2021-05-10. */
function observed(unitType: 'VILLAGE' | 'PRIVATE_ENTERPRISE' = 'VILLAGE') {
  const given = scenario();
  givenCounty(given);
  const cadreId = givenPerson(given);
  const unit = givenUnit(given, '虚构单位', unitType);
  const department = givenUnit(given, '虚构县委组织部', 'COUNTY_ORGAN');
  const posting = givenPosting(given, { cadreId, organizationId: unit, unitType });
  const observation = {
    cadreId,
    organizationId: department,
    area: 'MAJOR_PROJECT' as const,
    where: '虚构水库移民安置',
    what: '按期完成搬迁协议签订',
  };
  const [noted] = given.accepted(ObserveCadre, observation, on('2021-05-10'));
  const observationId = noted?.id as EventId;
  const refused = (command: CommandDefinition, input: unknown, day: string) => {
    const codes = given.refused(command as never, input as never, on(day));
    for (const code of codes) if (!hasSentence(code)) throw new Error(`${code} has no sentence`);
    return codes;
  };
  const link = { cadreId, observationId, entry };
  const verification = { cadreId, observationId, verifiedById: department };
  return {
    given,
    cadreId,
    department,
    posting,
    observation,
    noted,
    observationId,
    refused,
    link,
    verification,
  };
}

describe('an observation', () => {
  test('says what somebody did as a personal value, and where and who saw it as facts', () => {
    const { noted, cadreId, department } = observed();
    expect(noted?.data).toEqual({
      cadreId,
      organizationId: department,
      area: 'MAJOR_PROJECT',
      where: '虚构水库移民安置',
    });
    expect(noted?.personal).toEqual({ what: '按期完成搬迁协议签订' });
  });

  test('noted twice is one; another day or deed is another', () => {
    const { given, observation } = observed();
    expect(given.accepted(ObserveCadre, observation, on('2021-05-10'))).toEqual([]);
    expect(given.accepted(ObserveCadre, observation, on('2021-06-10'))).toHaveLength(1);
    const other = { ...observation, what: '化解信访积案' };
    expect(given.accepted(ObserveCadre, other, on('2021-05-10'))).toHaveLength(1);
  });

  test('is of a person and by an organization of the county', () => {
    const { observation, refused } = observed();
    const input = { ...observation, cadreId: idOf('nobody'), organizationId: idOf('nowhere') };
    const codes = refused(ObserveCadre, input, '2021-05-10');
    expect(codes).toEqual(['CadreUnknown', 'OrganizationUnknown']);
  });

  test('is not of somebody who had left, but may be of before', () => {
    const { given, observation, posting, cadreId, refused } = observed();
    const end = { cadreId, postingId: posting.id, reason: 'RETIREMENT' as const };
    given.given(cadreStream(cadreId), PostingEnded, end, on('2021-09-01'));
    expect(refused(ObserveCadre, observation, '2021-10-01')).toEqual(['CadreHasLeft']);
    expect(refused(ObserveCadre, observation, '2021-08-01')).toEqual([]);
  });

  test('is verified once, by an organization of the county, not before it was noted', () => {
    const { given, verification, refused } = observed();
    const nowhere = { ...verification, verifiedById: idOf<OrganizationId>('nowhere') };
    expect(refused(VerifyObservation, nowhere, '2021-05-09')).toEqual([
      'OrganizationUnknown',
      'StepBeforeEarlierStep',
    ]);
    given.accepted(VerifyObservation, verification, on('2021-06-01'));
    expect(given.accepted(VerifyObservation, verification, on('2021-06-01'))).toEqual([]);
    const codes = refused(VerifyObservation, verification, '2021-07-01');
    expect(codes).toEqual(['ObservationVerifiedAlready']);
  });

  test('noted in error is voided, unless the pool rests on it', () => {
    const { given, cadreId, observationId, verification, link, observation, refused } = observed();
    const input = { cadreId, observationId };
    given.accepted(VoidObservation, input, on('2021-05-20'));
    expect(given.accepted(VoidObservation, input, on('2021-05-20'))).toEqual([]);
    expect(refused(VerifyObservation, verification, '2021-06-01')).toEqual(['ObservationIsVoid']);
    const [noted] = given.accepted(ObserveCadre, observation, on('2021-05-10'));
    const again = { observationId: noted?.id as EventId };
    given.accepted(VerifyObservation, { ...verification, ...again }, on('2021-06-01'));
    given.accepted(LinkToPool, { ...link, ...again }, on('2021-06-10'));
    const codes = refused(VoidObservation, { ...input, ...again }, '2021-06-20');
    expect(codes).toEqual(['ObservationLinkedAlready']);
  });

  test('linked or verified in error is so no more, step by step from the latest', () => {
    const { given, cadreId, observationId, verification, link, refused } = observed();
    const row = () => rowsOf(observationRows, given.all()).get(observationId);
    const [verified] = given.accepted(VerifyObservation, verification, on('2021-06-01'));
    const linking = given.accepted(LinkToPool, link, on('2021-06-10'));
    const idOfType = (wanted: string) => linking.find(({ type }) => type === wanted)?.id as EventId;
    const membershipId = idOfType('ReserveMemberAdmitted');
    const named = { cadreId, observationId };
    const unlink = { ...named, eventId: idOfType('PoolLinked') };
    const unverify = { ...named, eventId: verified?.id as EventId };
    expect(refused(VoidObservationStep, unverify, '2021-06-20')).toEqual([
      'ObservationEntryStands',
      'ObservationStepNotLatest',
    ]);
    expect(refused(VoidObservationStep, unlink, '2021-06-20')).toEqual(['ObservationEntryStands']);
    given.accepted(VoidReserveFact, { cadreId, membershipId, eventId: membershipId });
    given.accepted(VoidObservationStep, unlink);
    expect(given.accepted(VoidObservationStep, unlink)).toEqual([]);
    expect(row()).toMatchObject({ stage: 'VERIFIED', linkedOn: null, membershipId: null });
    given.accepted(VoidObservationStep, unverify);
    expect(row()).toMatchObject({ stage: 'NOTED', verifiedOn: null });
    given.accepted(VerifyObservation, verification, on('2021-06-02'));
    given.accepted(LinkToPool, link, on('2021-06-11'));
    expect(row()).toMatchObject({ stage: 'LINKED_TO_POOL', linkedOn: '2021-06-11' });
  });

  test('that is not there cannot be verified, voided or linked', () => {
    const { verification, link, refused } = observed();
    const none = { observationId: idOf<EventId>('no observation') };
    expect(refused(VerifyObservation, { ...verification, ...none }, '2021-06-01')).toEqual([
      'ObservationUnknown',
    ]);
    expect(refused(LinkToPool, { ...link, ...none }, '2021-06-01')).toEqual(['ObservationUnknown']);
    const { cadreId } = link;
    expect(refused(VoidObservation, { cadreId, ...none }, '2021-06-01')).toEqual([
      'ObservationUnknown',
    ]);
  });
});

describe('the pool', () => {
  test('is entered through a verified observation, in one act with the link', () => {
    const { given, cadreId, observationId, verification, link, refused } = observed();
    expect(refused(LinkToPool, link, '2021-06-10')).toEqual(['ObservationNotVerified']);
    given.accepted(VerifyObservation, verification, on('2021-06-01'));
    const [admitted, linked] = given.accepted(LinkToPool, link, on('2021-06-10'));
    expect(admitted?.data).toMatchObject({
      ...entry,
      cadreId,
      entryChannel: 'ORG_OBSERVED',
      sourceId: observationId,
      origin: { unitType: 'VILLAGE' },
    });
    expect(linked?.data).toEqual({ cadreId, observationId, membershipId: admitted?.id });
    expect(given.accepted(LinkToPool, link, on('2021-06-10'))).toEqual([]);
  });

  test('is not entered without saying how', () => {
    const { given, verification, link, refused } = observed();
    given.accepted(VerifyObservation, verification, on('2021-06-01'));
    const codes = refused(LinkToPool, { ...link, entry: null }, '2021-06-10');
    expect(codes).toEqual(['PoolEntryDetailsMissing']);
  });

  test('keeps the membership of whoever is in it', () => {
    const { given, cadreId, verification, link } = observed();
    const member = given.given(
      cadreStream(cadreId),
      ReserveMemberAdmitted,
      {
        ...entry,
        cadreId,
        entryChannel: 'UNIT_RECOMMENDED',
        roundId: null,
        sourceId: null,
        origin: null,
      },
      on('2020-01-01'),
    );
    given.accepted(VerifyObservation, verification, on('2021-06-01'));
    const events = given.accepted(LinkToPool, { ...link, entry: null }, on('2021-06-10'));
    expect(events.map(({ type, data }) => [type, data.membershipId])).toEqual([
      ['PoolLinked', member.id],
    ]);
  });

  test('is open to people of private firms, who are told that they cannot be transferred', () => {
    const { given, verification, link } = observed('PRIVATE_ENTERPRISE');
    given.accepted(VerifyObservation, verification, on('2021-06-01'));
    const decision = given.decide(LinkToPool, link, on('2021-06-10'));
    expect(advisoryCodes(decision)).toEqual(['PrivateFirmRouteLimited']);
  });
});

test('the commands of observation have different names', () => {
  const names = observationCommands.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
