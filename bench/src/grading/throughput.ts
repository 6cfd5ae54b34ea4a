import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { assignment, courseFolder } from 'course-grading';
import { programsOf } from '../python';
import { grade } from './gradeCommand';
import { makeVariedClass } from './variedClass';

const environment = resolve(__dirname, '../../../.venv');

/**
 * Grades one class with nbgrader and with this project, one after the other. Neither judges
 * accuracies: nbgrader runs whole notebooks with short trainings; this project runs what is graded.
 *
 * @param folder an empty folder inside the project, where notebooks find their packages
 * @returns both times, in seconds
 */
export async function throughput(
  folder: string,
  students: number,
  say: (line: string) => void,
): Promise<{ ours: number; nbgrader: number }> {
  const submissions = join(folder, 'class');
  makeVariedClass(submissions, students);
  const course = join(folder, 'nbgrader');
  courseFolder(course);
  await nbgrader(course, 'generate_assignment', assignment);
  for (const student of readdirSync(submissions)) {
    const place = join(course, 'submitted', student, assignment);
    mkdirSync(place, { recursive: true });
    // nbgrader requires every notebook of the release; those without points stay unchanged.
    cpSync(join(course, 'release', assignment), place, { recursive: true });
    cpSync(join(submissions, student), place, { recursive: true });
  }
  const ours = await grade(submissions, join(folder, 'out'));
  say(`this project: ${ours.toFixed(0)} s`);
  const started = performance.now();
  await nbgrader(course, 'autograde', assignment);
  const theirs = (performance.now() - started) / 1000;
  say(`nbgrader: ${theirs.toFixed(0)} s`);
  return { ours, nbgrader: theirs };
}

async function nbgrader(course: string, ...args: string[]): Promise<void> {
  const programs = programsOf(environment)!;
  const settings = join(course, 'jupyter');
  await promisify(execFile)(join(programs, 'python'), ['-m', 'nbgrader', ...args], {
    cwd: course,
    maxBuffer: 2 ** 28,
    env: {
      ...process.env,
      PATH: [programs, process.env.PATH].join(delimiter),
      JUPYTER_CONFIG_DIR: settings,
      JUPYTER_DATA_DIR: settings,
      COURSE_QUICK: '1',
    },
  });
}
