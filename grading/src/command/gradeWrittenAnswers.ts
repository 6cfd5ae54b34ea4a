import { once } from 'node:events';
import { join } from 'node:path';
import type { Submitted } from '../batch/listSubmissions';
import { similarInClass } from '../batch/similarInClass';
import { withMarks, writtenAnswers } from '../batch/writtenResult';
import { writeClassReports, writeStudentReports } from '../reports/writeReports';
import { readRecord, resultFolder } from '../results/recordFile';
import { readHandIn } from '../submission/HandIn';
import { gradeWritten } from '../written/gradeWritten';
import { readMarks } from '../written/marks';

/** The file of the marks of written answers. */
export function marksFile(out: string): string {
  return join(out, 'written.json');
}

/**
 * Serves the page for grading written answers until Ctrl-C, then adds the marks to the reports.
 *
 * @returns the exit code
 * @throws Error if the class has not been graded yet
 */
export async function gradeWrittenAnswers(
  submissions: readonly Submitted[],
  out: string,
): Promise<number> {
  const missing = submissions.find(({ student }) => !readRecord(resultFolder(out, student)));
  if (missing) {
    throw new Error(
      `${missing.student} is not graded yet: run the command without --written first, with the same folders.`,
    );
  }
  const answers = submissions.flatMap(({ student, place }) =>
    writtenAnswers(student, () => readHandIn(place)),
  );
  const server = await gradeWritten({ answers, file: marksFile(out) });
  console.log(
    `${answers.length} written ${answers.length === 1 ? 'answer' : 'answers'}: ${server.url}\nCtrl-C ends it; every mark is kept.`,
  );
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.close();
  const changed = await mergeMarks(submissions, out);
  await writeClassReports(out, submissions, similarInClass(submissions));
  console.log(
    `\nThe marks of ${changed === 1 ? '1 student has' : `${changed} students have`} changed: ${out}/grades.csv`,
  );
  return 0;
}

/** Adds the marks of written answers to the students' reports. */
async function mergeMarks(submissions: readonly Submitted[], out: string): Promise<number> {
  const marks = readMarks(marksFile(out));
  let count = 0;
  for (const { student, place } of submissions) {
    const folder = resultFolder(out, student);
    const changed = withMarks(readRecord(folder)!, readHandIn(place), marks);
    if (!changed) continue;
    count++;
    await writeStudentReports(changed, folder);
  }
  return count;
}
