/** What keeps the program from starting, as a sentence that says what to do; no stack is shown. */
export class CannotStart extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'CannotStart';
  }
}
