import type { ExerciseResult } from '../results/SubmissionResult';
import { gradingOf } from 'course/grading';
import { type Mark, type Marking, markingOf, type WrittenAnswer } from './marks';

/**
 * What a written answer has earned by a person's marks.
 *
 * @returns `graded`, with the person's comment, if they have finished with exactly this text; else
 *   `needs a person`, and why
 */
export function applyMarks(answer: WrittenAnswer, marks: readonly Mark[]): ExerciseResult {
  const marking = markingOf(answer, marks);
  const isDone = marking.current?.done === true;
  const note = isDone ? marking.current!.comment : whyNot(marking);
  const items = gradingOf(answer.exercise).items.map(({ title, points }, index) => ({
    title,
    points,
    findings: [],
    earned: isDone && marking.current!.items[index] ? points : 0,
  }));
  return {
    exercise: answer.exercise,
    status: isDone ? 'graded' : 'needs a person',
    ...(note !== '' && { note }),
    items,
  };
}

function whyNot({ current, outdated }: Marking): string {
  if (current) return 'A person has begun to grade this answer, and is not through with it.';
  if (outdated.some(({ done }) => done)) {
    return 'This answer, or what earns points, has changed since it was graded.';
  }
  return 'Nobody has graded this answer yet.';
}
