import type { Platform } from '../Platform';
import { newJupyterOutput } from './newJupyterOutput';
import type * as RenderPng from './png/renderPng';

/** Node: outputs through tslab's kernel, pictures by Plotly in a DOM of its own. */
export const platform: Platform = {
  newOutput: () => newJupyterOutput(),
  async renderPng(figure) {
    // Loaded late, since Plotly and a DOM take more than a second. By `require`, since `import()`
    // needs the name of a built file, which the tests, run on the source, don't have.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { renderPng } = require('./png/renderPng') as typeof RenderPng;
    return renderPng(figure);
  },
  log: (line) => void process.stderr.write(`${line}\n`),
};
