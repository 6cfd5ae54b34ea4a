import { result, stdout, type ClientCell } from '../ClientCell';

/** The value of a cell's last expression. */
export const results: readonly ClientCell[] = [
  {
    // The first cell also gives later ones what they need.
    name: 'helpers for later cells',
    typescript: `
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));`,
    python: `
import asyncio, sys, threading
from IPython.display import clear_output, display, update_display
def sleep(ms): return asyncio.sleep(ms / 1000)`,
    expect: [],
  },
  { name: 'number', typescript: '1 + 1', python: '1 + 1', expect: [result('2')] },
  { name: 'text', typescript: "'a' + 'b'", python: "'a' + 'b'", expect: [result("'ab'")] },
  {
    name: 'large integer',
    typescript: '2n ** 64n',
    python: '2 ** 64',
    expect: [result('18446744073709551616n')],
  },
  { name: 'nothing', typescript: 'undefined', python: 'None', expect: [] },
  {
    name: 'null',
    typescript: 'null',
    python: 'None',
    expect: [result('null')],
    ipykernel: {
      expect: [],
      because: 'Python has one word, None, for both null and undefined.',
    },
  },
  { name: 'declaration', typescript: 'const two = 2;', python: 'two = 2', expect: [] },
  { name: 'name of an earlier cell', typescript: 'two', python: 'two', expect: [result('2')] },
  {
    name: 'only the last of several expressions',
    typescript: 'two;\ntwo * 2',
    python: 'two\ntwo * 2',
    expect: [result('4')],
  },
  {
    name: 'expression with a semicolon',
    typescript: 'two * 3;',
    python: 'two * 3;',
    expect: [result('6')],
    ipykernel: {
      expect: [],
      because:
        'IPython hides a result by a semicolon; in TypeScript it ends every statement, most written by the editor.',
    },
  },
  {
    name: 'object',
    typescript: "({ a: 1, b: [true, 'x'] })",
    python: "{'a': 1, 'b': [True, 'x']}",
    expect: [result("{ a: 1, b: [ true, 'x' ] }")],
  },
  { name: 'array', typescript: '[1, 2, 3]', python: '[1, 2, 3]', expect: [result('[ 1, 2, 3 ]')] },
  {
    name: 'map',
    typescript: "new Map([['a', 1]])",
    python: "{'a': 1}",
    expect: [result({ 'text/html': /^<table>/, 'text/plain': /^key +value/ })],
    ipykernel: {
      expect: [result("{'a': 1}")],
      because: 'This kernel draws a map as a table; a dict is plain text.',
    },
  },
  {
    name: 'instance of a class',
    typescript:
      'class Point { constructor(readonly x: number, readonly y: number) {} }\nnew Point(1, 2)',
    python:
      'from dataclasses import dataclass\n@dataclass\nclass Point:\n  x: int\n  y: int\nPoint(1, 2)',
    expect: [result('Point { x: 1, y: 2 }')],
  },
  {
    name: 'function',
    typescript: '(x: number) => x + 1',
    python: 'lambda x: x + 1',
    expect: [result('[Function (anonymous)]')],
  },
  {
    name: 'awaited value',
    typescript: 'await sleep(10).then(() => 5)',
    python: 'await asyncio.sleep(0.01, 5)',
    expect: [result('5')],
  },
  {
    name: 'value that draws itself',
    typescript: `
const drawing = {
  [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>drawn</b>', 'text/plain': 'drawn' }),
};
drawing`,
    python: `
class Drawing:
  def _repr_mimebundle_(self, **options): return {'text/html': '<b>drawn</b>', 'text/plain': 'drawn'}
drawing = Drawing()
drawing`,
    expect: [result({ 'text/html': '<b>drawn</b>', 'text/plain': 'drawn' })],
  },
  {
    name: 'printed text before the result',
    typescript: "console.log('first');\ntwo",
    python: "print('first')\ntwo",
    expect: [stdout('first\n'), result('2')],
  },
  { name: 'comment alone', typescript: '// nothing', python: '# nothing', expect: [] },
];
