import { checkNotebook } from '../format/checkNotebook';
import { checkNbgrader } from '../preprocess/checkNbgrader';
import { loadFile } from './files';

/**
 * Checks files and reports on each.
 *
 * @returns whether all are valid
 */
export function check(files: readonly string[], say: (line: string) => void): boolean {
  let well = true;
  for (const file of files) {
    try {
      const notebook = loadFile(file);
      checkNotebook(notebook);
      const graded = checkNbgrader(notebook);
      const points = graded.reduce((sum, cell) => sum + cell.points, 0);
      const nbgrader = graded.length > 0 ? `, ${graded.length} of nbgrader (${points} points)` : '';
      say(`${file}: ${notebook.cells.length} cells${nbgrader}`);
    } catch (error) {
      well = false;
      const message = (error as Error).message;
      say(message.startsWith(file) ? message : `${file}: ${message}`);
    }
  }
  return well;
}
