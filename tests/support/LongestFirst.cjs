const { relative, sep } = require('node:path');
const { default: TestSequencer } = require('@jest/test-sequencer');

/** About how many seconds the longest test files take, for a clone that has never run them. */
const seconds = {
  'tests/clients/clients.test.ts': 310,
  'course/src/grading/mutants/mutants.test.ts': 300,
  'grading/src/accuracy/training.test.ts': 240,
  'tests/accessibility.test.ts': 230,
  'tests/notebooks.test.ts': 200,
  'course/src/grading/rubric.test.ts': 170,
  'tests/jupyterlab.test.ts': 140,
  'grading/src/batch/failures.test.ts': 110,
  'grading/src/remote/remote.test.ts': 105,
  'tests/nbgraderCourse.test.ts': 105,
  'grading/src/exercise/gradeExercise.test.ts': 105,
  'tests/extending/exercise.test.ts': 95,
  'grading/src/command/grade.test.ts': 95,
  'tests/nodes/nodes.test.ts': 90,
  'tests/jupyterlab-width.test.ts': 80,
  'tests/site/site.test.ts': 80,
  'tests/interrupt.test.ts': 80,
  'tests/site/kernelCells.test.ts': 60,
  'nbconvert-ts/src/execute/executeNotebook.test.ts': 60,
  'tests/sameMarks.test.ts': 60,
  'tests/untouched.test.ts': 55,
  'tests/jupyterlab-kernel.test.ts': 55,
  'lib/src/models/models.test.ts': 45,
  'course/src/grading/secondLooks/confirmed.test.ts': 40,
};

/**
 * Starts the longest test files first, so that none is left at the end for one process while the
 * other idles. Jest knows how long a file took once it has run it, and before that its size alone:
 * of a file that is not listed, a byte counts as a millisecond.
 */
module.exports = class LongestFirst extends TestSequencer {
  time(test) {
    const { config, hasteFS } = test.context;
    const name = relative(config.rootDir, test.path).split(sep).join('/');
    return super.time(test) ?? (seconds[name] ?? 0) * 1000 + hasteFS.getSize(test.path);
  }
};
module.exports.listed = Object.keys(seconds);
