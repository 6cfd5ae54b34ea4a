import { Problem } from '../support/Problem.mjs';
import { setUp } from '../setUp.mjs';

/**
 * Runs the set-up; if it fails, says why and ends the program.
 *
 * @param {import('../support/Context.mjs').Context} context
 */
export async function setUpOrExit(context) {
  try {
    await setUp(context);
  } catch (error) {
    // Anything but a Problem is a bug, and its stack trace helps to find it.
    console.error(error instanceof Problem ? error.message : error);
    process.exit(1);
  } finally {
    context.log.close();
  }
}
