/** A failure that the user can fix: shown as one line, without a stack trace. */
export class Problem extends Error {
  /**
   * @param {string} what what went wrong
   * @param {string} help what to do, with the command if there is one
   */
  constructor(what, help) {
    super(`${what}. ${help}`);
    this.name = 'Problem';
  }
}
