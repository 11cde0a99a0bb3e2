/** Position tokens: what a mutation returns and a query waits for. */
import { StoreUnavailable } from '../../src/application/limits.ts';
import type { Graph } from './context.ts';
import { badUserInput, type PathPart } from './errors.ts';

const waitMs = 2_000;

export function toToken(graph: Graph, position: number): string {
  return Buffer.from(`${graph.application.ledgerId}:${position}`).toString('base64url');
}

/** The position of a token; a foreign or future one is an error. */
export async function positionOf(
  graph: Graph,
  token: string,
  path: readonly PathPart[],
): Promise<number> {
  const [ledgerId, digits, rest] = Buffer.from(token, 'base64url').toString('utf8').split(':');
  const position = /^\d{1,15}$/.test(digits ?? '') ? Number(digits) : null;
  if (position === null || rest !== undefined) throw badUserInput('is no position token', path);
  if (ledgerId !== graph.application.ledgerId) {
    throw badUserInput('is the token of another ledger', path);
  }
  if (position > (await journalEnds(graph, position))) {
    throw badUserInput('lies ahead of this ledger', path);
  }
  return position;
}

/** The journal is asked only about what the tables do not hold; silent, it may hold anything. */
async function journalEnds(graph: Graph, position: number): Promise<number> {
  const head = await graph.application.head();
  if (position <= head) return head;
  return graph.application.journalHead().catch((error: unknown) => {
    if (error instanceof StoreUnavailable) return Number.POSITIVE_INFINITY;
    throw error;
  });
}

/**
 * Waits, a bounded time, until the tables hold a token's change; then answers by what there is and
 * says so in `extensions.notYet`. On one machine the tables are the journal and nothing is awaited.
 */
export async function waitFor(graph: Graph, token: string | null | undefined): Promise<void> {
  if (token === null || token === undefined) return;
  const asked = await positionOf(graph, token, ['atLeast']);
  const reached = await graph.application.reached(asked, waitMs);
  if (reached < asked) graph.tell({ notYet: { asked, reached } });
}
