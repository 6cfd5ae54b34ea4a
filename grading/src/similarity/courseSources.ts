import { notebookNames, solution, studentVersion } from 'course-notebooks';

/** All code of the notebooks, as released and with the course's own solutions: what every student may have seen. */
export function courseSources(): string[] {
  return notebookNames()
    .map(solution)
    .flatMap((notebook) => [notebook, studentVersion(notebook)])
    .flatMap(({ cells }) => cells)
    .filter((cell) => cell.cell_type === 'code')
    .map(({ source }) => source);
}
