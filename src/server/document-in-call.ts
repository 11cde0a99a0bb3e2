/** The document a request is about, put where Apollo looks for it when the request only names it. */
import type { GraphQLError } from 'graphql';
import type { GraphqlCall } from './graphql-over-http.ts';
import type { AskedDocument, PersistedDocuments } from './persisted-documents.ts';

type Call = Pick<GraphqlCall, 'search' | 'body'> & {
  readonly document: string | null | GraphQLError;
};

export function documentInCall(
  { method, search, body }: Pick<GraphqlCall, 'method' | 'search' | 'body'>,
  documents: PersistedDocuments,
): Call {
  return method === 'GET' ? inSearch(search, documents) : inBody(search, body, documents);
}

function inBody(search: string, body: unknown, documents: PersistedDocuments): Call {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (!isObject) return { search, body, document: null };
  const asked = body as AskedDocument;
  const document = documents.textOf(asked);
  const isNamed = typeof document === 'string' && document !== asked.query;
  if (!isNamed) return { search, body, document };
  const { extensions, ...others } = asked;
  const rest = withoutHash(extensions);
  const named = { ...others, query: document, ...(rest === undefined ? {} : { extensions: rest }) };
  return { search, body: named, document };
}

function inSearch(search: string, documents: PersistedDocuments): Call {
  const given = new URLSearchParams(search);
  const query = given.get('query');
  const extensions = parsed(given.get('extensions'));
  const documentId = given.get('documentId');
  const document = documents.textOf({ query, documentId, extensions });
  if (typeof document !== 'string' || document === query) {
    return { search, body: undefined, document };
  }
  given.set('query', document);
  const rest = withoutHash(extensions);
  if (rest !== undefined) given.set('extensions', JSON.stringify(rest));
  return { search: `?${given}`, body: undefined, document };
}

/** By it Apollo would look for a query that a client had registered; there are none. */
function withoutHash(extensions: unknown): unknown {
  if (typeof extensions !== 'object' || extensions === null) return extensions ?? undefined;
  const { persistedQuery: _, ...rest } = extensions as { readonly persistedQuery?: unknown };
  return rest;
}

/** What is no JSON is refused by Apollo, with the parameter's name. */
function parsed(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
