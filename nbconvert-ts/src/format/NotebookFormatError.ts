/** One problem in a document. */
export interface Problem {
  /**
   * Where, as a path into the document, e.g. `cells[3].outputs[0].text`; empty for the document
   * itself.
   */
  path: string;
  /** What is wrong. */
  message: string;
}

/** A document that is not a notebook of nbformat 4. */
export class NotebookFormatError extends Error {
  override readonly name = 'NotebookFormatError';
  /** All problems. */
  readonly problems: readonly Problem[];

  /** @param problems at least one */
  constructor(problems: readonly Problem[]) {
    const lines = problems.map(({ path, message }) => (path ? `${path}: ${message}` : message));
    super(
      lines.length === 1
        ? `Not a valid notebook: ${lines[0] ?? ''}`
        : `Not a valid notebook:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    );
    this.problems = problems;
  }
}
