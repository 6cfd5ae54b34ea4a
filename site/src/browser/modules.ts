import * as tf from '@tensorflow/tfjs';

/** What cells can import. */
export const modules: Readonly<Record<string, () => unknown>> = { '@tensorflow/tfjs': () => tf };

/** What must be there before the first cell. */
export const ready: Promise<unknown> = Promise.resolve();
