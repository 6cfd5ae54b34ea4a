import { nbgraderMetadata } from './nbgraderMetadata';
import { mapCells, type Preprocessor } from './preprocess';

/**
 * Makes Jupyter keep students from changing what they must not change, as nbgrader's LockCells does: graded, solution and
 * locked cells can't be deleted, and of these only solution cells can be edited.
 *
 * @example
 * lockCells(notebook);
 */
export const lockCells: Preprocessor = mapCells((cell) => {
  const nbgrader = nbgraderMetadata(cell);
  if (nbgrader?.solution) return { ...cell, metadata: { ...cell.metadata, deletable: false } };
  if (!nbgrader?.grade && !nbgrader?.locked) return cell;
  return { ...cell, metadata: { ...cell.metadata, deletable: false, editable: false } };
});
