import { describe, expect, test } from '@jest/globals';
import { SanctionImposed } from '../../events/register.ts';
import { ReserveMemberAdmitted } from '../../events/reserve-pool.ts';
import type { CadreId } from '../../events/values.ts';
import {
  AdmitFinalistToReserve,
  DeclineFinalistReserve,
  OfferFinalistReserve,
} from '../../src/domain/open-selection-finalists.ts';
import { WithdrawApplication } from '../../src/domain/open-selection-registration.ts';
import { cadreStream } from '../../src/domain/people.ts';
import { campaignAt, givenSelectionCounty, on, refused } from './given-open-selection.ts';

const as = {
  maturity: 'NEAR_TERM' as const,
  target: 'DEPUTY' as const,
  track: 'ECONOMY' as const,
};

/** A campaign on public notice: 甲 is proposed, 乙 is a finalist not selected. */
function noticed() {
  const county = givenSelectionCounty();
  const { openSelectionId } = campaignAt(county, 'PUBLIC_NOTICE');
  const [a, b] = county.people as [CadreId, CadreId];
  return { county, given: county.given, openSelectionId, a, b };
}

describe('a finalist not appointed', () => {
  test('enters the pool in one act with the fact on the campaign', () => {
    const { given, openSelectionId, b } = noticed();
    const input = { openSelectionId, cadreId: b, ...as };
    const [accepted, admitted] = given.accepted(AdmitFinalistToReserve, input, on('2022-09-01'));
    expect(accepted?.data).toEqual({ openSelectionId, cadreId: b, membershipId: admitted?.id });
    expect(admitted?.stream).toBe(cadreStream(b));
    expect(admitted?.data).toMatchObject({
      entryChannel: 'INTERVIEW_FINALIST',
      sourceId: openSelectionId,
      roundId: null,
      origin: { unitType: 'INSTITUTION' },
    });
    expect(given.accepted(AdmitFinalistToReserve, input, on('2022-09-01'))).toEqual([]);
  });

  test('who is in the pool already is not admitted a second time', () => {
    const { given, openSelectionId, b } = noticed();
    const member = given.given(
      cadreStream(b),
      ReserveMemberAdmitted,
      {
        cadreId: b,
        entryChannel: 'UNIT_RECOMMENDED',
        ...as,
        roundId: null,
        sourceId: null,
        origin: null,
      },
      on('2021-01-01'),
    );
    const input = { openSelectionId, cadreId: b, ...as };
    const events = given.accepted(AdmitFinalistToReserve, input, on('2022-09-01'));
    expect(events.map(({ type, data }) => [type, data.membershipId])).toEqual([
      ['FinalistReserveAccepted', member.id],
    ]);
  });

  test('declines or is refused, with grounds, once', () => {
    const { county, given, openSelectionId, b } = noticed();
    const input = { openSelectionId, cadreId: b, by: 'FINALIST' as const, grounds: '本人意愿' };
    given.accepted(OfferFinalistReserve, { openSelectionId, cadreId: b }, on('2022-09-01'));
    const again = { openSelectionId, cadreId: b };
    expect(given.accepted(OfferFinalistReserve, again, on('2022-09-01'))).toEqual([]);
    given.accepted(DeclineFinalistReserve, input, on('2022-09-02'));
    expect(given.accepted(DeclineFinalistReserve, input, on('2022-09-02'))).toEqual([]);
    const other = { ...input, by: 'ORG_DEPT' as const };
    const codes = refused(county, DeclineFinalistReserve, other, on('2022-09-02'));
    expect(codes).toEqual(['ReserveAnswered']);
    const late = { openSelectionId, cadreId: b, ...as };
    const entry = refused(county, AdmitFinalistToReserve, late, on('2022-09-02'));
    expect(entry).toEqual(['ReserveAnswered']);
  });

  test('is not somebody who may still win, nor who was never interviewed', () => {
    const { county, openSelectionId, a } = noticed();
    const input = { openSelectionId, cadreId: a, ...as };
    const codes = refused(county, AdmitFinalistToReserve, input, on('2022-09-01'));
    expect(codes).toEqual(['NoFinalistToReserve']);
    const early = givenSelectionCounty();
    const campaign = campaignAt(early, 'INTERVIEW');
    const cadreId = early.people[3] as CadreId;
    const left = { openSelectionId: campaign.openSelectionId, cadreId, grounds: null };
    early.given.accepted(WithdrawApplication, left, on('2022-08-01'));
    const offer = { openSelectionId: campaign.openSelectionId, cadreId };
    const offered = refused(early, OfferFinalistReserve, offer, on('2022-08-02'));
    expect(offered).toEqual(['NoFinalistToReserve']);
  });

  test('under a sanction does not enter the pool', () => {
    const { county, given, openSelectionId, b } = noticed();
    given.given(
      cadreStream(b),
      SanctionImposed,
      { cadreId: b, effectEndsOn: '2023-02' },
      { ...on('2022-08-24'), personal: { kind: '警告', detail: null } },
    );
    const input = { openSelectionId, cadreId: b, ...as };
    const codes = refused(county, AdmitFinalistToReserve, input, on('2022-09-01'));
    expect(codes).toEqual(['SanctionInForce']);
  });
});
