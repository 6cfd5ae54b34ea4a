import { createHash } from 'node:crypto';
import { writtenNumbers, type WrittenNumber } from 'course';
import type { WrittenAnswer } from './marks';

/** The answers to one question, in the order of grading. */
export interface Question {
  exercise: WrittenNumber;
  answers: WrittenAnswer[];
}

/**
 * Orders answers: one question after the other, each with all its answers. Every question has its
 * own fixed order of students, so that nobody is always first or last, and an added student does
 * not move the others.
 *
 * @returns the questions that have answers
 * @throws Error in one line if a student has two answers to a question
 */
export function orderAnswers(answers: readonly WrittenAnswer[]): Question[] {
  return writtenNumbers
    .map((exercise) => {
      const keyed = answers
        .filter((answer) => answer.exercise === exercise)
        .map((answer) => ({ answer, key: placeOf(answer) }))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
      const second = keyed.find(({ key }, index) => index > 0 && keyed[index - 1]!.key === key);
      if (second) throw new Error(`${second.answer.student} has two answers to ${exercise}.`);
      return { exercise, answers: keyed.map(({ answer }) => answer) };
    })
    .filter((question) => question.answers.length > 0);
}

function placeOf({ student, exercise }: WrittenAnswer): string {
  return createHash('sha256')
    .update(JSON.stringify([exercise, student]))
    .digest('hex');
}
