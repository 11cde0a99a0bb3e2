/**
 * What graphql-js says of malformed input repeats the input, which may be somebody's birth or name.
 * Names of the schema are kept; every other quoted text and every number given is left out.
 */
const quoted = /"""[\s\S]*?"""|"(?:[^"\\]|\\.)*"/g;
/** After these words graphql-js quotes a name of the schema or the document. */
const namesFollow =
  /(?:Variable|at|type|types|Field|field|Enum|in|Argument|argument|by|directive|fragment|Fragment|operation|mean|or) $/;
const name = /^"[\w.[\]$!@]{1,100}"$/;
const number = /(?<=(?:found|value|value:|[[{:,]) )-?\d[\w.+-]*/g;

export function withoutInputValues(message: string): string {
  return message
    .replace(quoted, (text, offset: number) =>
      name.test(text) && namesFollow.test(message.slice(0, offset)) ? text : '"…"',
    )
    .replace(number, '…');
}
