/** What one message of a WebSocket asks to be run, judged as a request over HTTP is. */
import {
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { type DocumentLimits, documentRules, refuseCost, sizeFaults } from './document-limits.ts';
import { timeKey } from './operation-time.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import type { Request } from './request.ts';

type Given = {
  readonly schema: GraphQLSchema;
  readonly validationRules: readonly ValidationRule[];
  readonly limits: DocumentLimits;
  readonly documents: PersistedDocuments;
};

/** Throws a GraphQLError to refuse, or gives what is wrong with the document. */
export async function executionOf(
  payload: SubscribePayload,
  request: Request,
  { schema, limits, documents, validationRules }: Given,
  context: () => Promise<object>,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const text = documents.textOf(payload as { query?: unknown; documentId?: unknown });
  if (text instanceof GraphQLError) throw text;
  const document = parsed(text ?? payload.query, limits.tokensMax);
  const sizes = sizeFaults(document, limits);
  if (sizes.length > 0) return sizes;
  const rules = [...specifiedRules, ...documentRules(limits), ...validationRules];
  const faults = validate(schema, document, rules);
  if (faults.length > 0) {
    return faults.map((fault) => coded(fault, 'GRAPHQL_VALIDATION_FAILED'));
  }
  const operation = getOperationAST(document, payload.operationName);
  if (operation) refuseCost(schema, document, operation, payload.variables ?? {}, limits);
  return {
    schema,
    document,
    operationName: payload.operationName,
    variableValues: payload.variables,
    contextValue: { ...(await context()), [timeKey]: request.time },
  };
}

function parsed(query: string, maxTokens: number) {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    throw error instanceof GraphQLError ? coded(error, 'GRAPHQL_PARSE_FAILED') : error;
  }
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { nodes, source, positions, path } = error;
  const extensions = { ...error.extensions, code };
  return new GraphQLError(error.message, { nodes, source, positions, path, extensions });
}
