/** What an answer or a log line must never hold, whatever was asked. */
import type { Answered } from './exchange.ts';

/** A frame of a stack, a place in our sources or in a package, a path of the machine. */
const inside =
  /\bat [\w.<>]+ \(|\bat (async )?(file:|node:|\/\S+:\d)|node_modules|file:\/\/|\.[cm]?[jt]s:\d+|"stacktrace"|"exception"|(?<![\w.])\/(tmp|home|root|usr|work|etc)\/|SQLITE_|SQLITE |better-sqlite|ledger\.db/;

type ErrorPart = { readonly message?: unknown; readonly extensions?: { readonly code?: unknown } };

/** `personal`: values of invented persons; in `data` they may be told to whoever has a token. */
export function findingsIn(
  { status, body }: Answered,
  personal: readonly string[],
  isStranger: boolean,
): readonly string[] {
  const found: string[] = [];
  if (status >= 500 && status !== 503) found.push(`status ${status}`);
  if (status < 200 || status > 599) found.push(`no status: ${status}`);
  const errors = errorsIn(body);
  const told = isStranger ? body : JSON.stringify(errors);
  if (inside.test(told)) found.push(`tells of its inside: ${inside.exec(told)?.[0]}`);
  if (personal.some((value) => told.includes(value))) found.push('tells a personal value');
  for (const { extensions } of errors) {
    const code = String(extensions?.code ?? 'none');
    if (code === 'INTERNAL' || code === 'INTERNAL_SERVER_ERROR' || code === 'none') {
      found.push(`an error with the code ${code}`);
    }
  }
  return found;
}

export function errorsIn(body: string): readonly ErrorPart[] {
  try {
    const { errors = [] } = JSON.parse(body) as { errors?: ErrorPart[] };
    return Array.isArray(errors) ? errors : [];
  } catch {
    return [];
  }
}

/** A log is read by operators: a place in our sources is no secret there, a person is. */
export function findingsInLog(log: string, personal: readonly string[]): readonly string[] {
  return log
    .split('\n')
    .filter((line) => personal.some((value) => line.includes(value)))
    .map((line) => `a log line tells a personal value: ${line.slice(0, 300)}`);
}
