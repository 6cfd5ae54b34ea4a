import { join } from 'node:path';
import { build } from './steps/build.mjs';
import { digits } from './steps/digits.mjs';
import { jupyterKernel } from './steps/jupyterKernel.mjs';
import { nativeLibrary } from './steps/nativeLibrary.mjs';
import { npmPackages } from './steps/npmPackages.mjs';
import { pythonEnvironment } from './steps/pythonEnvironment.mjs';
import { runSteps } from './support/runSteps.mjs';
import { withLock } from './support/withLock.mjs';

/**
 * Runs every step of the set-up that is not done. Ends the program when it is interrupted.
 *
 * @param {import('./support/Context.mjs').Context} context
 * @param {readonly import('./support/runSteps.mjs').Step[]} [steps]
 * @throws {import('./support/Problem.mjs').Problem} if something is missing or fails
 */
export async function setUp(context, steps = allSteps(context)) {
  const { cache, processes, say } = context;
  const events = {
    onWait: (/** @type {string} */ holder) =>
      say(`Another set-up is running (${holder}); waiting for it.`),
    onLost: () => void giveUp('Another set-up took over.', () => undefined),
  };
  /** @param {string} why @param {() => void} release */
  async function giveUp(why, release) {
    say(why);
    await processes.stop();
    release();
    process.exit(130);
  }
  await withLock(join(cache, 'setup.lock'), events, async (release) => {
    const interrupt = () =>
      void giveUp('Interrupted. Run the same command again to resume.', release);
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.once(signal, interrupt);
    await processes.awaitOrphan((pid) =>
      say(`A process of an interrupted set-up is still running (number ${pid}); waiting for it.`),
    );
    await runSteps(context, steps);
    for (const signal of signals) process.removeListener(signal, interrupt);
  });
}

/**
 * In the order in which they need each other.
 *
 * @param {import('./support/Context.mjs').Context} context
 */
function allSteps(context) {
  return [
    pythonEnvironment(context),
    npmPackages(context),
    build(context),
    nativeLibrary(context),
    jupyterKernel(context),
    digits(context),
  ];
}
