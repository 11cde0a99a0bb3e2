/** A server whose tables are behind a journal that is kept elsewhere. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { StoreUnavailable } from '../../src/application/limits.ts';
import type { Ledger } from '../../src/application/ports.ts';
import { OpenReserveRound } from '../../src/domain/reserve-round.ts';
import { type LedgerUnderTest, ledgerUnderTest } from '../ledger-under-test.ts';
import { idOf } from '../scenario.ts';
import { asking } from './asking.ts';

let under: LedgerUnderTest;
let officer: ReturnType<typeof asking>;
let head: number;
beforeEach(async () => {
  under = await ledgerUnderTest('memory');
  officer = asking(() => under.application());
  head = await under.ledger().head();
});
afterEach(() => under.close());

/** The memory ledger, as one whose journal ends elsewhere. */
function endsAt(journalHead: NonNullable<Ledger['journalHead']>): void {
  Object.assign(under.ledger(), { journalHead });
}
const commandId = idOf<string>('a command of another server');
const arrive = (ms: number) =>
  setTimeout(
    () => under.record(OpenReserveRound, { year: 2024, title: '推荐' }, { commandId }),
    ms,
  );
const silent = async () => {
  throw new StoreUnavailable('the journal cannot be reached', true);
};
const tokenAt = (position: number) =>
  Buffer.from(`${under.application().ledgerId}:${position}`).toString('base64url');
const rounds = `query ($token: String) { reserveRounds(first: 5, atLeast: $token) { nodes { year } } }`;
const outcome = 'query ($id: ID!) { commandOutcome(commandId: $id) { recorded events { type } } }';

describe('what another server gave out', () => {
  test('is waited for, not refused', async () => {
    endsAt(async () => head + 1);
    arrive(60);
    const { data, errors, told } = await officer.ask(rounds, { token: tokenAt(head + 1) });
    expect({ errors, told }).toEqual({ errors: [], told: {} });
    expect(data).toEqual({ reserveRounds: { nodes: [{ year: 2024 }] } });
  });
  test('that does not come is told as not yet', async () => {
    endsAt(async () => head + 1);
    const { errors, told } = await officer.ask(rounds, { token: tokenAt(head + 1) });
    expect({ errors, told }).toEqual({
      errors: [],
      told: { notYet: { asked: head + 1, reached: head } },
    });
  });
  test('is not called a token of the future while the journal is silent', async () => {
    endsAt(silent);
    const { errors, told } = await officer.ask(rounds, { token: tokenAt(head + 9) });
    expect({ errors, told }).toMatchObject({ errors: [], told: { notYet: { asked: head + 9 } } });
  });
  test('beyond the journal’s end is refused', async () => {
    endsAt(async () => head + 1);
    const { errors } = await officer.ask(rounds, { token: tokenAt(head + 2) });
    expect(errors[0]?.message).toMatch(/lies ahead of this ledger/);
  });
  test('is where a subscription goes on', async () => {
    endsAt(async () => head + 1);
    arrive(60);
    const source = `subscription { events(since: "${tokenAt(head + 1)}") { position } }`;
    expect(await officer.listen(source, 1)).toEqual([{ events: { position: head + 2 } }]);
  });
});

describe('commandOutcome', () => {
  test('looks again at the end of the journal before it says no', async () => {
    endsAt(async () => head + 1);
    arrive(60);
    const { data } = await officer.ask(outcome, { id: commandId });
    expect(data).toMatchObject({
      commandOutcome: { recorded: true, events: [{ type: 'ReserveRoundOpened' }, {}] },
    });
  });
  test('says no where the whole journal holds nothing of it', async () => {
    endsAt(async () => head);
    const { data } = await officer.ask(outcome, { id: commandId });
    expect(data).toEqual({ commandOutcome: { recorded: false, events: [] } });
  });
  test('says neither while the journal is silent', async () => {
    endsAt(silent);
    const { data, errors } = await officer.ask(outcome, { id: commandId });
    expect(data).toBeNull();
    expect(errors).toEqual([expect.objectContaining({ message: 'the journal cannot be reached' })]);
  });
});
