import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { writeFileAtomic } from 'nbconvert-ts';
import { manifestCells, manifestFile, type Manifest } from './manifest';
import {
  handInNotebook,
  notebookNames,
  root,
  solution,
  solutionFolder,
  studentFolder,
  studentVersion,
} from './notebooks';
import { withPoints } from './pointsTable';
import { writeGenerated } from './writeGenerated';

/**
 * Writes every notebook's student and solution version, and the manifest of a hand-in. Files that a
 * person edited are left alone; see {@link writeGenerated}.
 *
 * @returns which files those are and what to do, for people
 * @throws Error if a source is malformed, naming the place
 * @example for (const notice of release()) console.warn(notice);
 */
export function release(students = studentFolder, solutions = solutionFolder): string[] {
  const manifest: Manifest = {};
  const notices = [...notebookNames(), handInNotebook].flatMap((name) => {
    const notebook = solution(name);
    const student = studentVersion(notebook);
    if (name === handInNotebook) {
      return writeGenerated(path.join(students, `${name}.ipynb`), student) ?? [];
    }
    manifest[name] = manifestCells(student);
    return [
      writeGenerated(path.join(students, `${name}.ipynb`), student) ?? [],
      writeGenerated(path.join(solutions, `${name}.ipynb`), notebook) ?? [],
    ].flat();
  });
  writeFileAtomic(
    path.join(students, path.basename(manifestFile)),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  return notices;
}

if (require.main === module) {
  try {
    const notices = release();
    const readme = path.join(root, 'README.md');
    writeFileAtomic(readme, withPoints(readFileSync(readme, 'utf8')));
    console.log('Student notebooks: notebooks/student. Solutions: build/solution.');
    for (const notice of notices) console.warn(notice);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
