/**
 * The log: JSON lines on stderr. A line never holds a request's body, its variables, a query
 * string, a token, or a personal value.
 */
import { type DestinationStream, destination, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

export function openLog(level: string, stream: DestinationStream = destination(2)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: ['authorization', '*.authorization', '*.headers', 'token', '*.token', 'variables'],
      serializers: { error: withoutValues },
    },
    stream,
  );
}

const messageCharactersMax = 400;
const framesMax = 12;

/** What may be logged of an error: its kind, where it was thrown, and its words without values. */
export function withoutValues(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name,
    code,
    message: wordsOf(error.message),
    frames: frames.slice(0, framesMax).map((line) => line.trim()),
    cause: error.cause instanceof Error ? wordsOf(error.cause.message) : undefined,
  };
}

/**
 * Names, identity and telephone numbers reach an error's message as Chinese text, as long runs of
 * digits, or in quotation marks: those are left out.
 */
function wordsOf(message: string): string {
  return message
    .slice(0, messageCharactersMax)
    .replace(/(["'`«“])[^"'`»”]*(["'`»”])/g, '$1…$2')
    .replace(/[\p{Script=Han}·]+/gu, '…')
    .replace(/(?<![0-9a-f-])\d{7,}[\dXx]?/g, '#');
}
