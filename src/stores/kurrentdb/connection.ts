/** Connection strings of a cluster: which are taken, what may be shown of them. */

const schemes = ['kurrentdb', 'kurrent', 'kdb', 'esdb'] as const;
const pattern = /^(\w+)(\+discover)?:\/\/(?:([^@/?\s]+)@)?([^@/?\s]+)\/?(?:\?(\S*))?$/;

/** What the client understands without a doubt; everything else is percent-encoded. */
const userPattern = /^(?:[\w.~!*-]|%[\dA-Fa-f]{2})+:(?:[\w.~!*-]|%[\dA-Fa-f]{2})+$/;
const hostPattern = /^[\w.-]+(?::(\d{1,5}))?$/;
const textPattern = /^[^#&?\s]+$/;
const numberPattern = /^[1-9]\d{0,8}$/;
const flagPattern = /^(true|false)$/;
/** Options of client 1.3.1. Of one it does not know it prints the whole string, password and all. */
const optionPatterns: Readonly<Record<string, RegExp>> = {
  tls: flagPattern,
  tlsVerifyCert: flagPattern,
  tlsCaFile: textPattern,
  userCertFile: textPattern,
  userKeyFile: textPattern,
  connectionName: textPattern,
  nodePreference: /^(leader|follower|random|readOnlyReplica)$/i,
  maxDiscoverAttempts: numberPattern,
  discoveryInterval: numberPattern,
  gossipTimeout: numberPattern,
  defaultDeadline: numberPattern,
  keepAliveInterval: numberPattern,
  keepAliveTimeout: numberPattern,
};
const optionNames = new Map(Object.keys(optionPatterns).map((name) => [name.toLowerCase(), name]));

export type Connection = {
  /** As the client takes it. A secret: it may hold a password. */
  readonly text: string;
  /** What may be said in a log: the hosts alone. */
  readonly hosts: string;
};

/** The connection a text names; the words that say what is wrong with it otherwise, and repeat nothing. */
export function connectionOf(text: string): Connection | string {
  const [, scheme = '', discover = '', user, hosts = '', query] = pattern.exec(text.trim()) ?? [];
  if (!(schemes as readonly string[]).includes(scheme)) {
    return 'must be sqlite or a connection string, kurrentdb://[user:password@]host:port[,host:port]?tls=true';
  }
  if (user !== undefined && !(userPattern.test(user) && isEncoded(user))) {
    return 'must name the user as user:password, each percent-encoded (%23 for #, %40 for @)';
  }
  if (!hosts.split(',').every(isHost)) {
    return 'must name hosts as host:port, separated by commas';
  }
  const wrong = query === undefined ? null : wrongIn(query.split('&'));
  if (wrong !== null) return wrong;
  // The client knows the old name too, and prints a warning for it.
  const rest = text.trim().slice(scheme.length);
  return { text: `kurrentdb${rest}`, hosts: `${hosts}${discover === '' ? '' : ' (by its name)'}` };
}

function isHost(host: string): boolean {
  return Number(hostPattern.exec(host)?.[1] ?? 1) <= 65_535 && hostPattern.test(host);
}

/** What is wrong with the options. A name we do not know is not repeated: it may be a part of a password. */
function wrongIn(options: readonly string[]): string | null {
  for (const option of options) {
    const [key = '', value = '', ...more] = option.split('=');
    if (key.toLowerCase() === 'throwonappendfailure') {
      return 'must not set throwOnAppendFailure: a conflict would be taken for a success';
    }
    const name = optionNames.get(key.toLowerCase());
    if (name === undefined) {
      return `may set these options alone: ${[...optionNames.values()].join(', ')}`;
    }
    if (more.length > 0 || !optionPatterns[name]?.test(value) || !isEncoded(value)) {
      return `gives its option ${name} a value it cannot have`;
    }
  }
  return null;
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
