import { gradeId, isCode, writtenNumbers, type WrittenNumber } from 'course';
import type { ExerciseResult, SubmissionResult } from '../results/SubmissionResult';
import { gradingOf } from 'course/grading';
import type { HandIn } from '../submission/HandIn';
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
      return applyMarks({ student, exercise, source: answer.source }, marks);
    case 'not attempted':
      return { exercise, status: 'not attempted', items };
    default: {
      const note = answer?.why ?? `The cell ${gradeId(exercise)} is missing.`;
      return { exercise, status: 'needs a person', note, items };
    }
  }
}

/** The written answers of a submission that a person can grade. */
export function writtenAnswers(student: string, handIn: HandIn): WrittenAnswer[] {
  return writtenNumbers.flatMap((exercise) => {
    const written = handIn.of(exercise);
    const answer = 'answers' in written ? written.answers.get(gradeId(exercise)) : undefined;
    return answer?.status === 'answered' ? [{ student, exercise, source: answer.source }] : [];
  });
}

/** The same result with the current marks of written answers; undefined if they change nothing. */
export function withMarks(
  result: SubmissionResult,
  handIn: HandIn,
  marks: readonly Mark[],
): SubmissionResult | undefined {
  const exercises = result.exercises.map((one) =>
    isCode(one.exercise) ? one : writtenResult(result.student, one.exercise, handIn, marks),
  );
  const isNew = JSON.stringify(exercises) !== JSON.stringify(result.exercises);
  return isNew ? { ...result, exercises } : undefined;
}
