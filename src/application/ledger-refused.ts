/** Thrown at start: what was found is not what was asked for, and nothing has been touched. */
export class LedgerRefused extends Error {
  constructor(found: string, advice: string, options?: ErrorOptions) {
    super(`${found}; ${advice}`, options);
    this.name = 'LedgerRefused';
  }
}
