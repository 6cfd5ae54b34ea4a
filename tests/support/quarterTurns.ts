import type { AssignmentCell } from './NbgraderCourse';

/** What nbgrader puts in place of a solution. */
export const stub = "throw new Error('not written yet');";

const turnWith = (body: string): string => `/** Turns a square matrix by 90° anticlockwise. */
function turn(matrix: number[][]): number[][] {
${body}
}`;

const correct = '  return matrix.map((_, i) => matrix.map((row) => row[row.length - 1 - i]!));';

/** A small assignment of 7 points: a function to write, and three cells that test it. */
export const quarterTurns: AssignmentCell[] = [
  {
    id: 'turn',
    source: turnWith(`  // ### BEGIN SOLUTION\n${correct}\n  // ### END SOLUTION`),
  },
  {
    id: 'turn-once',
    points: 1,
    source: `import assert from 'node:assert/strict';
assert.deepEqual(turn([[1, 2], [3, 4]]), [[2, 4], [1, 3]]);`,
  },
  {
    id: 'turn-twice',
    points: 2,
    // nbgrader would take a number in the last line for the points; anything else there does no
    // harm.
    source: `const square = [[1, 2], [3, 4]];
assert.deepEqual(turn(turn(square)), [[4, 3], [2, 1]]);
turn(square)`,
  },
  {
    id: 'turn-copy',
    points: 4,
    source: `assert.deepEqual(turn([[5]]), [[5]]);
// ### BEGIN HIDDEN TESTS
const kept = [[1, 2], [3, 4]];
assert.deepEqual(turn(kept), [[2, 4], [1, 3]]);
assert.deepEqual(kept, [[1, 2], [3, 4]]);
// ### END HIDDEN TESTS`,
  },
];

/**
 * What students hand in, by their names: the source of the cell to fill in, and the points it
 * deserves.
 */
export const submissions: Record<string, { source?: string; points: number }> = {
  correct: { source: turnWith(correct), points: 7 },
  // Changes its argument, which only the hidden test notices.
  hidden: {
    source:
      turnWith(`  const turned = matrix.map((_, i) => matrix.map((row) => row[row.length - 1 - i]!));
  matrix.splice(0, matrix.length, ...turned);
  return turned;`),
    points: 3,
  },
  // Reflects instead.
  wrong: {
    source: turnWith('  return matrix.map((_, i) => matrix.map((row) => row[i]!));'),
    points: 0,
  },
  refused: { source: turnWith('  return matrix.rotate(90);'), points: 0 },
  // The cell fails before the function has what it needs.
  throws: {
    source: `const lastColumn = Number.parseInt('x').toFixed(200).length;
${turnWith('  return matrix.map((_, i) => matrix.map((row) => row[lastColumn - i]!));')}`,
    points: 0,
  },
  untouched: { points: 0 },
  warns: { source: turnWith(`  console.warn('turning', matrix.length);\n${correct}`), points: 7 },
};

/** Test cells whose last value is what nbgrader reads as points. */
export const partialCredit: AssignmentCell[] = [
  {
    id: 'half',
    points: 3,
    source: 'const passed = [true, false];\n3 * passed.filter(Boolean).length / passed.length',
  },
  // So a test must not end in a number by accident.
  { id: 'zero', points: 1, source: '[1, 2].indexOf(1)' },
  { id: 'text', points: 1, source: "'0'.padStart(2, 'o')" },
  { id: 'nothing', points: 1, source: '[1, 2].forEach(() => 0);' },
];
