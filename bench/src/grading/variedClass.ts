import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ownAnswers, writeHandIn } from 'course-grading/hand-ins';

/** Mistakes that students make: the cell, the text of the course's own answer, and theirs. */
const mistakes: readonly [cell: string, right: string, wrong: string][] = [
  ['1-2', 'return (4 - a) % 4;', 'return a;'],
  ['1-2', 'return (a + b) % 4;', 'return a + b;'],
  ['2-1', "'same'", "'valid'"],
  ['2-1', 'ring, ring, ring, ring, centre', 'ring, ring, ring, centre, ring'],
];

/**
 * Writes the submissions of a class: every student hands in the course's own answers with a comment
 * of their own, and every second student one of the mistakes.
 *
 * @param cells the cells to answer; default: all
 */
export function makeVariedClass(folder: string, students: number, cells?: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  const own = [...ownAnswers()].filter(([id]) => cells?.includes(id) ?? true);
  for (let student = 0; student < students; student++) {
    const answers = new Map(own.map(([id, source]) => [id, `${source}\n// ${student}`]));
    const mistake = mistakes[(student >> 1) % mistakes.length]!;
    const source = answers.get(mistake[0]);
    if (student % 2 === 1 && source !== undefined) {
      if (!source.includes(mistake[1])) throw new Error(`No "${mistake[1]}" in ${mistake[0]}.`);
      answers.set(mistake[0], source.replace(mistake[1], mistake[2]));
    }
    writeHandIn(join(folder, `student${String(student).padStart(4, '0')}`), answers);
  }
}
