/** What an error of the application means to a client; null: it is masked. */
import { GraphQLError } from 'graphql';
import {
  ModelRebuilding,
  OutcomeUnknown,
  Overloaded,
  StorageFull,
  StoreUnavailable,
  TooLarge,
} from '../application/limits.ts';
import { overloadedError } from './overloaded.ts';

export function explain(error: unknown): GraphQLError | null {
  if (error instanceof Overloaded) return overloadedError(error.message);
  if (error instanceof TooLarge) return coded('TOO_LARGE', `${error.message}; send less at once.`);
  if (error instanceof OutcomeUnknown) return outcomeUnknown({ commandId: error.commandId });
  if (error instanceof StorageFull) {
    const message =
      'The disk of the ledger is full; nothing was recorded, queries are answered. Send the command again, with the same commandId, once there is room.';
    return coded('STORAGE_FULL', message);
  }
  if (error instanceof StoreUnavailable) {
    const message = 'The ledger takes no commands at the moment; nothing was recorded.';
    return coded('STORE_UNAVAILABLE', message);
  }
  if (error instanceof ModelRebuilding) {
    const { position, head } = error;
    return coded(
      'MODEL_REBUILDING',
      `These rows are being built: ${position} of ${head} events are in them. Commands are recorded meanwhile; ask again later.`,
      { position, head },
    );
  }
  return null;
}

export function outcomeUnknown(more: object = {}): GraphQLError {
  return coded(
    'OUTCOME_UNKNOWN',
    'It is not known whether the command took effect. Ask commandOutcome, or send it again with the same commandId: that is safe.',
    more,
  );
}

function coded(code: string, message: string, more: object = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } });
}
