/** Judges the size of documents before anything expensive is done with them. */
import { type GraphQLError, parse } from 'graphql';
import { type DocumentLimits, sizeFaults } from './document-limits.ts';

/** Documents known to be of a right size: those that come again, as clients' documents do. */
const knownMax = 1_000;
const knownCharactersMax = 8_192;

export function documentSizes(limits: DocumentLimits) {
  const known = new Set<string>();

  return {
    /** The first bound the document is past; null when it is none, or no GraphQL at all. */
    faultOf(text: string | null): GraphQLError | null {
      if (text === null || known.has(text)) return null;
      let fault: GraphQLError | undefined;
      try {
        [fault] = sizeFaults(parse(text, { maxTokens: limits.tokensMax }), limits);
      } catch {
        // What is wrong with its syntax is said where it is parsed to be run.
        return null;
      }
      if (fault !== undefined) return fault;
      if (text.length > knownCharactersMax) return null;
      // The oldest goes: sets keep the order of insertion.
      if (known.size >= knownMax) known.delete(known.values().next().value ?? '');
      known.add(text);
      return null;
    },
  };
}
