import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
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

const usage = `Usage: npm run notebooks

Makes the student and the solution version of every notebook from notebooks/source, the manifest of a
hand-in, and the README's table of points. Files that you have edited stay as they are.`;

function main(): void {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    console.log(usage);
    return;
  }
  const notices = release();
  const readme = path.join(root, 'README.md');
  writeFileAtomic(readme, withPoints(readFileSync(readme, 'utf8')));
  console.log('Student notebooks: notebooks/student. Solutions: build/solution.');
  for (const notice of notices) console.warn(notice);
}

if (require.main === module) {
  try {
    main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
