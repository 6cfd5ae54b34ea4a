import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeFileAtomic } from 'nbconvert-ts';
import { z } from 'zod';
import { limits } from '../limits';
import { resultFolder } from '../results/recordFile';
import { readJsonFile } from '../results/readJsonFile';
import { optionsFile } from './archive';
import { studentOf } from './studentOf';

/** Where Gradescope puts everything; tests use another folder. */
const root = process.env.AUTOGRADER_ROOT ?? '/autograder';

/**
 * Grades the submission of this container, and writes the results where Gradescope expects them.
 *
 * @throws Error if there are none
 */
function run(work: string): void {
  const student = studentOf(readIfThere(join(root, 'submission_metadata.json')));
  const out = join(work, 'results');
  // Links in a submission must not be followed.
  cpSync(join(root, 'submission'), join(work, 'submissions', student), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const options = readJsonFile(join(root, 'source', optionsFile), z.array(z.string()));
  const grade = spawnSync(
    process.execPath,
    [
      resolve(__dirname, '../command/grade.js'),
      '--submissions',
      join(work, 'submissions'),
      '--out',
      out,
      ...options,
    ],
    { encoding: 'utf8', maxBuffer: limits.graderOutputBytes },
  );
  // Gradescope keeps this for the instructor.
  process.stdout.write(`${grade.stdout}${grade.stderr}`);
  const results = readIfThere(join(resultFolder(out, student), 'results.json'));
  if (results === undefined) {
    throw new Error(grade.stderr?.trim() || (grade.error?.message ?? 'The grader said nothing.'));
  }
  writeFileAtomic(join(root, 'results/results.json'), results);
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

const work = mkdtempSync(join(tmpdir(), 'gradescope-'));
try {
  run(work);
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  console.error(why);
  // Without a score Gradescope takes this for a failure of the autograder, and gives no points, not
  // even 0.
  const output = `This submission could not be graded; it has no score, and an instructor must look.\n\n${why}${adviceFor(why)}`;
  writeFileAtomic(
    join(root, 'results/results.json'),
    `${JSON.stringify({ output, output_format: 'text', visibility: 'visible' }, null, 2)}\n`,
  );
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

function adviceFor(why: string): string {
  if (!/bwrap|sandbox/.test(why)) return '';
  return '\n\nThis container does not allow the sandbox in which answers are run. The instructor can make the archive with "npm run gradescope -- --unsafe-no-sandbox", so that Gradescope’s container is the only protection: a submission can then read the solutions and change its own points.';
}
