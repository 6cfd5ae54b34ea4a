import type { Output } from 'nbconvert-ts';
import type { ShownCell } from './Client';
import { error, stderr, stdout, type ClientCell, type ClientNotebook } from './ClientCell';
import { isSame, judgeOwn, judgeTwin } from './judge';
import { judgeStop } from './judgeStop';

const stream = (name: 'stdout' | 'stderr', text: string): Output => ({
  output_type: 'stream',
  name,
  text,
});
const failure: Extract<Output, { output_type: 'error' }> = {
  output_type: 'error',
  ename: 'Error',
  evalue: 'bad',
  traceback: ['\x1b[31mError\x1b[0m: bad'],
};
const cell: ClientCell = {
  name: 'prints and fails',
  typescript: '',
  python: '',
  expect: [stdout('a\nb\n'), error('Error', 'bad')],
};
const good: ShownCell = {
  outputs: [stream('stdout', 'a\n'), stream('stdout', 'b\n'), failure],
  count: 1,
  status: 'error',
  drawn: ['application/vnd.jupyter.stdout', 'application/vnd.jupyter.stderr'],
};
const whole: ShownCell = { ...good, outputs: [stream('stdout', 'a\nb\n'), failure] };

test.each([
  ['another text', { outputs: [stream('stdout', 'a\n'), failure] }],
  ['another order', { outputs: [failure, stream('stdout', 'a\nb\n')] }],
  ['another stream', { outputs: [stream('stderr', 'a\nb\n'), failure] }],
  [
    'an error that is printed text',
    { outputs: [whole.outputs[0]!, stream('stderr', 'Error: bad')] },
  ],
  ['another message', { outputs: [whole.outputs[0]!, { ...failure, evalue: 'worse' }] }],
  ['a reply that all is well', { status: 'ok' as const }],
  ['an error that is not drawn red', { drawn: [good.drawn![0]!, good.drawn![0]!] }],
  ['nothing while it runs', { isSilent: true }],
])('%s is found', (_, change: Partial<ShownCell>) => {
  expect(judgeOwn(cell, 'JupyterLab', whole)).toEqual([]);
  expect(judgeOwn(cell, 'JupyterLab', { ...whole, ...change })).not.toEqual([]);
});

test('clients show the same however the text is split, but not with another number or traceback', () => {
  expect(isSame(cell, 'nbconvert', good, whole)).toBe(true);
  expect(isSame(cell, 'nbconvert', { ...good, count: 2 }, whole)).toBe(false);
  const other = { ...failure, traceback: ['elsewhere'] } as Output;
  expect(isSame(cell, 'nbconvert', { ...whole, outputs: [whole.outputs[0]!, other] }, whole)).toBe(
    false,
  );
});

test('a twin may word its error differently, but have no other outputs unless they are named', () => {
  const outputs = [whole.outputs[0]!, { ...failure, ename: 'Exception' } as Output];
  expect(judgeTwin(cell, 'nbclient', { ...whole, outputs })).toEqual([]);
  const warned = { ...whole, outputs: [...outputs, stream('stderr', 'hint')] };
  expect(judgeTwin(cell, 'nbclient', warned)).toHaveLength(1);
  const named = { expect: [...cell.expect, stderr('hint')], because: 'it hints' };
  expect(judgeTwin({ ...cell, ipykernel: named }, 'nbclient', warned)).toEqual([]);
  expect(judgeTwin({ ...cell, ipykernel: named }, 'nbclient', whole)).toHaveLength(2);
});

test('a cell after the error has run if it shows something or has a number', () => {
  const never: ClientCell = { name: 'never', typescript: '', python: '', expect: [] };
  const notebook: ClientNotebook = { name: 'stops', stopsOnError: true, cells: [cell, never] };
  const problems = (last: Partial<ShownCell>) =>
    judgeStop(notebook, { cells: [whole, { outputs: [], count: null, ...last }] }, 'exact');
  expect(problems({})).toEqual([]);
  expect(problems({ count: 1 })).toHaveLength(1);
  expect(problems({ outputs: [stream('stdout', 'never\n')] })).toHaveLength(1);
  expect(judgeStop(notebook, { cells: undefined }, 'exact')).toHaveLength(1);
  expect(judgeStop(notebook, { cells: undefined, failure: 'Error: bad' }, 'exact')).toEqual([]);
  expect(judgeStop(notebook, { cells: undefined, failure: 'It failed.' }, 'exact')).toHaveLength(1);
});
