import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { jupyterKernel } from './steps/jupyterKernel.mjs';
import { createContext } from './support/Context.mjs';

const usage = `Usage: npm run conformance [-- TEST ...]

Checks that the kernel speaks Jupyter's protocol. COURSE_KERNEL names another kernel; those of this
project run on the Node that runs this program.
  TEST  as Python's unittest names it, such as test_errors or test_outputs.OutputTest; default: all`;

if (process.argv.includes('--help')) {
  console.log(usage);
  process.exit();
}

const names = process.argv.slice(2);
const kernel = process.env.COURSE_KERNEL || 'typescript';
const context = createContext();
const { python, root } = context;
const venv = mkdtempSync(join(tmpdir(), 'conformance-'));
await jupyterKernel({ ...context, venv }).run();
const { JUPYTER_PATH = '' } = process.env;
const tests = spawn(python, ['-m', 'unittest', ...(names.length > 0 ? names : ['discover'])], {
  cwd: join(root, 'kernel/conformance'),
  env: {
    ...process.env,
    JUPYTER_PATH: [JUPYTER_PATH, join(venv, 'share/jupyter')].filter(Boolean).join(delimiter),
    PYTHONDONTWRITEBYTECODE: '1',
  },
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
  rmSync(venv, { recursive: true, force: true });
  console.log(line);
  process.exitCode = code;
}
