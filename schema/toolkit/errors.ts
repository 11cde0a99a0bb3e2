/** Errors that are the client's to mend; everything else is masked by the server. */
import { GraphQLError } from 'graphql';

export type PathPart = string | number;

/** Malformed input: what is wrong, where, and what would be right. */
export function badUserInput(message: string, path: readonly PathPart[]): GraphQLError {
  return badUserInputs([{ message, path }]);
}

export type InputIssue = { readonly message: string; readonly path: readonly PathPart[] };

/** Everything that is malformed at once; `inputPath` names the first. */
export function badUserInputs(issues: readonly InputIssue[]): GraphQLError {
  const shown = issues.slice(0, issuesShownMax);
  const sentences = shown.map(({ message, path }) => `${path.join('.')}: ${message}`);
  return new GraphQLError(sentences.join('; '), {
    extensions: { code: 'BAD_USER_INPUT', inputPath: shown[0]?.path ?? [], issues: shown },
  });
}
const issuesShownMax = 20;

/** A list of values is bounded like everything else one may send. */
export function assertCount(
  values: readonly unknown[],
  max: number,
  path: readonly PathPart[],
): void {
  if (values.length > max)
    throw badUserInput(`has ${values.length} values; the most is ${max}`, path);
}

export function clientError(code: string, message: string, more: object = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } });
}
