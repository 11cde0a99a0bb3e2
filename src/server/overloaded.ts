/** The answer of a server that is asked for more than it can do: come again, and when. */
import { GraphQLError } from 'graphql';
import { retryAfterSeconds } from './overload-limits.ts';
import { RefusedRequest } from './reply.ts';

const code = 'OVERLOADED';
export const retryAfter = { 'retry-after': String(retryAfterSeconds) };
export const overloadedStatus = 503;

const sentence = (why: string) =>
  `The server is overloaded: ${why}. Nothing was done; send it again in a moment.`;

/** Before GraphQL has seen the request. */
export function overloadedRequest(why: string): RefusedRequest {
  return new RefusedRequest(overloadedStatus, code, sentence(why), retryAfter);
}

/** Where only GraphQL can say it: on a WebSocket, and from within an operation. */
export function overloadedError(why: string): GraphQLError {
  return new GraphQLError(sentence(why), { extensions: { code, retryAfterSeconds } });
}

type Result = {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
};
/** Nothing came of the operation, because a queue was full. */
export function isOverloaded({ data, errors = [] }: Result): boolean {
  const isEmpty = Object.values(data ?? {}).every((value) => value === null);
  return isEmpty && errors.some(({ extensions }) => extensions?.code === code);
}
