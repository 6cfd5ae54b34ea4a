import type { Answers, Part } from 'course';
import { specimensOf } from 'course/grading';

/** Every n-th answer of the bank to a part, right ones first. */
export function answersTo<P extends Part>(
  part: P,
  every: number,
): { name: string; answer: Answers[P] }[] {
  const { right, wrong } = specimensOf(part);
  return [...right, ...wrong].filter((_, index) => index % every === 0);
}
