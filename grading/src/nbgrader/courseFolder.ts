import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import {
  letFail,
  notebookNames,
  root,
  solution,
  writeGenerated,
  writeGeneratedText,
  withStubs,
} from 'course-notebooks';
import { exercises } from 'course';
import { addGrading } from './addGrading';

/** The name of the only assignment: all notebooks, as they are in a hand-in. */
export const assignment = 'course';

/**
 * Lays out a folder in which nbgrader's commands work. What nbgrader or a person changed in it
 * stays.
 *
 * @param folder anywhere; created where it is missing
 * @returns which files were left alone and what to do, for people
 */
export function courseFolder(folder: string): string[] {
  const source = join(folder, 'source', assignment);
  mkdirSync(source, { recursive: true });
  const settings = readFileSync(join(root, 'grading/nbgrader/nbgrader_config.py'), 'utf8');
  const notices = [
    ...notebookNames().map((name) =>
      writeGenerated(join(source, `${name}.ipynb`), letFail(addGrading(withStubs(solution(name))))),
    ),
    writeGeneratedText(join(folder, 'nbgrader_config.py'), settings),
    writeGeneratedText(join(folder, 'README.md'), instructions(folder)),
  ];
  // Notebooks find their packages in this folder or above it.
  const isInside = !relative(root, resolve(folder)).startsWith('..');
  const packages = join(folder, 'node_modules');
  if (!isInside && !existsSync(packages)) {
    symlinkSync(join(root, 'node_modules'), packages, 'junction');
  }
  return notices.filter((notice) => notice !== undefined);
}

function instructions(folder: string): string {
  const all: { points: number; bonus?: boolean }[] = Object.values(exercises);
  const sum = (some: typeof all): number => some.reduce((total, { points }) => total + points, 0);
  const bonus = sum(all.filter((exercise) => exercise.bonus));
  const regular = sum(all) - bonus;
  return `# The course in nbgrader

\`\`\`sh
. ${join(root, '.venv/bin/activate')}
cd ${resolve(folder)}
nbgrader generate_assignment ${assignment}   # makes release/${assignment}/, for students
# Put what student NAME hands in, unpacked, into submitted/NAME/${assignment}/.
nbgrader autograde ${assignment}
nbgrader generate_feedback ${assignment}
\`\`\`

nbgrader knows no bonus: of its ${regular + bonus} points ${bonus} are one, as the total of \`grades.csv\` says.
Points are by the same rubric as those of \`npm run grade\`. Networks are trained anew, twenty minutes for each student; with
\`COURSE_QUICK=1 nbgrader autograde ${assignment}\` they learn little, and only the points for accuracies are missing. nbgrader itself runs what students hand in as it is, with your rights: a
submission can read your files and change its points. \`npm run grade\` runs it in a sandbox.
`;
}
