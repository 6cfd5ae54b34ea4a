import { jupyterOutput } from '../jupyterOutput';
import type { Platform } from '../Platform';

/** A worker of a browser: outputs through the course's kernel; no pictures, which need a page. */
export const platform: Platform = {
  newOutput: () => jupyterOutput(crypto.randomUUID()),
  log: (line) => console.warn(line),
};
