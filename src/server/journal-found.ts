/** What answered where a journal is kept elsewhere, for whoever starts the server. */
export type JournalFound = {
  readonly hosts: string;
  readonly stream: string;
  readonly serverVersion: string;
  readonly head: number;
};

/** As a note and a sentence name it; nothing of it is secret. */
export function placeOf({ hosts, stream }: Pick<JournalFound, 'hosts' | 'stream'>): string {
  return `stream ${stream} at ${hosts}`;
}
