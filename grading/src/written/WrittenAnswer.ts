import type { WrittenExercise } from '../rubric/written';

/** A student's answer to an exercise that a person grades. */
export interface WrittenAnswer {
  student: string;
  exercise: WrittenExercise;
  /** Markdown. */
  source: string;
}
