import { startProgram } from './testing/program';

function onNode(version: string): Promise<{ code: number | null; output: string }> {
  const fake = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`;
  return startProgram(`${fake} await import('./checkNode.mjs'); console.log('on');`).ended;
}

test('a Node that is too old is refused in one line', async () => {
  const { code, output } = await onNode('18.19.1');
  expect(code).toBe(1);
  expect(output).toMatch(/^Node 20 or newer is needed; this is 18\.19\.1\. .+\n$/);
});

test('newer versions are accepted', async () => {
  expect((await onNode('20.0.0')).output).toBe('on\n');
  expect((await onNode('100.1.0')).output).toBe('on\n');
});
