/**
 * All settings as data: environment variables with meaning, default and shape. A secret may also
 * stand in a file named by `<NAME>_FILE`. Everything wrong is told at once, a sentence each.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Label } from '../../events/define.ts';
import { isSafeAddress, isThisMachine, metricsPlace, text, webAddress } from './addresses.ts';
import { CannotStart } from './cannot-start.ts';
import { documentLimitSettings } from './document-limit-settings.ts';
import { journalSettings } from './journal-settings.ts';
import { requestLimitSettings } from './request-limit-settings.ts';
import { type Setting, setting, wholeNumber } from './setting.ts';

const settingList = {
  dataFolder: setting({
    names: ['CADRE_LEDGER_DATA'],
    meaning: { zh: '数据目录', en: 'Folder the ledger is kept in' },
    fallback: './data',
    secret: false,
    shape: text,
  }),
  bind: setting({
    names: ['CADRE_LEDGER_BIND'],
    meaning: { zh: '监听地址', en: 'Address to listen on; 0.0.0.0 for every network' },
    fallback: '127.0.0.1',
    secret: false,
    shape: text.regex(/^[\w.:-]+$/, 'must be an address, for example 127.0.0.1'),
  }),
  port: setting({
    names: ['CADRE_LEDGER_PORT', 'PORT'],
    meaning: { zh: '监听端口', en: 'Port to listen on; 0 takes a free one' },
    fallback: '4000',
    secret: false,
    shape: wholeNumber(0, 65_535),
  }),
  key: setting({
    names: ['CADRE_LEDGER_KEY'],
    meaning: {
      zh: '账本密钥(未设置时用数据目录中的 ledger.key)',
      en: 'Secret of the ledger; without it, ledger.key in the data folder',
    },
    fallback: null,
    secret: true,
    shape: z.string().regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal characters (32 bytes)'),
  }),
  ...journalSettings,
  jwtIssuer: setting({
    names: ['CADRE_LEDGER_JWT_ISSUER'],
    meaning: { zh: '令牌签发者', en: 'Issuer (iss) a token must name' },
    fallback: 'cadre-ledger',
    secret: false,
    shape: text,
  }),
  jwtAudience: setting({
    names: ['CADRE_LEDGER_JWT_AUDIENCE'],
    meaning: { zh: '令牌受众', en: 'Audience (aud) a token must name' },
    fallback: 'cadre-ledger',
    secret: false,
    shape: text,
  }),
  jwks: setting({
    names: ['CADRE_LEDGER_JWKS'],
    meaning: {
      zh: '令牌公钥集(网址或文件);设置后不再接受开发令牌',
      en: 'Public keys of tokens (JWKS), an address or a file; ends development tokens',
    },
    fallback: null,
    secret: false,
    shape: text.refine((place) => !/^\w+:\/\//.test(place) || isSafeAddress(place), {
      error: 'must be a file or an https address (http only on this machine)',
    }),
  }),
  logLevel: setting({
    names: ['CADRE_LEDGER_LOG_LEVEL'],
    meaning: { zh: '日志级别', en: 'Least level that is logged' },
    fallback: 'info',
    secret: false,
    shape: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    }),
  }),
  mode: setting({
    names: ['CADRE_LEDGER_MODE'],
    meaning: { zh: '运行方式', en: 'production, or development (serves GraphiQL)' },
    fallback: 'production',
    secret: false,
    shape: z.enum(['production', 'development'], { error: 'must be production or development' }),
  }),
  operationsMax: setting({
    names: ['CADRE_LEDGER_OPERATIONS_MAX'],
    meaning: {
      zh: '同时处理的操作上限(超过即答 503)',
      en: 'Operations at once, running or waiting; further ones are answered 503',
    },
    fallback: '256',
    secret: false,
    shape: wholeNumber(1, 10_000),
  }),
  stallSeconds: setting({
    names: ['CADRE_LEDGER_STALL_SECONDS'],
    meaning: {
      zh: '订阅者停止读取多少秒后断开',
      en: 'Seconds a subscriber may leave its events unread before it is cut',
    },
    fallback: '10',
    secret: false,
    shape: wholeNumber(1, 50),
  }),
  metrics: setting({
    names: ['CADRE_LEDGER_METRICS'],
    meaning: {
      zh: '指标(Prometheus)的监听地址:端口;off 为不提供',
      en: 'Where /metrics is served, address:port; off for nowhere',
    },
    fallback: 'off',
    secret: false,
    shape: metricsPlace,
  }),
  metricsToken: setting({
    names: ['CADRE_LEDGER_METRICS_TOKEN'],
    meaning: {
      zh: '读取指标所需的令牌;监听地址不是本机时必须设置',
      en: 'Token that /metrics asks for; needed where not only this machine reaches it',
    },
    fallback: null,
    secret: true,
    shape: z.string().regex(/^[\w.~+/-]{16,200}$/, 'must have 16 to 200 letters, digits or -._~+/'),
  }),
  slowMs: setting({
    names: ['CADRE_LEDGER_SLOW_MS'],
    meaning: {
      zh: '超过多少毫秒的操作记入日志;0 为不记',
      en: 'Operations from this many milliseconds on are logged; 0 logs none',
    },
    fallback: '500',
    secret: false,
    shape: wholeNumber(0, 600_000),
  }),
  tracesEndpoint: setting({
    names: ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'],
    meaning: {
      zh: '链路追踪的接收地址(OTLP/HTTP);未设置则不追踪',
      en: 'Where traces are sent (OTLP/HTTP), the whole address; without one nothing is traced',
    },
    fallback: null,
    secret: false,
    shape: webAddress,
  }),
  otlpEndpoint: setting({
    names: ['OTEL_EXPORTER_OTLP_ENDPOINT'],
    meaning: {
      zh: '同上,不含末尾的 /v1/traces',
      en: 'The same without /v1/traces at its end',
    },
    fallback: null,
    secret: false,
    shape: webAddress,
  }),
  ...documentLimitSettings,
  ...requestLimitSettings,
  drainSeconds: setting({
    names: ['CADRE_LEDGER_DRAIN_SECONDS'],
    meaning: { zh: '停止前等待秒数', en: 'Longest wait for running requests at shutdown' },
    // Longer than the journal is asked what became of an append: its caller is told.
    fallback: '20',
    secret: false,
    shape: wholeNumber(0, 600),
  }),
};

type List = typeof settingList;
export type Settings = {
  readonly [F in keyof List]:
    | z.output<List[F]['shape']>
    | (null extends List[F]['fallback'] ? null : never);
};
type Source = 'default' | 'environment' | 'file';
/** A setting as `cli -- config` shows it; a secret's value is masked. */
type ShownSetting = {
  readonly name: string;
  readonly value: string;
  readonly source: Source;
  readonly meaning: Label;
};
type Environment = Readonly<Record<string, string | undefined>>;

