/** Position tokens: what a mutation returns and a query waits for. */
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
  if (position > (await graph.application.head())) {
    throw badUserInput('lies ahead of this ledger', path);
  }
  return position;
}

/**
 * Waits, a bounded time, until the tables hold a token's change; then answers by what there is and
 * says so in `extensions.notYet`. On one machine the tables are the journal and nothing is awaited.
 */
export async function waitFor(graph: Graph, token: string | null | undefined): Promise<void> {
  if (token === null || token === undefined) return;
  const asked = await positionOf(graph, token, ['atLeast']);
  const deadline = Date.now() + waitMs;
  let reached = await graph.application.head();
  while (reached < asked && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    reached = await graph.application.head();
  }
  if (reached < asked) graph.tell({ notYet: { asked, reached } });
}
