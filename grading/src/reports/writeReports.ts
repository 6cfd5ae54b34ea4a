import { join } from 'node:path';
import { writeFileAtomic } from 'nbconvert-ts';
import { studentsBesides } from '../batch/earlierResults';
import type { Submitted } from '../batch/listSubmissions';
import { readRecord, resultFolder, writeRecord } from '../results/recordFile';
import type { SubmissionResult } from '../results/SubmissionResult';
import { feedbackPage } from './feedbackPage';
import { gradescopeResults } from './gradescope';
import { gradesCsv } from './gradesCsv';
import { junitXml } from './junitXml';
import { summaryPage } from './summaryPage';
import type { SimilarPair } from '../similarity/similarAnswers';

/** Writes a student's reports, and then the record, which says that they are there. */
export async function writeStudentReports(result: SubmissionResult, folder: string): Promise<void> {
  writeFileAtomic(join(folder, 'feedback.html'), await feedbackPage(result));
  const results = JSON.stringify(gradescopeResults(result), null, 2);
  writeFileAtomic(join(folder, 'results.json'), `${results}\n`);
  writeRecord(folder, result);
}

/** Pictures take most of a record's space, and a class has many. */
function withoutFigures(result: SubmissionResult): SubmissionResult {
  const exercises = result.exercises.map((exercise) => ({
    ...exercise,
    items: exercise.items.map((item) => ({
      ...item,
      findings: item.findings.map(({ id, property, passed, detail }) => ({
        id,
        property,
        passed,
        detail,
      })),
    })),
  }));
  return { ...result, exercises };
}

/**
 * Writes the instructor's reports from the students' records: of this run, and of other students
 * whom earlier runs have graded into the same folder.
 *
 * @param similar answers of this run's students that look alike
 * @returns the results, sorted by student
 * @throws Error if a record is missing or can't be read
 */
export async function writeClassReports(
  out: string,
  submissions: readonly Submitted[],
  similar: readonly SimilarPair[],
): Promise<SubmissionResult[]> {
  const others = studentsBesides(out, submissions);
  const students = [...submissions.map(({ student }) => student), ...others].sort();
  const results = students.map((student) => {
    const record = readRecord(resultFolder(out, student));
    if (!record)
      throw new Error(`There is no record of ${student} in ${out}: run it with --resume.`);
    return withoutFigures(record);
  });
  writeFileAtomic(join(out, 'grades.csv'), gradesCsv(results));
  writeFileAtomic(join(out, 'junit.xml'), junitXml(results));
  writeFileAtomic(join(out, 'summary.html'), await summaryPage(results, similar, others));
  return results;
}
