/** Thrown where a journal goes on with what this program does not know; before it, all is as it was. */
export class NewerEvents extends Error {
  /** The first event of its kind. */
  readonly position: number;
  constructor(position: number) {
    super(
      `the journal holds events of a newer version from position ${position}; upgrade this server`,
    );
    this.name = 'NewerEvents';
    this.position = position;
  }
}
