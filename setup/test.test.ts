import { startProgram } from './testing/program';

test('however npm test ends, its last line counts and its exit code tells', async () => {
  const old = `Object.defineProperty(process, 'versions', { value: { node: '18.0.0' } });`;
  const { code, output } = await startProgram(`${old} await import('./test.mjs');`).ended;
  expect(output.trim().split('\n').at(-1)).toBe('0 passed, 1 failed');
  expect(code).toBe(1);
});
