import type { Cell, Notebook } from '../format/notebook';
import { describeCell, nbgraderMetadata } from './nbgraderMetadata';
import { mapCells, type Preprocessor } from './preprocess';

/** How {@link clearSolutions} works. */
export interface ClearSolutionsOptions {
  /** Replaces a cell's code; by default the language's `YOUR CODE HERE` with an error. */
  stub?: string | ((index: number, notebook: Notebook) => string);
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
    const { stub: own = codeStub, textStub = 'YOUR ANSWER HERE' } = options;
    const code = typeof own === 'string' ? own : own(index, notebook);
    const stub = isCode ? code : textStub;
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

/**
 * A solution cell's source without the lines of its markers.
 *
 * @param source the cell's source
 * @returns the source with its answer and without the markers
 * @example
 * withoutMarkers('// ### BEGIN SOLUTION\nreturn 1;\n// ### END SOLUTION'); // 'return 1;'
 */
export function withoutMarkers(source: string): string {
  const isMarker = (line: string): boolean => /(BEGIN|END) SOLUTION/.test(line);
  return source
    .split('\n')
    .filter((line) => !isMarker(line))
    .join('\n');
}

function codeStub(_index: number, { metadata }: Notebook): string {
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

/** How {@link clearHiddenTests} works. */
export interface ClearHiddenTestsOptions {
  /**
   * Whether a region in a cell that nbgrader's metadata does not mark as graded is an error; true
   * by default.
   */
  enforceMetadata?: boolean;
}

/**
 * Removes the regions between lines with `### BEGIN HIDDEN TESTS` and `### END HIDDEN TESTS`, as
 * nbgrader's ClearHiddenTests does.
 *
 * @param options whether regions are allowed everywhere
 * @returns the step; it throws an Error that names the cell if a marker has no partner, or a region
 * is in a cell that is not graded
 * @example
 * preprocess(notebook, clearHiddenTests());
 */
export function clearHiddenTests(options: ClearHiddenTestsOptions = {}): Preprocessor {
  return mapCells((cell, index) => {
    const source = replaceRegions(cell, index, 'HIDDEN TESTS', []);
    if (source === undefined) return cell;
    if (nbgraderMetadata(cell)?.grade !== true && options.enforceMetadata !== false) {
      throw new Error(
        `${describeCell(cell, index)}: has hidden tests, but is not marked with "grade": true in nbgrader's metadata`,
      );
    }
    return { ...cell, source };
  });
}

/**
 * Replaces the regions of a cell between a line with one marker and a line with another.
 *
 * @param cell the cell
 * @param index its place in the notebook, for messages
 * @param name what the markers say after `BEGIN` and `END`
 * @param replacement lines that replace a region, indented like its first marker
 * @returns the new source, or undefined if the cell has no region
 * @throws Error that names the cell if a marker has no partner
 */
function replaceRegions(
  cell: Cell,
  index: number,
  name: string,
  replacement: readonly string[],
): string | undefined {
  const [begin, end] = [`BEGIN ${name}`, `END ${name}`];
  const kept: string[] = [];
  let openedAt: number | undefined;
  let found = false;
  const fail = (problem: string): never => {
    throw new Error(`${describeCell(cell, index)}: ${problem}`);
  };
  cell.source.split('\n').forEach((line, i) => {
    if (line.includes(begin)) {
      if (openedAt !== undefined) {
        fail(`"${begin}" in line ${i + 1} stands inside the region that line ${openedAt} begins`);
      }
      openedAt = i + 1;
      found = true;
      const indent = /^\s*/.exec(line)?.[0] ?? '';
      kept.push(...replacement.map((text) => indent + text));
    } else if (line.includes(end)) {
      if (openedAt === undefined) fail(`"${end}" in line ${i + 1} has no "${begin}" before it`);
      openedAt = undefined;
    } else if (openedAt === undefined) kept.push(line);
  });
  if (openedAt !== undefined) fail(`"${begin}" in line ${openedAt} has no "${end}" after it`);
  return found ? kept.join('\n') : undefined;
}
