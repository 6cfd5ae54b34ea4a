import * as fs from 'node:fs';
import * as path from 'node:path';
import { writeFileAtomic, writeNotebook } from 'nbconvert-ts';
import { manifestCells, manifestFile, type Manifest } from './manifest';
import {
  notebookNames,
  solution,
  solutionFolder,
  studentFolder,
  studentVersion,
} from './notebooks';

/** Writes every notebook's student and solution version, and what belongs into a hand-in. */
export function release(): void {
  const manifest: Manifest = {};
  for (const name of notebookNames()) {
    const notebook = solution(name);
    manifest[name] = manifestCells(studentVersion(notebook));
    for (const [folder, version] of [
      [studentFolder, studentVersion(notebook)],
      [solutionFolder, notebook],
    ] as const) {
      fs.mkdirSync(folder, { recursive: true });
      writeNotebook(path.join(folder, `${name}.ipynb`), version);
    }
    console.log(`${name}: student version in notebooks/student, solution in build/solution`);
  }
  writeFileAtomic(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
}

if (require.main === module) {
  try {
    release();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
