import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import {
  executeNotebook,
  findKernelspec,
  kernelPaths,
  type Cell,
  type ExecutionResult,
} from 'nbconvert-ts';
import { codeNotebook } from 'nbconvert-ts/testing';

const root = join(__dirname, '../..');

/** Runs cells in the course's kernel, all of them, whether they fail or not. */
function run(cells: string[], kernel = 'typescript'): Promise<ExecutionResult> {
  return executeNotebook(codeNotebook(kernel, cells), {
    kernelspec: findKernelspec(kernel, kernelPaths({}, [join(root, '.venv')])),
    cwd: join(root, 'notebooks'),
    allowErrors: true,
  });
}

/** What a cell's error says, without colours. */
function traceback(cell: Cell | undefined): string {
  const outputs = cell?.cell_type === 'code' ? cell.outputs : [];
  const errors = outputs.flatMap((output) =>
    output.output_type === 'error' ? output.traceback : [],
  );
  return stripVTControlCharacters(errors.join('\n'));
}

/** The text of a cell's result. */
function result(cell: Cell | undefined): unknown {
  const outputs = cell?.cell_type === 'code' ? cell.outputs : [];
  const [found] = outputs.filter(({ output_type: type }) => type === 'execute_result');
  return found && 'data' in found ? found.data['text/plain'] : undefined;
}

/** Each cell fails; its message must hold these texts, in this order. */
const failures: Record<string, { cells: string[]; says: string[] }> = {
  'an error shows the line and where it was called from': {
    cells: [
      'function half(n: number) {\n  if (n % 2) throw new RangeError(`odd: ${n}`);\n  return n / 2;\n}',
      'const three = 3;\nhalf(three);',
    ],
    says: [
      'RangeError: odd: 3\n\nCell In[1], line 2, column 20:\n',
      '--> 2 |   if (n % 2) throw',
      '^',
      'at half (In[1]:2:20)\n    at In[2]:2:',
    ],
  },
  'a name of a cell that failed shows where it is read': {
    cells: [
      'const early: number = JSON.parse("{");',
      'const twice = () => {\n  return 2 * early;\n};\ntwice();',
    ],
    says: [
      "Cannot access 'early' before initialization\n\nCell In[2], line 2, column 14:\n",
      '--> 2 |   return 2 * early;',
      'at twice (In[2]:2:14)\n    at In[2]:4:1\n\nHint: `early` has no value, because In[1] stopped with "SyntaxError: ',
    ],
  },
  'and so is one that could not be computed from it, with the first failure': {
    cells: [
      "const first: number = (() => {\n  throw new Error('one');\n})();",
      'const second = first + 1;',
      'second;',
    ],
    says: ['Hint: `second` has no value, because In[1] stopped with "one". Mend that'],
  },
  'a name that is read before its own line is not another cell’s fault': {
    cells: ['later();\nfunction later() {\n  return own;\n}\nconst own = 1;'],
    says: ['Hint: `own` has no value yet: it is declared further down'],
  },
  'what a cell throws through a library shows the cell alone': {
    cells: [
      "import * as tf from '@tensorflow/tfjs';\ntf.tidy(() => {\n  throw new Error('mine');\n});",
    ],
    says: ['Error: mine', 'at In[1]:3:9\n    at In[1]:2:4'],
  },
  'after an await too': {
    cells: [
      'await null;\nconst o = JSON.parse("{}");\nconst f = async () => {\n  await 0;\n  o.a.b;\n};\nawait f();',
    ],
    says: ['TypeError', 'Cell In[1], line 5, column 7:', 'at f (In[1]:5:7)', 'at In[1]:7:1'],
  },
  'a type error shows its place and number': {
    cells: ['const a = 1;\n\nconst b: string = a;'],
    says: [
      "TypeScriptError TS2322: Type 'number' is not",
      'Cell In[1], line 3, column 7:',
      '--> 3 | const b',
    ],
  },
  'reasons of reasons are indented under the type error': {
    cells: [
      'type P = { at: { x: number } };\nconst p: P = { at: { x: "1" } } as { at: { x: string } };',
    ],
    says: [
      "TS2322: Type '{ at: { x: string; }; }'",
      "\n    The types of 'at.x'",
      "\n    Type 'string'",
    ],
  },
  'what is written as in Python gets its hint once': {
    cells: ["import * as tf from '@tensorflow/tfjs';\nconst a = tf.ones([2, 3]);", 'a[:, 0];'],
    says: ['TS1109', 'Hint: There are no slices', 'TS1128'],
  },
  'tensors have no signs': {
    cells: ["import * as tf from '@tensorflow/tfjs';\nconst a = tf.ones([2, 3]);", 'a + a;'],
    says: ['TS2365', 'Hint: Signs such as +', 'a.add(b)'],
  },
  'several type errors are all shown': {
    cells: ['const a: string = 1;\nundeclared;'],
    says: ['TS2322', 'line 1, column 7', 'TS2304', 'line 2, column 1'],
  },
  'an error within TensorFlow.js shows the line that called it': {
    cells: [
      "import * as tf from '@tensorflow/tfjs';",
      'const a = tf.ones([2, 3]);\na.matMul(tf.ones([2, 2]));',
    ],
    says: ['Error in matMul', 'Cell In[2], line 2, column 3:', '--> 2 | a.matMul', 'at In[2]:2:3'],
  },
  'causes are told': {
    cells: ['const low = new TypeError("low");\nthrow new Error("high", { cause: low });'],
    says: ['Error: high', 'line 2, column 7', 'Caused by TypeError: low', 'line 1, column 13'],
  },
  'a message that fills the screen is cut off': {
    cells: ["throw new Error('z'.repeat(300_000));"],
    says: ['Error: zzz', ' … and 200000 more characters'],
  },
  'what is thrown need not be an error': {
    cells: ['throw { code: 3 };'],
    says: ['Thrown: { code: 3 }'],
  },
  'a rejection that nobody handles fails the cell': {
    cells: ['void Promise.reject(new Error("lost"));\nconst after = 1;'],
    says: ['Error: lost', 'line 1, column 21'],
  },
  'an error in a timer fails the cell that waits': {
    cells: [
      'setTimeout(() => {\n  throw new Error("tick");\n}, 10);\nawait new Promise(() => undefined);',
    ],
    says: ['Error: tick', 'line 2, column 9'],
  },
  'the process can’t be ended': { cells: ['process.exit(0);'], says: ['switched off', 'restart'] },
  'names that start with two underscores are refused': {
    cells: ['const __a = 1;'],
    says: ['two underscores', 'line 1, column 7'],
  },
};

