import { describe, expect, test } from '@jest/globals';
import type { Instant } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import type { CadreId, OfferedItemId } from '../../events/values.ts';
import {
  AddOfferedItem,
  AnnounceOpenSelection,
  VoidOfferedItem,
} from '../../src/domain/open-selection-draft.ts';
import { DeclineFinalistReserve } from '../../src/domain/open-selection-finalists.ts';
import { CorrectOpenSelectionGate } from '../../src/domain/open-selection-gates.ts';
import {
  ScreenApplications,
  WaiveApplicantRatio,
  WithdrawOfferedItem,
} from '../../src/domain/open-selection-registration.ts';
import {
  AppointOpenSelectionWinner,
  ConcludeOpenSelection,
} from '../../src/domain/open-selection-results.ts';
import { openSelectionGates, openSelections } from '../../src/read-models/open-selection.ts';
import { offeredItems } from '../../src/read-models/open-selection-item.ts';
import { projector, readModel } from '../../src/read-models/projection.ts';
import { emptyRow } from '../../src/read-models/row.ts';
import {
  campaignAt,
  drafted,
  givenSelectionCounty,
  on,
  passGates,
  screenings,
} from '../domain/given-open-selection.ts';
import { columnsOf, rowsOf } from './rows-of.ts';

/** A campaign run to its end: 甲 appointed, the other finalists declined. */
function concluded() {
  const county = givenSelectionCounty();
  const { given, people } = county;
  const campaign = campaignAt(county, 'PUBLIC_NOTICE');
  const { openSelectionId } = campaign;
  const order = { staffing: 'ADMIN' as const, documentIssuedOn: '2022-08-30', tenureFrom: null };
  given.accepted(
    AppointOpenSelectionWinner,
    { openSelectionId, cadreId: people[0] as CadreId, ...order },
    { ...on('2022-08-30'), basis: '虚干〔2022〕9号' },
  );
  for (const cadreId of people.slice(1)) {
    const no = { openSelectionId, cadreId, by: 'FINALIST' as const, grounds: '本人意愿' };
    given.accepted(DeclineFinalistReserve, no, on('2022-09-01'));
  }
  given.accepted(ConcludeOpenSelection, { openSelectionId }, on('2022-09-05'));
  return { county, given, ...campaign };
}

describe('a campaign’s row', () => {
  test('tells where it stood on any day, and the event behind each step', () => {
    const { given, openSelectionId } = concluded();
    const on = (day: string) => rowsOf(openSelections, given.all(), day).get(openSelectionId);
    expect(on('2022-06-30')).toBeUndefined();
    const phases = ['2022-07-01', '2022-07-05', '2022-07-23', '2022-08-22', '2022-09-05'];
    expect(phases.map((day) => on(day)?.phase)).toEqual([
      'DRAFT',
      'ANNOUNCED',
      'WRITTEN_EXAM',
      'DECISION',
      'CONCLUDED',
    ]);
    expect(on('2022-12-31')).toMatchObject({
      decidedOn: '2022-08-22',
      decision: { expected: 11, present: 10, votesFor: 9 },
      noticeStartsOn: '2022-08-23',
      noticeEndsOn: '2022-08-29',
      concludedOn: '2022-09-05',
    });
    const decided = given.all().find(({ type }) => type === 'OpenSelectionDecided');
    const step = on('2022-12-31')?.steps.find(({ phase }) => phase === 'DECISION');
    expect(step).toMatchObject({ on: '2022-08-22', eventId: decided?.id });
  });

  test('is found by year, phase and dates', () => {
    const { given, openSelectionId } = concluded();
    const row = rowsOf(openSelections, given.all()).get(openSelectionId);
    expect(columnsOf(openSelections, row)).toMatchObject({
      county: '419998',
      year: 2022,
      phase: 'CONCLUDED',
      relaxesQualifications: false,
      announcedOn: '2022-07-05',
      concludedOn: '2022-09-05',
    });
  });
});

