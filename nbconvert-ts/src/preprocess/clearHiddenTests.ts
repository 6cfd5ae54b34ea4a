import { describeCell, nbgraderMetadata } from './nbgraderMetadata';
import { mapCells, type Preprocessor } from './preprocess';
import { replaceRegions } from './regions';

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
