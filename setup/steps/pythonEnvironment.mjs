import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, remove, textOf, writeWhole } from '../support/files.mjs';
import { findPython } from './findPython.mjs';

/**
 * The virtual environment with JupyterLab and what goes with it, each package checked by its hash.
 *
 * @param {import('../support/Context.mjs').Context} context
 * @returns {import('../support/runSteps.mjs').Step}
 */
export function pythonEnvironment(context) {
  const requirements = join(context.root, 'setup/requirements.txt');
  const stamp = join(context.venv, 'course.stamp');
  // An environment contains its own path, so a moved one is created again.
  const inputs = () => hashOf({ texts: [context.venv], files: [requirements] });
  return {
    name: 'Python environment',
    bytes: 0.7e9,
    isDone: () =>
      textOf(stamp) === inputs() && existsSync(context.python) && findsItsPackages(context.python),
    async run() {
      const python = findPython();
      remove(context.venv);
      await context.processes.run(python.command, [...python.args, '-m', 'venv', context.venv]);
      const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--no-cache-dir'];
      const exact = ['--require-hashes', '--no-deps', '--only-binary=:all:', '--progress-bar=off'];
      await context.processes.run(context.python, [...pip, ...exact, '-r', requirements]);
      writeWhole(stamp, inputs());
    },
  };
}

/**
 * False after the system's Python, which the environment builds on, has been replaced by another
 * version.
 *
 * @param {string} python
 */
function findsItsPackages(python) {
  const look = 'import importlib.util, sys; sys.exit(not importlib.util.find_spec("jupyterlab"))';
  return spawnSync(python, ['-I', '-c', look], { stdio: 'ignore' }).status === 0;
}
