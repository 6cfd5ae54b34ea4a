/* Jest runs first what took longest the last time; of a fresh checkout it knows no times. */
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** Tests that take a minute or more, the longest first: begun last, one would run alone. */
const longest = [
  'course/src/grading/mutants/mutants.test.ts',
  'grading/src/accuracy/training.test.ts',
  'tests/notebooks.test.ts',
  'tests/accessibility.test.ts',
  'course/src/grading/rubric.test.ts',
  'tests/jupyterlab.test.ts',
  'grading/src/batch/failures.test.ts',
  'grading/src/remote/remote.test.ts',
  'tests/nbgraderCourse.test.ts',
  'grading/src/exercise/gradeExercise.test.ts',
  'tests/extending/exercise.test.ts',
  'grading/src/command/grade.test.ts',
  'tests/jupyterlab-width.test.ts',
  'tests/interrupt.test.ts',
  'nbconvert-ts/src/execute/executeNotebook.test.ts',
].map((file) => join(__dirname, '../..', file));

for (const file of longest) {
  if (!existsSync(file)) throw new Error(`${__filename} names a test that is not there: ${file}`);
}

/** Where a test stands among the longest; the others come after them. */
const rank = ({ path }) => (longest.includes(path) ? longest.indexOf(path) : longest.length);

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
