/**
 * Persisted documents (GraphQL over HTTP, appendix A): clients name a document instead of sending
 * it, and an operator may allow no others. They are read once, at start. Apollo Server's own
 * persisted queries are registered by whoever sends one, and are therefore off.
 */
import { createHash } from 'node:crypto';
import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { CannotStart } from './cannot-start.ts';
import { type DocumentLimits, sizeFaults } from './document-limits.ts';
import { documentTexts } from './document-texts.ts';
import type { Settings } from './settings.ts';

export type AskedDocument = {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
};
export type PersistedDocuments = {
  /** The text to run, null when none is asked for, or why it is refused. */
  readonly textOf: (asked: AskedDocument) => string | null | GraphQLError;
};

const setting = 'CADRE_LEDGER_PERSISTED_DOCUMENTS';

/** Throws CannotStart with a sentence for every document that could not be run. */
export function persistedDocuments(
  schema: GraphQLSchema,
  settings: DocumentLimits & Pick<Settings, 'persistedDocuments' | 'documents'>,
): PersistedDocuments {
  const texts = documentTexts(settings.persistedDocuments);
  const wrong = [...texts].flatMap(([id, text]) => {
    const fault = faultOf(text, schema, settings);
    return fault === null ? [] : [`${setting}: the document ${id} cannot be run: ${fault}.`];
  });
  if (wrong.length > 0) throw new CannotStart(wrong.join('\n'));
  const byId = new Map(
    [...texts].flatMap(([id, text]) => [
      [id, text],
      [hashOf(text), text],
    ]),
  );
  const onlyThese = settings.documents === 'persisted';

  function textOf(asked: AskedDocument): string | null | GraphQLError {
    const text = typeof asked.query === 'string' && asked.query !== '' ? asked.query : null;
    if (text !== null) return onlyThese && !byId.has(hashOf(text)) ? notPersisted() : text;
    const id = byId.size === 0 ? null : idIn(asked);
    return id === null ? null : (byId.get(id) ?? byId.get(`sha256:${id}`) ?? unknown());
  }
  return { textOf };
}

function faultOf(text: string, schema: GraphQLSchema, limits: DocumentLimits): string | null {
  try {
    const document = parse(text, { maxTokens: limits.tokensMax });
    const [fault] = [...sizeFaults(document, limits), ...validate(schema, document)];
    return fault?.message ?? null;
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
}

function hashOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** As the appendix has it, or as Apollo's clients send it. */
function idIn({ documentId, extensions }: AskedDocument): string | null {
  if (typeof documentId === 'string') return documentId;
  const asked = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)
    ?.persistedQuery?.sha256Hash;
  return typeof asked === 'string' ? `sha256:${asked}` : null;
}

/** The code tells Apollo's clients to send the whole document. */
function unknown(): GraphQLError {
  return refused('PERSISTED_QUERY_NOT_FOUND', 'No document is persisted here under this id');
}

function notPersisted(): GraphQLError {
  const sentence = `This server runs persisted documents only, and this is none of them; have it added to ${setting}`;
  return refused('DOCUMENT_NOT_PERSISTED', sentence);
}

function refused(code: string, sentence: string): GraphQLError {
  return new GraphQLError(sentence, { extensions: { code, http: { status: 400 } } });
}
