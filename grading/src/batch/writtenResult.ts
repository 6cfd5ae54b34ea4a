import { exercises, type ExerciseNumber } from 'course';
import type { ExerciseResult } from '../results/SubmissionResult';
import type { CodeExercise } from '../rubric/Item';
import type { NotebookAnswers } from '../submission/HandIn';

/** Whether a program grades an exercise. */
export function isCode(exercise: ExerciseNumber): exercise is CodeExercise {
  return exercises[exercise].kind === 'code';
}

/** What there is to say of a written answer before a person has read it. */
export function writtenResult(exercise: ExerciseNumber, answers: NotebookAnswers): ExerciseResult {
  const items = [{ title: 'answer', points: exercises[exercise].points, earned: 0, findings: [] }];
  if (!('answers' in answers)) return { exercise, ...answers, items };
  const answer = answers.answers.get(exercise.replace('.', '-'));
  if (answer?.status === 'not attempted') return { exercise, status: 'not attempted', items };
  const note = answer?.status === 'needs a person' ? answer.why : undefined;
  return { exercise, status: 'needs a person', ...(note !== undefined && { note }), items };
}
