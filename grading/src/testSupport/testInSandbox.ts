import { whyNoSandbox } from '../sandbox/sandboxed';

const reason = whyNoSandbox();
// Continuous integration must not pass without its sandbox.
const isSkipped = reason !== undefined && !process.env.CI;
if (isSkipped) console.warn(`What needs a sandbox is not tested. ${reason}`);

/** `test`, or a skipped test where there is no sandbox. */
export const testInSandbox = isSkipped ? test.skip : test;
