/** Connection strings of a cluster: which are taken, what may be shown of them. */

const schemes = ['kurrentdb', 'kurrent', 'kdb', 'esdb'] as const;
const pattern = /^(\w+)(\+discover)?:\/\/(?:[^@/?\s]+@)?([^@/?\s]+)\/?(?:\?(\S*))?$/;

export type Connection = {
  /** As the client takes it. A secret: it may hold a password. */
  readonly text: string;
  /** What may be said in a log: the hosts alone. */
  readonly hosts: string;
};

/** The connection a text names; the words that say what is wrong with it otherwise. */
export function connectionOf(text: string): Connection | string {
  const [, scheme = '', discover = '', hosts = '', query = ''] = pattern.exec(text.trim()) ?? [];
  if (!(schemes as readonly string[]).includes(scheme)) {
    return 'must be sqlite or a connection string, kurrentdb://[user:password@]host:port[,host:port]?tls=true';
  }
  for (const host of hosts.split(',')) {
    const [name = '', port = '2113', ...more] = host.split(':');
    if (name === '' || more.length > 0 || !/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
      return 'must name hosts as host:port, separated by commas';
    }
  }
  const options = new URLSearchParams(query);
  if ([...options.keys()].some((key) => key.toLowerCase() === 'throwonappendfailure')) {
    return 'must not set throwOnAppendFailure: a conflict would be taken for a success';
  }
  // The client knows the old name too, and prints a warning for it.
  const rest = text.trim().slice(scheme.length);
  return { text: `kurrentdb${rest}`, hosts: `${hosts}${discover === '' ? '' : ' (by its name)'}` };
}