test.each([
  ['typescript', 'the code stopped at In[2]:3 (called from In[2]:6) with: Size(144)'],
  // It does not know where lines of its scripts come from.
  ['tslab', 'the code stopped in helper with: Size(144)'],
])('a check in %s names lines of the answer, and no others', async (kernel, says) => {
  const { notebook } = await run(
    [
      "import type * as tf from '@tensorflow/tfjs';\nimport { check } from 'course';",
      '\nfunction helper(x: tf.Tensor): tf.Tensor {\n  return x.reshape([7]);\n}\n' +
        'const rotateP4 = (y: tf.Tensor5D) => {\n  return helper(y) as tf.Tensor5D;\n};',
      "await check('2.2', rotateP4);",
    ],
    kernel,
  );
  const shown = stripVTControlCharacters(JSON.stringify(notebook.cells.at(-1)));
  expect(shown).toContain(says);
  expect(shown).toContain('CheckFailed');
  expect(shown).not.toMatch(/\.[jt]s:|node_modules/);
});

test('every error points to the student’s own lines', async () => {
  const { notebook, cells: results } = await run(
    Object.values(failures).flatMap(({ cells }) => cells),
  );
  let last = -1;
  for (const [name, { cells, says }] of Object.entries(failures)) {
    const first = last + 1;
    last += cells.length;
    expect([name, results[last]?.status]).toEqual([name, 'error']);
    // The cells of an example are counted from 1 in it.
    const text = traceback(notebook.cells[last]).replace(
      /In\[(\d+)\]/g,
      (_, count: string) => `In[${Number(count) - first}]`,
    );
    let from = 0;
    for (const part of says) {
      const found = text.indexOf(part, from);
      expect(found < 0 ? `${name}: no ${JSON.stringify(part)} in\n${text}` : '').toBe('');
      from = found + part.length;
    }
    expect(text).not.toMatch(/kernel\/dist|tslab|node:internal|evalmachine/);
  }
}, 120_000);

test('the language’s traps in notebooks are gone', async () => {
  const { notebook, cells } = await run([
    'export const kept = 1; let n = 0; function inc() { return ++n; }',
    'inc(); n = 10; inc()',
    'n',
    'const given = await (Promise.resolve(5)); given',
    'const early = 7; throw new Error("after the declaration");',
    'early',
    'const kept = ((): number => { throw new Error("before the declaration"); })();',
    'kept',
    '[3, 1, 2].toSorted()',
    '({ kept, n })',
    'null',
    'undefined',
    'const untyped = (x) => x;',
  ]);
  const status = cells.map(({ status }) => status);
  // The fifth and the seventh throw, the last is refused.
  expect(status.map((one) => one === 'ok')).toEqual([
    true,
    true,
    true,
    true,
    false,
    true,
    false,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
  const results = notebook.cells.map(result);
  expect(results).toEqual([
    undefined,
    '11',
    '11',
    '5',
    undefined,
    '7',
    undefined,
    '1',
    '[ 1, 2, 3 ]',
    '{ kept: 1, n: 11 }',
    'null',
    undefined,
    undefined,
  ]);
  expect(traceback(notebook.cells.at(-1))).toMatch(/TS7006[^]*implicitly has an 'any' type/);
}, 60_000);
