import type { WrittenNumber } from 'course';

/** A student's answer to an exercise that a person grades. */
export interface WrittenAnswer {
  student: string;
  exercise: WrittenNumber;
  /** Markdown. */
  source: string;
}
