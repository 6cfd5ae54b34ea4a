import { printed, type CellRun } from './support/CellClient';
import { KernelPlace, type KernelUnderTest } from './support/KernelUnderTest';

// A kernel starts slowly on a busy machine.
jest.setTimeout(120_000);

let place: KernelPlace;
let kernel: KernelUnderTest;

beforeAll(async () => {
  place = await KernelPlace.create();
  kernel = await place.start();
});
afterAll(() => place.remove());

const count = 100_000;

test.each([
  ['a loop', ''],
  ['a loop that awaits', 'await null;'],
  [
    'a loop that gives timers a turn',
    'if (i % 100 === 0) await new Promise((go) => setTimeout(go, 0));',
  ],
])('all 100,000 lines that %s prints arrive, in order', async (_, wait) => {
  const code = `for (let i = 0; i < ${count}; i++) { console.log('line ' + i); ${wait} }`;
  const run = await kernel.client.execute(code);
  expect(run.status).toBe('ok');
  const lines = printed(run, 'stdout').split('\n');
  expect(lines).toHaveLength(count + 1);
  expect(lines.slice(0, -1).findIndex((line, i) => line !== `line ${i}`)).toBe(-1);
});

test('both streams, displays and the result keep their order', async () => {
  const run = await kernel.client.execute(`
    for (let i = 0; i < 300; i++) {
      console.log('out ' + i);
      console.error('err ' + i);
      if (i % 100 === 50) jupyter.display({ 'text/plain': 'shown ' + i });
      if (i === 200) await new Promise((go) => setTimeout(go, 100));
    }
    'result'`);
  const expected = Array.from({ length: 300 }, (_, i) => [
    `stdout out ${i}\n`,
    `stderr err ${i}\n`,
    ...(i % 100 === 50 ? [`display_data shown ${i}`] : []),
  ]).flat();
  expect(told(run)).toEqual([...expected, "execute_result 'result'"]);
});

/** A cell's outputs, each as its kind and its text. */
function told({ outputs }: CellRun): string[] {
  return outputs
    .filter(({ header }) => header.msg_type !== 'execute_input')
    .map(({ header, content }) => {
      if (header.msg_type === 'stream') return `${String(content.name)} ${String(content.text)}`;
      return `${header.msg_type} ${(content.data as Record<string, string>)['text/plain']}`;
    });
}
