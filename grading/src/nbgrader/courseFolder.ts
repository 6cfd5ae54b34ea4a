import { copyFileSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { notebookNames, root, solution } from 'course-notebooks';
import { writeFileAtomic, writeNotebook } from 'nbconvert-ts';
import { addGrading } from './addGrading';

/** The name of the only assignment: all notebooks, as they are in a hand-in. */
export const assignment = 'course';

/**
 * Lays out a folder in which nbgrader's commands work. What nbgrader has made in it stays.
 *
 * @param folder anywhere; made if it is not there
 */
export function courseFolder(folder: string): void {
  for (const name of notebookNames()) {
    const file = join(folder, 'source', assignment, `${name}.ipynb`);
    mkdirSync(resolve(file, '..'), { recursive: true });
    writeNotebook(file, addGrading(solution(name)));
  }
  copyFileSync(
    join(root, 'grading/nbgrader/nbgrader_config.py'),
    join(folder, 'nbgrader_config.py'),
  );
  writeFileAtomic(join(folder, 'README.md'), instructions(folder));
  // Notebooks find their packages in this folder or above it.
  const isInside = !relative(root, resolve(folder)).startsWith('..');
  const packages = join(folder, 'node_modules');
  if (!isInside && !existsSync(packages)) {
    symlinkSync(join(root, 'node_modules'), packages, 'junction');
  }
}

function instructions(folder: string): string {
  return `# The course in nbgrader

\`\`\`sh
. ${join(root, '.venv/bin/activate')}
cd ${resolve(folder)}
nbgrader generate_assignment ${assignment}   # makes release/${assignment}/, for students
# Put what student NAME hands in, unpacked, into submitted/NAME/${assignment}/.
nbgrader autograde ${assignment}
nbgrader generate_feedback ${assignment}
\`\`\`

Points are by the same rubric as those of \`npm run grade\`. Networks are trained anew, twenty minutes for each student; with
\`COURSE_QUICK=1 nbgrader autograde ${assignment}\` they learn little, and only the points for accuracies are missing. nbgrader itself runs what students hand in as it is, with your rights: a
submission can read your files and change its points. \`npm run grade\` runs it in a sandbox.
`;
}
