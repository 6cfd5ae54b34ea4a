import * as fs from 'node:fs';
import * as path from 'node:path';
import { writeNotebook } from 'nbconvert-ts';
import {
  notebookNames,
  solution,
  solutionFolder,
  studentFolder,
  studentVersion,
} from './notebooks';

/** Writes every notebook's student and solution version. */
export function release(): void {
  for (const name of notebookNames()) {
    const notebook = solution(name);
    for (const [folder, version] of [
      [studentFolder, studentVersion(notebook)],
      [solutionFolder, notebook],
    ] as const) {
      fs.mkdirSync(folder, { recursive: true });
      writeNotebook(path.join(folder, `${name}.ipynb`), version);
    }
    console.log(`${name}: student version in notebooks/student, solution in build/solution`);
  }
}

if (require.main === module) {
  try {
    release();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
