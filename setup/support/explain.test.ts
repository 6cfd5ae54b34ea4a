import { evaluate } from '../testing/program';

/** Words that npm and pip really print. */
test.each([
  ['npm error code ENOTFOUND', 'could not be reached'],
  ['npm error network request to https://r/x failed, reason: connect ECONNREFUSED', 'reached'],
  ["Failed to establish a new connection: [Errno -2] Name or service not known')': /x", 'reached'],
  ['OSError: [Errno 28] No space left on device', 'disk is full'],
  ['npm error code EINTEGRITY', 'not the expected one'],
  ['ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.', 'not the expected'],
  ['SSLError(SSLCertVerificationError: CERTIFICATE_VERIFY_FAILED', 'not trusted'],
])('%s', async (output, what) => {
  const why = await evaluate(
    `import { explain } from './support/explain.mjs';`,
    `explain(${JSON.stringify(output)}).what`,
  );
  expect(why).toContain(what);
});

test('an unknown cause is not guessed at', async () => {
  const code = `explain('error TS2322: no') ?? 'unknown'`;
  expect(await evaluate(`import { explain } from './support/explain.mjs';`, code)).toBe('unknown');
});