/** Throws CannotStart with a sentence for everything that is wrong. */
export function readSettings(
  environment: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): { settings: Settings; shown: readonly ShownSetting[]; unknown: readonly string[] } {
  const wrong: string[] = [];
  const values: Record<string, unknown> = {};
  const shown: ShownSetting[] = [];
  for (const [field, it] of Object.entries(settingList)) {
    const found = find(it, environment, readFile, wrong);
    const parsed = found.value === null ? null : it.shape.safeParse(found.value);
    if (parsed !== null && !parsed.success) wrong.push(sentence(found, it.secret, parsed.error));
    values[field] = parsed?.data ?? null;
    const value = it.secret && found.value !== null ? '********' : (found.value ?? '');
    shown.push({ name: found.name, value, source: found.source, meaning: it.meaning });
  }
  const isSet = (name: string) => shown.some((it) => it.name === name && it.source !== 'default');
  if (values.jwks && !(isSet('CADRE_LEDGER_JWT_ISSUER') && isSet('CADRE_LEDGER_JWT_AUDIENCE'))) {
    wrong.push(
      'CADRE_LEDGER_JWKS needs CADRE_LEDGER_JWT_ISSUER and CADRE_LEDGER_JWT_AUDIENCE beside it, ' +
        'or tokens made for others would be accepted.',
    );
  }
  const place = values.metrics as Settings['metrics'];
  if (place !== null && !isThisMachine(place.address) && values.metricsToken === null) {
    wrong.push(
      'CADRE_LEDGER_METRICS names an address others reach; set CADRE_LEDGER_METRICS_TOKEN ' +
        'beside it, or an address of this machine (127.0.0.1:9464).',
    );
  }
  if (values.documents === 'persisted' && values.persistedDocuments === null) {
    wrong.push(
      'CADRE_LEDGER_DOCUMENTS is persisted and nothing is: name the documents with ' +
        'CADRE_LEDGER_PERSISTED_DOCUMENTS.',
    );
  }
  if (wrong.length > 0) throw new CannotStart(wrong.join('\n'));
  return { settings: values as Settings, shown, unknown: unknownNames(environment) };
}

type Found = { readonly name: string; readonly value: string | null; readonly source: Source };

function find(
  it: Setting<z.ZodType, string | null>,
  environment: Environment,
  readFile: (path: string) => string,
  wrong: string[],
): Found {
  for (const name of it.names) {
    const value = readVariable(environment, name);
    const file = it.secret ? readVariable(environment, `${name}_FILE`) : null;
    if (value !== null && file !== null) {
      wrong.push(`${name} and ${name}_FILE are both set; keep one of them.`);
    }
    if (value !== null) return { name, value, source: 'environment' };
    if (file === null) continue;
    try {
      return { name, value: readFile(file).trim(), source: 'file' };
    } catch {
      // Who put the secret itself there by mistake does not find it in a log.
      const shown = /:\/\/|@/.test(file) ? '' : `: ${file}`;
      wrong.push(`${name}_FILE names a file that cannot be read${shown}.`);
      return { name, value: null, source: 'file' };
    }
  }
  return { name: it.names[0], value: it.fallback, source: 'default' };
}

/** Empty counts as not set; so does what Kubernetes writes for a service named cadre-ledger. */
function readVariable(environment: Environment, name: string): string | null {
  const value = environment[name]?.trim() ?? '';
  return value === '' || /^tcp:\/\/[\d.:[\]a-f]+$/.test(value) ? null : value;
}

function sentence({ name, value, source }: Found, secret: boolean, error: z.ZodError): string {
  const variable = source === 'file' ? `The content of ${name}_FILE` : name;
  const said = secret ? '' : `; it is «${value}»`;
  return `${variable} ${error.issues[0]?.message ?? 'is wrong'}${said}.`;
}

/** Variables of ours that mean nothing, most likely misspelt. */
function unknownNames(environment: Environment): readonly string[] {
  const known = Object.values(settingList).flatMap(({ names, secret }) =>
    secret ? [...names, ...names.map((name) => `${name}_FILE`)] : names,
  );
  const kubernetes = /^CADRE_LEDGER_(SERVICE_|PORT_\d)/;
  return Object.keys(environment)
    .filter((name) => name.startsWith('CADRE_LEDGER_') && !kubernetes.test(name))
    .filter((name) => !known.includes(name));
}
