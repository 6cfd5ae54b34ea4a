import { exerciseNumbers, type ExerciseNumber } from '.';

/** The number that a notebook's name begins with: '2' of exercise 2.3. */
export function notebookOf<N extends ExerciseNumber>(
  number: N,
): N extends `${infer Notebook}.${string}` ? Notebook : N {
  return number.split('.')[0] as ReturnType<typeof notebookOf<N>>;
}

/**
 * What the grade ids of an exercise's cells begin with, and that of a written answer: '2-3' of 2.3.
 */
export function gradeId(number: ExerciseNumber): string {
  return number.replace('.', '-');
}

/**
 * The exercise that a cell belongs to: a cell's grade id is that of its exercise, or continues it
 * behind a hyphen.
 *
 * @example
 * exerciseOfCell('3-5-model'); // '3.5'
 * exerciseOfCell('4-a-test'); // '4'
 */
export function exerciseOfCell(id: string): ExerciseNumber | undefined {
  const owners = exerciseNumbers.filter(
    (number) => id === gradeId(number) || id.startsWith(`${gradeId(number)}-`),
  );
  // '4-1' would continue '4' as well.
  return owners.sort((a, b) => b.length - a.length)[0];
}
