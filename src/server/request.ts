/** What accompanies one request through the server. */
import { randomUUID } from 'node:crypto';
import type { OperationTime } from './operation-time.ts';

/** Beside `data` and `errors` in an answer. */
export type AnswerExtensions = Readonly<Record<string, unknown>>;

/** What `contextOf` learns of a request beside who makes it. */
export type Asked = {
  /** Of this request; in its log lines, its errors, and the events it causes. */
  readonly correlationId: string;
  /** W3C trace context of the client, where it sent one. */
  readonly traceparent: string | null;
  /** Adds to the extensions of the answer, also while the operation runs (`notYet`). */
  readonly tell: (extensions: AnswerExtensions) => void;
  /** What a subscription hands on next completes everything up to this position, told as token. */
  readonly reached: (token: string, position: number) => void;
  /** Resolves when a subscription may do its next piece of work. */
  readonly turn: () => Promise<void>;
  /**
   * Asked before each read: throws once the time of the operation is over; gives what to wait for,
   * and to ask again after, when its turn of the event loop is over.
   */
  readonly goOn: () => Promise<void> | null;
};
export type Request = Asked & {
  readonly time: OperationTime;
  readonly told: () => AnswerExtensions | null;
  /** What was reached last is on its way to the client. */
  readonly sent: () => void;
  /** Where a subscription that is cut goes on; null when it has no place to. */
  readonly resumesSince: () => string | null;
  /** How far a subscription has come; null for every other operation. */
  readonly position: () => number | null;
};

export function newRequest({
  correlationId,
  traceparent,
  time,
  turn = async () => undefined,
  pause,
}: Pick<Request, 'correlationId' | 'traceparent' | 'time'> &
  Partial<Pick<Asked, 'turn'>> & {
    readonly pause: () => Promise<void> | null;
  }): Request {
  let told: AnswerExtensions | null = null;
  let [reached, last]: (string | null)[] = [null, null];
  let position: number | null = null;
  return {
    correlationId,
    traceparent,
    tell: (extensions) => {
      told = { ...told, ...extensions };
    },
    turn,
    time,
    goOn: () => {
      time.goOn();
      return pause();
    },
    told: () => told,
    reached: (token, at) => {
      position = at;
      reached = token;
      last ??= token;
    },
    sent: () => {
      last = reached ?? null;
    },
    resumesSince: () => last ?? null,
    position: () => position,
  };
}

type Header = string | readonly string[] | undefined;

/** The client's X-Request-Id when it is short and plain, else a new one. */
export function correlationIdOf(header: Header): string {
  return typeof header === 'string' && /^[\w.:-]{1,64}$/.test(header) ? header : randomUUID();
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
export function traceparentOf(header: Header): string | null {
  const pattern = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
  return typeof header === 'string' && pattern.test(header) ? header : null;
}
