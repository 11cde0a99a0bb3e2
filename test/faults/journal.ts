/**
 * What becomes of a ledger whose journal is a cluster's stream when the node, our own servers or
 * the leader of three nodes are killed: `npm run faults -- journal`. Which cluster that is, and
 * how its nodes are run, is told by the environment (docs/scale-out.md).
 */
import { leaderKills } from './journal-leader-kills.ts';
import { nodeKills } from './journal-node-kills.ts';
import { ownKills } from './journal-own-kills.ts';
import type { Tally } from './tally.ts';

/** How many of each; null: not named. When none is named, some of each are done. */
type Kills = Readonly<Record<'node' | 'own' | 'leader', number | null>>;
const unnamed: Kills = { node: 50, own: 50, leader: 5 };

/** Each gives its tally, or what is missing to run it. */
export function journalParts(
  seed: string,
  named: Kills,
): readonly (() => Promise<Tally | string>)[] {
  const { env } = process;
  const { node, own, leader } = Object.values(named).every((kills) => kills === null)
    ? unnamed
    : named;
  const parts: (() => Promise<Tally | string>)[] = [];
  const connection = env.TEST_KURRENTDB;
  const start = env.TEST_KURRENTDB_START;
  if (node !== null) {
    parts.push(async () => {
      if (connection !== undefined && start !== undefined) {
        return nodeKills({ kills: node, connection, start });
      }
      return 'TEST_KURRENTDB and TEST_KURRENTDB_START name no cluster and how to run its node';
    });
  }
  if (own !== null) {
    parts.push(async () => {
      if (connection === undefined) return 'TEST_KURRENTDB names no cluster';
      return ownKills({ kills: own, seed, connection, start: start ?? null });
    });
  }
  if (leader !== null) {
    parts.push(async () => {
      const three = env.TEST_KURRENTDB_THREE;
      const startThree = env.TEST_KURRENTDB_THREE_START;
      if (three !== undefined && startThree !== undefined) {
        return leaderKills({ kills: leader, seed, connection: three, start: startThree });
      }
      return 'TEST_KURRENTDB_THREE and TEST_KURRENTDB_THREE_START name no three nodes';
    });
  }
  return parts;
}
