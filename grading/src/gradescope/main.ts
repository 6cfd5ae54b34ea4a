import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from 'course-notebooks';
import { writeFileAtomic } from 'nbconvert-ts';
import { archive } from './archive';

const usage = `Usage: npm run gradescope -- --out FILE [options]

Creates an autograder archive for Gradescope: upload it under "Configure Autograder". Students upload their notebooks or
the archive of "npm run hand-in". The autograder needs a container with at least 4 GB of memory.
  --out FILE            the archive, for example autograder.zip
  --exercise N          grade only this one, such as 3.2; may be given several times
  --timeout SECONDS     what an answer may take
  --accuracy HOW        train, weights or none, as of "npm run grade"; weights by default, for Gradescope stops
                        a grader that takes longer than the instructor has set
  --unsafe-no-sandbox   run answers without a sandbox where the container does not allow one: a submission can
                        then read the solutions and change its own points`;

function main(): void {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      exercise: { type: 'string', multiple: true },
      timeout: { type: 'string' },
      accuracy: { type: 'string', default: 'weights' },
      'unsafe-no-sandbox': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const { out, exercise = [], timeout, accuracy } = values;
  if (!out) throw new Error(`--out is missing: name the archive.\n\n${usage}`);
  const bytes = archive(root, [
    ...exercise.flatMap((number) => ['--exercise', number]),
    '--accuracy',
    accuracy,
    ...(timeout === undefined ? [] : ['--timeout', timeout]),
    ...(values['unsafe-no-sandbox'] ? ['--unsafe-no-sandbox'] : []),
  ]);
  writeFileAtomic(out, bytes);
  console.log(`${resolve(out)} is ready (${(bytes.length / 1e6).toFixed(1)} MB).`);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
