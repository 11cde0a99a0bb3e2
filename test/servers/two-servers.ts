/** Two whole servers over one journal, as clients see them. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { random } from '../../src/demo/random.ts';
import {
  county,
  type Invented,
  inventor,
  openCounty,
  rootIn,
} from '../faults/invented-commands.ts';
import { startServer, tokenFor } from '../faults/server-process.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { type Client, clientOf, type SeenEvent } from './client.ts';

const organizations = `query ($atLeast: String) {
  organizations(county: "${county}", first: 100, atLeast: $atLeast) { nodes { id name } } }`;

type Server = { readonly client: Client; readonly process: ReturnType<typeof startServer> };
export type Pair = {
  one: Server;
  other: Server;
  /** Of the first command: everything after it is seen since here. */
  since: string;
  rootId: string;
  stream: string;
  start: (folder: string) => Promise<Server>;
  folders: { readonly one: string; readonly other: string };
};
/** Commands that each find something to record. */
export type Invent = (kind?: 'openOrganization' | 'renameOrganization') => Invented;

export const severalServers = (
  name: string,
  connection: () => string,
  more: (pair: Pair, invent: Invent) => void = () => {},
): void => {
  describe(`Several servers: ${name}`, () => {
    const pair = {} as Pair;
    const ends: (() => Promise<unknown>)[] = [];
    let numbers = 0;
    const invent: Invent = (kind = 'openOrganization') => {
      const next = inventor(random('two servers'), pair.rootId, () => {
        numbers += 1;
        return numbers;
      });
      for (;;) {
        const command = next();
        if (command.field === kind) return command;
      }
    };

    beforeAll(async () => {
      pair.stream = `two-${randomUUID()}`;
      const root = join(import.meta.dirname, '../..');
      execFileSync(process.execPath, ['scripts/setup.mjs', '--build', '--quiet'], { cwd: root });
      const shared = {
        CADRE_LEDGER_EVENT_STORE: connection(),
        CADRE_LEDGER_STREAM: pair.stream,
        CADRE_LEDGER_KEY: 'ab'.repeat(32),
      };
      pair.start = async (folder) => {
        const running = startServer(folder, shared);
        ends.push(running.kill);
        const url = await running.serving;
        if (url === null) throw new Error(`the server ended: ${running.said()}`);
        return { process: running, client: clientOf(url, await tokenFor(folder)) };
      };
      const folders = [await temporaryFolder(), await temporaryFolder()] as const;
      ends.push(...folders.map(({ remove }) => remove));
      pair.folders = { one: folders[0].folder, other: folders[1].folder };
      pair.one = await pair.start(pair.folders.one);
      pair.other = await pair.start(pair.folders.other);
      pair.since = lastOf(await pair.one.client.send(openCounty())).token;
      pair.rootId = rootIn((await pair.one.client.ask(organizations)).data) ?? '';
    });
    afterAll(async () => {
      for (const end of ends.reverse()) await end();
    });

    readYourWrites(pair, invent);
    subscriptions(pair, invent);
    outcomes(pair, invent);
    more(pair, invent);
  });
};

function readYourWrites(pair: Pair, invent: Invent): void {
  test('a change on one is read on the other by its token, both ways', async () => {
    for (const [writer, reader] of [
      [pair.one, pair.other],
      [pair.other, pair.one],
      [pair.one, pair.other],
    ] as const) {
      const command = invent();
      const { token } = lastOf(await writer.client.send(command));
      const { data, extensions } = await reader.client.ask(organizations, { atLeast: token });
      expect(extensions).not.toHaveProperty('notYet');
      const { name } = command.variables.input as { name: string };
      expect(JSON.stringify(data)).toContain(name);
    }
  });

  test('both change one organization, and neither change is lost', async () => {
    const sent = await Promise.all(
      [pair.one, pair.other, pair.one, pair.other].map(({ client }) =>
        client.send(invent('renameOrganization')),
      ),
    );
    const last = sent.map(lastOf).reduce((a, b) => (a.position > b.position ? a : b));
    const [here, there] = await Promise.all(
      [pair.one, pair.other].map(({ client }) =>
        client.ask(organizations, { atLeast: last.token }),
      ),
    );
    expect(here?.data).toEqual(there?.data);
  });
}

function subscriptions(pair: Pair, invent: Invent): void {
  test('a subscription on either shows the changes of both, each once and in order', async () => {
    const [here, there] = [pair.one, pair.other].map(({ client }) => client.subscribe(pair.since));
    if (!here || !there) throw new Error('nothing was subscribed to');
    const sent = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        (n % 2 === 0 ? pair.one : pair.other).client.send(invent()),
      ),
    );
    const last = Math.max(...sent.map((answer) => lastOf(answer).position));
    for (const { seen } of [here, there]) await until(() => seen.at(-1)?.position === last);
    await Promise.all([here.end(), there.end()]);
    expect(here.seen).toEqual(there.seen);
    assertWhole(here.seen);
    for (const answer of sent) expect(here.seen).toContainEqual(lastOf(answer));
  });

  test('one is killed and started again: its subscription goes on where it was', async () => {
    const before = pair.other.client.subscribe(pair.since);
    await pair.other.client.send(invent());
    await until(() => before.seen.length > 0);
    await pair.other.process.kill();
    await before.ended;
    const meanwhile = await pair.one.client.send(invent());
    pair.other = await pair.start(pair.folders.other);
    const after = pair.other.client.subscribe(before.seen.at(-1)?.token ?? '');
    const own = lastOf(await pair.other.client.send(invent()));
    await until(() => after.seen.at(-1)?.position === own.position);
    await after.end();
    const all = [...before.seen, ...after.seen];
    assertWhole(all);
    expect(all).toContainEqual(lastOf(meanwhile));
  });
}

function outcomes(pair: Pair, invent: Invent): void {
  test('what became of a command, and its repeat, is answered alike on both', async () => {
    const command = invent();
    const sent = await pair.one.client.send(command);
    const { token } = lastOf(sent);
    expect(await pair.other.client.send(command)).toEqual(sent);
    const asked = `{ commandOutcome(commandId: "${command.commandId}") {
      recorded token events { position commandId token } } }`;
    const answers = await Promise.all(
      [pair.one, pair.other].map(({ client }) => client.ask(asked)),
    );
    for (const { data } of answers) {
      expect(data.commandOutcome).toEqual({ recorded: true, token, ...sent });
    }
  });
}

export type Sent = Awaited<ReturnType<Client['send']>>;

export function lastOf(sent: Sent): SeenEvent {
  const last = sent.events?.at(-1);
  if (last === undefined) throw new Error(`refused: ${sent.code} ${sent.message}`);
  return last;
}

/** Positions follow each other: none is missing, none comes twice. */
export function assertWhole(seen: readonly SeenEvent[]): void {
  const [first] = seen;
  expect(seen.map(({ position }) => position)).toEqual(
    seen.map((_, index) => (first?.position ?? 0) + index),
  );
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}
