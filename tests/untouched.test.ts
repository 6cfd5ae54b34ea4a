import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import {
  executeNotebook,
  hasTag,
  kernelPaths,
  nbgraderMetadata,
  readNotebook,
  type Cell,
} from 'nbconvert-ts';
import { notebookNames, root, solution, studentFolder } from 'course-notebooks';

test.each(notebookNames())(
  '%s: an untouched notebook runs to its end, and every error says what to do first',
  async (name) => {
    const { cells, notebook } = await executeNotebook(
      readNotebook(join(studentFolder, `${name}.ipynb`)),
      {
        kernelPaths: kernelPaths(process.env, [join(root, '.venv')]),
        cwd: join(root, 'notebooks'),
        env: { COURSE_QUICK: '1' },
      },
    );
    expect(cells.filter(({ expected }) => !expected)).toEqual([]);
    expect(cells.at(-1)?.status).not.toBe('skipped');
    const isCode = ({ cell_type }: Cell): boolean => cell_type === 'code';
    const stub = notebook.cells.findIndex(
      (cell) => isCode(cell) && nbgraderMetadata(cell)?.solution,
    );
    // A notebook may have nothing to answer.
    if (stub < 0) return;
    const check = notebook.cells.findIndex((cell, index) => index > stub && isCode(cell));
    expect(cells.find(({ index }) => index === check)?.status).toBe('error');
    expect(said(notebook.cells[check]!)).toMatch(
      /there is no answer here yet|Change your answer above, run its cell, then run this one again/,
    );
    const ofSolution = solution(name).cells;
    for (const { index, status } of cells) {
      if (status !== 'error' || hasTag(ofSolution[index]!, 'raises-exception')) continue;
      const shown = said(notebook.cells[index]!);
      expect(shown).toMatch(
        /CheckFailed: Exercise \d|Change your answer above|Error: Not implemented: solve (exercise \d|\W*Try it)|has no value, because In\[\d+\] stopped with ."Not implemented: solve exercise \d/,
      );
      expect(shown).not.toMatch(/node_modules|\/dist\//);
    }
  },
  120_000,
);

/** The output and the error of a cell. */
function said(cell: Cell): string {
  const outputs = cell.cell_type === 'code' ? cell.outputs : [];
  return stripVTControlCharacters(JSON.stringify(outputs).replaceAll('\\u001b', '\u001b'));
}
