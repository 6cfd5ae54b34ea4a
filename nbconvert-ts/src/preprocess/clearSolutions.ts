import type { Notebook } from '../format/notebook';
import { describeCell, nbgraderMetadata } from './nbgraderMetadata';
import { mapCells, type Preprocessor } from './preprocess';
import { replaceRegions } from './regions';

/** How {@link clearSolutions} works. */
export interface ClearSolutionsOptions {
  /** Replaces code; by default the language's `YOUR CODE HERE` with an error. */
  stub?: string;
  /** Replaces written answers; `YOUR ANSWER HERE` by default. */
  textStub?: string;
  /**
   * Whether a region in a cell that nbgrader's metadata does not mark as a solution is an error;
   * true by default.
   */
  enforceMetadata?: boolean;
}

const codeStubs: Readonly<Record<string, string>> = {
  typescript: "// YOUR CODE HERE\nthrow new Error('Not implemented');",
  javascript: "// YOUR CODE HERE\nthrow new Error('Not implemented');",
  python: '# YOUR CODE HERE\nraise NotImplementedError()',
};

/**
 * Removes the solutions, as nbgrader's ClearSolutions does: regions between lines with
 * `### BEGIN SOLUTION` and `### END SOLUTION` become the stub, indented like the first marker; a
 * solution cell (by nbgrader's metadata) without a region becomes the stub as a whole.
 *
 * @param options stubs
 * @returns the step; it throws an Error that names the cell if a marker has no partner, or a region
 * is in a cell that is not marked as a solution
 * @example
 * preprocess(notebook, clearSolutions({ stub: '// Your code' }));
 */
export function clearSolutions(options: ClearSolutionsOptions = {}): Preprocessor {
  return mapCells((cell, index, notebook) => {
    const isCode = cell.cell_type === 'code';
    const isSolution = nbgraderMetadata(cell)?.solution === true;
    if (!isSolution && !cell.source.includes(' SOLUTION')) return cell;
    const stub = isCode
      ? (options.stub ?? codeStub(notebook))
      : (options.textStub ?? 'YOUR ANSWER HERE');
    const source = replaceRegions(cell, index, 'SOLUTION', stub.split('\n'));
    if (source === undefined) return isSolution ? { ...cell, source: stub } : cell;
    if (!isSolution && options.enforceMetadata !== false) {
      throw new Error(
        `${describeCell(cell, index)}: has a solution, but is not marked with "solution": true in nbgrader's metadata`,
      );
    }
    return { ...cell, source };
  });
}

function codeStub({ metadata }: Notebook): string {
  const { main_language: main } = (metadata.jupytext ?? {}) as { main_language?: string };
  const language =
    metadata.kernelspec?.language ?? metadata.language_info?.name ?? main ?? 'python';
  const stub = codeStubs[language.toLowerCase()];
  if (stub === undefined) {
    throw new Error(
      `There is no default stub for the language "${language}" (only for ${Object.keys(codeStubs).join(', ')}); give one with the option "stub"`,
    );
  }
  return stub;
}
