import { createContext } from '../support/Context.mjs';
import { setUpOrExit } from './setUpOrExit.mjs';
import { openJupyterLab } from '../openJupyterLab.mjs';
import { parseStartArguments } from '../parseStartArguments.mjs';

/**
 * Sets everything up and opens JupyterLab on the course.
 *
 * @param {readonly string[]} args
 */
export async function start(args) {
  const options = parseStartArguments(args);
  if (typeof options === 'string') {
    console.log(options);
    process.exitCode = options.startsWith('Usage') ? 0 : 2;
    return;
  }
  const context = createContext({ gpu: options.gpu });
  await setUpOrExit(context);
  if (options.setupOnly) return;
  process.exitCode = await openJupyterLab(context, options);
}
