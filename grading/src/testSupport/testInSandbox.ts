import { whyNoSandbox } from '../sandbox/sandboxed';

const reason = whyNoSandbox();
// A continuous integration that has lost its sandbox must not pass.
const isSkipped = reason !== undefined && !process.env.CI;
if (isSkipped) console.warn(`What needs a sandbox is not tested. ${reason}`);

/** `test`, or nothing where there is no sandbox. */
export const testInSandbox = isSkipped ? test.skip : test;
