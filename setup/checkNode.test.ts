import { startProgram } from './testing/program';

function onNode(version: string): Promise<{ code: number | null; output: string }> {
  const fake = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`;
  return startProgram(`${fake} await import('./checkNode.mjs'); console.log('on');`).ended;
}

test('a Node that is too old is refused in one line', async () => {
  for (const version of ['18.19.1', '20.8.1']) {
    const { code, output } = await onNode(version);
    expect(code).toBe(1);
    const words = `Node 20.9 or newer is needed; this is ${version}. `;
    expect([output.slice(0, words.length), output.split('\n').length]).toEqual([words, 2]);
  }
});

test('newer versions are accepted', async () => {
  expect((await onNode('20.9.0')).output).toBe('on\n');
  expect((await onNode('100.1.0')).output).toBe('on\n');
});
