import { hashOf } from 'course-notebooks';
import { exerciseOfCell, gradeId, isCode, writtenNumbers, type WrittenNumber } from 'course';
import { limits } from '../limits';
import type { ExerciseResult, SubmissionResult } from '../results/SubmissionResult';
import { gradingOf } from 'course/grading';
import type { HandIn } from '../submission/HandIn';
import type { Answer } from '../submission/takeAnswers';
import type { Written } from '../submission/takeWritten';
import { applyMarks } from '../written/applyMarks';
import type { Mark, WrittenAnswer } from '../written/marks';

/** The result of a written answer: by the marks of a person, or why there is nothing to grade. */
export function writtenResult(
  student: string,
  exercise: WrittenNumber,
  handIn: HandIn,
  marks: readonly Mark[],
): ExerciseResult {
  const items = gradingOf(exercise).items.map((item) => ({ ...item, earned: 0, findings: [] }));
  const written = handIn.of(exercise);
  if (!('answers' in written)) return { exercise, ...written, items };
  const answer = written.answers.get(gradeId(exercise));
  switch (answer?.status) {
    case 'answered':
      return applyMarks(writtenAnswer(student, exercise, answer), marks);
    case 'not attempted':
      return { exercise, status: 'not attempted', items };
    default: {
      const note = answer?.why ?? `The cell ${gradeId(exercise)} is missing.`;
      return { exercise, status: 'needs a person', note, items };
    }
  }
}

/**
 * The written answers of a submission that a person can grade.
 *
 * @param read reads the submission, anew for each answer that is shown: a class's photographs would
 *   not fit into memory
 */
export function writtenAnswers(student: string, read: () => HandIn): WrittenAnswer[] {
  const handIn = read();
  return writtenNumbers.flatMap((exercise) => {
    const answer = answerIn(handIn, exercise);
    if (answer?.status !== 'answered') return [];
    const again = (): Written | undefined => {
      const now = answerIn(read(), exercise);
      return now?.status === 'answered' ? now.written : undefined;
    };
    return [{ ...writtenAnswer(student, exercise, answer), read: again }];
  });
}

function answerIn(handIn: HandIn, exercise: WrittenNumber): Answer | undefined {
  const written = handIn.of(exercise);
  return 'answers' in written ? written.answers.get(gradeId(exercise)) : undefined;
}

function writtenAnswer(
  student: string,
  exercise: WrittenNumber,
  { source, written }: Extract<Answer, { status: 'answered' }>,
): WrittenAnswer {
  const attachments = (written?.cells ?? []).flatMap((cell) =>
    cell.cell_type !== 'code' && cell.attachments ? [cell.attachments] : [],
  );
  const beside = [...(written?.pictures ?? [])].map(([path, bytes]) => [
    path,
    Buffer.from(bytes).toString('base64'),
  ]);
  const all = [...attachments, ...beside];
  const attached = all.length > 0 ? hashOf(JSON.stringify(all)) : undefined;
  return { student, exercise, source, ...(attached !== undefined && { attached }) };
}

/** A result with the cells that were judged, which the student's page shows. */
export function withAnswer(result: ExerciseResult, handIn: HandIn): ExerciseResult {
  const found = handIn.of(result.exercise);
  if (!('answers' in found)) return result;
  const answer = [...found.answers].flatMap(([id, one]) => {
    const isPart = one.status === 'answered' && exerciseOfCell(id) === result.exercise;
    return isPart ? [one.source.slice(0, limits.answerShownChars)] : [];
  });
  return answer.length > 0 ? { ...result, answer } : result;
}

/** The same result with the current marks of written answers; undefined if they change nothing. */
export function withMarks(
  result: SubmissionResult,
  handIn: HandIn,
  marks: readonly Mark[],
): SubmissionResult | undefined {
  const exercises = result.exercises.map((one) =>
    isCode(one.exercise)
      ? one
      : withAnswer(writtenResult(result.student, one.exercise, handIn, marks), handIn),
  );
  const isNew = JSON.stringify(exercises) !== JSON.stringify(result.exercises);
  return isNew ? { ...result, exercises } : undefined;
}
