/** Named bounds of the ledger; equal on all stores, refused by type before the store is asked. */

/** One event's stored JSON (data, personal and meta together). */
export const eventBytesMax = 256 * 1024;
/** All events of one command together. */
export const commandBytesMax = 768 * 1024;
export const commandEventsMax = 1_000;
/** Streams one command may read; deciders that walk a tree stop here. */
export const commandReadsMax = 400;
export const pageEventsMax = 1_000;
export const groupsMax = 1_000;
/** Commands waiting for their turn at one stream; further ones are told that the server is busy. */
export const turnsWaitingMax = 4_000;
/** Times a decision is made anew because another server's append came first. */
export const attemptsMax = 20;
/** Rows a report may go through for one figure. */
export const figureRowsMax = 200_000;
/** How long a query waits for rows that are being built before it is told to come back. */
export const rebuildWaitMs = 1_000;

/** Thrown before anything is written: the command is larger than any store takes. */
export class TooLarge extends Error {
  constructor(what: string, size: number, max: number) {
    super(`${what} has ${size}, the most is ${max}`);
    this.name = 'TooLarge';
  }
}

/** Thrown when a queue is full: nothing was recorded, the same command may be sent again. */
export class Overloaded extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'Overloaded';
  }
}

/** Thrown when the disk is full: nothing was recorded, the same command may be sent again. */
export class StorageFull extends Error {
  constructor(options?: ErrorOptions) {
    super('the disk is full; nothing was recorded', options);
    this.name = 'StorageFull';
  }
}

/** Thrown when the store cannot say whether the append took effect, or has stopped accepting. */
export class StoreUnavailable extends Error {
  readonly outcomeUnknown: boolean;
  constructor(message: string, outcomeUnknown: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreUnavailable';
    this.outcomeUnknown = outcomeUnknown;
  }
}

/** StoreUnavailable of one command, so that its answer can be asked for: the id may be the server's. */
export class OutcomeUnknown extends Error {
  readonly commandId: string;
  constructor(commandId: string, cause: StoreUnavailable) {
    super(cause.message, { cause });
    this.name = 'OutcomeUnknown';
    this.commandId = commandId;
  }
}

/** Thrown when rows are asked for that are still being built, and none serve meanwhile. */
export class ModelRebuilding extends Error {
  readonly table: string;
  readonly position: number;
  readonly head: number;
  constructor(table: string, progress: { readonly position: number; readonly head: number }) {
    const { position, head } = progress;
    super(`the rows of ${table} are being built: ${position} of ${head} events are folded`);
    this.name = 'ModelRebuilding';
    this.table = table;
    this.position = position;
    this.head = head;
  }
}

/** Thrown in a rebuild, which stops instead of leaving a row out; names places, never a value. */
export class ProjectionFailed extends Error {
  readonly table: string;
  constructor(table: string, event: { type: string; position: number }, cause: unknown) {
    const kind = cause instanceof Error ? cause.name : typeof cause;
    super(
      `the projection of ${table} throws (${kind}) at position ${event.position}, ${event.type}`,
      { cause },
    );
    this.name = 'ProjectionFailed';
    this.table = table;
  }
}
