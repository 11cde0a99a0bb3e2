/** What a command of the command line is. One module per command, listed in main.ts. */

type Option = {
  /** As commander writes it: `--role <role...>`. */
  readonly flags: string;
  readonly describe: string;
  readonly required?: boolean;
};
export type Surroundings = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Writes a line to standard output. */
  readonly print: (line: string) => void;
};
export type Command = {
  readonly name: string;
  readonly describe: string;
  readonly options?: readonly Option[];
  /** Throws CannotStart, with a sentence, for what the user can put right. */
  readonly run: (
    options: Readonly<Record<string, unknown>>,
    surroundings: Surroundings,
  ) => Promise<void>;
};
