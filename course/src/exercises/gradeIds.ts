import { exerciseNumbers, type ExerciseNumber } from '.';

/** The number of the notebook with an exercise: '2' for exercise 2.3. */
export function notebookOf<N extends ExerciseNumber>(
  number: N,
): N extends `${infer Notebook}.${string}` ? Notebook : N {
  return number.split('.')[0] as ReturnType<typeof notebookOf<N>>;
}

/**
 * The start of the grade ids of an exercise's cells, and the id of a written answer: '2-3' for 2.3.
 */
export function gradeId(number: ExerciseNumber): string {
  return number.replace('.', '-');
}

/**
 * The exercise that a cell belongs to. A cell's grade id is its exercise's, or adds a hyphen and a
 * name.
 *
 * @example
 * exerciseOfCell('3-5-model'); // '3.5'
 * exerciseOfCell('4-a-test'); // '4'
 */
export function exerciseOfCell(id: string): ExerciseNumber | undefined {
  const owners = exerciseNumbers.filter(
    (number) => id === gradeId(number) || id.startsWith(`${gradeId(number)}-`),
  );
  // '4-1' begins with '4-' as well: the longest wins.
  return owners.sort((a, b) => b.length - a.length)[0];
}