describe('an offered item’s row', () => {
  test('is offered from the announcement on and filled at the conclusion', () => {
    const { given, county, itemId } = concluded();
    const row = (day: string) => rowsOf(offeredItems, given.all(), day).get(itemId);
    expect(columnsOf(offeredItems, row('2022-07-04'))).toMatchObject({
      announced: false,
      status: 'OFFERED',
      postId: county.postId,
      organizationId: county.unit,
      kind: 'LEADING_POST',
      year: 2022,
      postCount: 1,
    });
    expect(columnsOf(offeredItems, row('2022-07-05'))).toMatchObject({
      announced: true,
      announcedOn: '2022-07-05',
    });
    expect(columnsOf(offeredItems, row('2022-09-05'))).toMatchObject({
      announced: true,
      status: 'FILLED',
      filledCount: 1,
      endedOn: '2022-09-05',
    });
  });

  test('withdrawn stays offered in its year, with its grounds', () => {
    const county = givenSelectionCounty(['甲', '乙']);
    const { openSelectionId, itemId } = campaignAt(county, 'REGISTRATION_CLOSED');
    const withdrawal = { openSelectionId, itemId, grounds: '报考人数不足' };
    county.given.accepted(WithdrawOfferedItem, withdrawal, on('2022-07-18'));
    expect(rowsOf(offeredItems, county.given.all()).get(itemId)).toMatchObject({
      announcedOn: '2022-07-05',
      status: 'WITHDRAWN',
      endedOn: '2022-07-18',
      grounds: '报考人数不足',
    });
  });

  test('waived says how many qualified', () => {
    const county = givenSelectionCounty(['甲', '乙']);
    const { openSelectionId, itemId } = campaignAt(county, 'REGISTRATION_CLOSED');
    const all = screenings(openSelectionId, county.people);
    county.given.accepted(ScreenApplications, all, on('2022-07-18'));
    const waiver = { openSelectionId, itemId, grounds: '专业性强' };
    county.given.accepted(WaiveApplicantRatio, waiver, on('2022-07-20'));
    const row = rowsOf(offeredItems, county.given.all()).get(itemId);
    expect(row).toMatchObject({ waived: true, waivedQualified: 2, status: 'OFFERED' });
  });

  test('entered in error never was', () => {
    const county = givenSelectionCounty();
    const { openSelectionId, itemId } = drafted(county);
    const rank = { kind: 'RANK' as const, title: '二级调研员', organizationId: county.unit };
    const input = { openSelectionId, ...rank, postId: null, postCount: 1 };
    const [added] = county.given.accepted(AddOfferedItem, input, on('2022-07-02'));
    county.given.accepted(VoidOfferedItem, { openSelectionId, itemId }, on('2022-07-03'));
    const announcement = { openSelectionId, registrationUntil: '2022-07-15' };
    county.given.accepted(AnnounceOpenSelection, announcement, on('2022-07-05'));
    const rows = rowsOf(offeredItems, county.given.all());
    expect([...rows.keys()]).toEqual([added?.data.itemId as OfferedItemId]);
  });
});

describe('a gate’s row', () => {
  test('has the tally of one gate of one campaign', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'INSPECTION');
    passGates(county, openSelectionId);
    const rows = [...rowsOf(openSelectionGates, county.given.all()).values()].sort((a, b) =>
      a.heldOn < b.heldOn ? -1 : 1,
    );
    expect(rows.map(({ gate, heldOn, passed }) => [gate, heldOn, passed])).toEqual([
      ['WORKERS_AND_PEASANTS', '2022-08-10', true],
      ['MASSES', '2022-08-11', true],
      ['LEADERS', '2022-08-12', true],
    ]);
    expect(rows[0]).toMatchObject({ form: 'MEETING', expected: 60, present: 50, votesFor: 40 });
  });

  test('corrected later is as first recorded for whoever asks what was known before', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'INSPECTION');
    passGates(county, openSelectionId);
    const gate = county.given.all().find(({ type }) => type === 'OpenSelectionGateRecorded');
    const tally = { form: 'MEETING' as const, expected: 60, present: 50, votesAgainst: 5 };
    const input = { openSelectionId, gateId: gate?.id ?? '', ...tally, abstaining: 3 };
    const correction = { ...input, votesFor: 38, other: 2 };
    const [corrected] = county.given.accepted(
      CorrectOpenSelectionGate,
      correction,
      on('2022-08-20'),
    );
    const { foldEvent } = projector(readModel('test', 1, [openSelectionGates as never]));
    const later = '2024-07-01T08:00:00.000Z' as Instant;
    const facts = [gate, { ...corrected, meta: { ...corrected?.meta, recordedAt: later } }];
    const row = (facts as Recorded[]).reduce(
      (state, event) => foldEvent(event, 'test_v1_openSelectionGates', state),
      emptyRow,
    );
    const known = row.versions.map(({ recordedTo, state }) => [recordedTo, state.votesFor]);
    expect(known).toEqual([
      [later, 40],
      [null, 38],
    ]);
  });
});
