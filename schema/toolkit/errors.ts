/** Errors that are the client's to mend; everything else is masked by the server. */
import { GraphQLError } from 'graphql';

export type PathPart = string | number;

/** Malformed input: what is wrong, where, and what would be right. */
export function badUserInput(message: string, path: readonly PathPart[]): GraphQLError {
  return new GraphQLError(`${path.join('.')}: ${message}`, {
    extensions: { code: 'BAD_USER_INPUT', inputPath: path },
  });
}

export function clientError(code: string, message: string, more: object = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } });
}
