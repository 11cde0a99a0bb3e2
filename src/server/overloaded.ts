/** The answer of a server that is asked for more than it can do: come again, and when. */
import { GraphQLError } from 'graphql';
import type { MediaType } from './media-type.ts';
import { retryAfterSeconds } from './overload-limits.ts';
import { jsonReply, type Reply } from './reply.ts';

const code = 'OVERLOADED';
export const retryAfter = { 'retry-after': String(retryAfterSeconds) };
export const overloadedStatus = 503;

const sentence = (why: string) =>
  `The server is overloaded: ${why}. Nothing was done; send it again in a moment.`;

const tooMany = 'too many operations run or wait';

/** Before anything has seen the request; made without an Error, whose stack would cost the most. */
export function overloadedReply(
  correlationId: string,
  mediaType: MediaType = 'application/json',
): Reply {
  const errors = [{ message: sentence(tooMany), extensions: { code, correlationId } }];
  const headers = { ...retryAfter, 'content-type': `${mediaType}; charset=utf-8` };
  return { ...jsonReply(overloadedStatus, { errors }), headers };
}

/** Where only GraphQL can say it: on a WebSocket, and from within an operation. */
export function overloadedError(why = tooMany): GraphQLError {
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
