import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { notebookNames, readManifest, solution, studentFolder } from 'course-notebooks';
import { nbgraderMetadata, readNotebook, writeNotebook } from 'nbconvert-ts';

/** The notebooks that earn points. */
function names(): string[] {
  const released = readManifest();
  return notebookNames().filter((name) => released[name]?.some(({ points }) => points > 0));
}

/** The course's own answers, by grade id. */
export function ownAnswers(): Map<string, string> {
  const cells = names().flatMap((name) => solution(name).cells);
  return new Map(
    cells.flatMap((cell): [string, string][] => {
      const metadata = nbgraderMetadata(cell);
      return metadata?.solution ? [[metadata.grade_id!, cell.source]] : [];
    }),
  );
}

/**
 * Writes a student's hand-in: the released notebooks, with these sources in the cells with these
 * ids.
 */
export function writeHandIn(folder: string, answers: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const name of names()) {
    const notebook = readNotebook(join(studentFolder, `${name}.ipynb`));
    for (const cell of notebook.cells) {
      const answer = answers.get(nbgraderMetadata(cell)?.grade_id ?? '');
      if (answer !== undefined) cell.source = answer;
    }
    writeNotebook(join(folder, `${name}.ipynb`), notebook);
  }
}
