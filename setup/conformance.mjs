import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createContext } from './support/Context.mjs';

/*
 * Checks that the kernel speaks Jupyter's protocol: `npm run conformance`, or with the names of
 * tests, `npm run conformance -- test_errors test_outputs.OutputTest`. COURSE_KERNEL names another
 * kernel.
 */

const names = process.argv.slice(2);
const kernel = process.env.COURSE_KERNEL || 'typescript';
const { python, root } = createContext();
const tests = spawn(python, ['-m', 'unittest', ...(names.length > 0 ? names : ['discover'])], {
  cwd: join(root, 'kernel/conformance'),
  // The kernels of this project come before others of the same name.
  env: { ...process.env, JUPYTER_PREFER_ENV_PATH: '1', PYTHONDONTWRITEBYTECODE: '1' },
  stdio: ['ignore', 'inherit', 'inherit'],
});
tests.once('error', (error) => finish(`The tests did not start (${error.message}).`, 1));
tests.once('close', (code) =>
  code === 0
    ? finish(`The kernel "${kernel}" conforms.`, 0)
    : finish(`The kernel "${kernel}" does not conform: see above.`, 1),
);

/** @param {string} line @param {number} code */
function finish(line, code) {
  console.log(line);
  process.exitCode = code;
}
