import type { Hint } from './Hint';

/** What functions and methods of PyTorch and NumPy are called here. */
const instead: Record<string, string> = {
  'cat|concatenate|hstack|vstack': 'write `tf.concat([a, b], axis)`',
  'permute|swapaxes': 'write `x.transpose([0, 2, 1])`, with all axes in their new order',
  'T|mT|t': 'write `x.transpose()`',
  view: 'write `x.reshape([2, 3])`',
  unsqueeze: 'write `x.expandDims(axis)`',
  'flip|fliplr|flipud': 'write `x.reverse(axis)`',
  roll: 'read the axis in another order, as in `tf.gather(x, [3, 0, 1, 2], axis)`',
  arange: 'write `tf.range(0, n)`',
  'numpy|item|tolist': 'write `x.arraySync()`, or `x.dataSync()[0]` for one number',
  'backward|requires_grad|detach':
    'write `tf.grads(f)` or `tf.variableGrads(f)`: gradients are those of a function',
  contiguous: 'leave it out: every tensor is contiguous',
  'expand|expand_as': 'write `x.broadcastTo(shape)` or `x.tile(times)`',
  'repeat|repeat_interleave': 'write `x.tile(times)`',
  'dim|ndim': 'write `x.rank`',
  'matmul|mm|bmm': 'write `tf.matMul(a, b)`',
  'to|float|astype|type': "write `x.cast('float32')`",
  'amax|amin': 'write `x.max(axis)` or `x.min(axis)`',
  'chunk|tensor_split': 'write `tf.split(x, parts, axis)`',
  'clamp|clip': 'write `x.clipByValue(least, most)`',
  append: 'write `list.push(x)`',
  format: 'write the values into backticks: `one is ${x}`',
  manual_seed: 'give a `seed` to what draws numbers, such as `tf.randomNormal`',
};

/** What names of Python are called here. */
const names: Record<string, string> = {
  print: 'write `console.log(x)`, and `x.print()` for a tensor',
  len: 'write `list.length`; for a tensor `x.shape[0]`',
  'None|nan': 'write `null` or `undefined`',
  'True|False': 'write `true` and `false`',
  range: 'write `for (let i = 0; i < n; i++)`, and `tf.range(0, n)` for a tensor',
  enumerate: 'write `for (const [i, x] of list.entries())`',
  self: 'write `this`',
  'torch|np|nn': 'the names are those of TensorFlow.js, which the notebooks import as `tf`',
  'elif|except|pass|raise|lambda':
    'TypeScript writes `else if`, `catch`, `throw`, `(x) => y`, `function`, `!`, `&&` and `||`',
};

const here = (words: string): string => `Here ${words}`.replace(/^Here the/, 'Here, the') + '.';

/** After the message there is the line of the cell that it is about. */
const line = String.raw`[^]*\n`;

/** Hints on what is written as in Python, in messages and in the lines that they are about. */
export const pythonHints: readonly Hint[] = [
  ...Object.entries(instead).map(([name, words]) => ({
    pattern: new RegExp(
      String.raw`^(?:2339|2551) Property '(?:${name})' does not exist on type '(?:typeof import\(.*tfjs|.*\b(?:Tensor|Variable|Scalar|Tensor\dD)\b|[^']*\[\]'|string|["'])`,
    ),
    hint: here(words),
  })),
  {
    pattern: /^(?:2339|2551) Property '(\w+)_' does not exist on type '.*\bTensor/,
    hint: 'Tensors never change: `$1` gives a new one, so write `y = x.$1()`.',
  },
  ...Object.entries(names).map(([name, words]) => ({
    pattern: new RegExp(`^(?:2304|2552) Cannot find name '(?:${name})'`),
    hint: here(words),
  })),
  {
    pattern: new RegExp(String.raw`^(?:2304|2552|18004) .*'(\w+)'${line}.*[(,]\s*\1\s*=[^=>]`),
    hint: 'There are no arguments by name: give `$1` in its place, or in an object where the function takes one, as in `{ $1: 1 }`.',
  },
  {
    pattern: /^7053 .*index type '.*\b(?:Tensor|Variable)/,
    hint: 'A tensor has no [ ]: `x.slice(begin, size)` and `tf.gather(x, indices, axis)` take parts, `x.arraySync()` gives numbers.',
  },
  {
    pattern: new RegExp(String.raw`^1\d\d\d ${line}.*\bfor \w+ in\b.*\]`),
    hint: 'Here write `list.map((x) => x * x)`, with `filter` for a condition.',
  },
  {
    pattern: new RegExp(String.raw`^1\d\d\d ${line}.*[\w)\]]\[[^\]'"?]*:`),
    hint: 'There are no slices: `x.slice([0, 1], [-1, 2])` takes all rows and, from column 1 on, 2 columns.',
  },
  {
    pattern: new RegExp(String.raw`^1\d\d\d ${line}.*\b[fr]["']`),
    hint: 'Write the text in backticks, with values as `${x}`.',
  },
  {
    pattern: new RegExp(String.raw`^1\d\d\d ${line}\s*(?:import \w+ as|from \S+ import)\b`),
    hint: "Here write `import * as tf from '@tensorflow/tfjs'`, or `import { C4 } from 'equivariant'`.",
  },
  {
    pattern: new RegExp(String.raw`^1127 ${line}\s*#`),
    hint: 'A comment begins with `//`.',
  },
  {
    pattern: new RegExp(
      String.raw`^1\d\d\d ${line}(?:.*\blambda\b|\s*(?:def|if|elif|else|for|while|try|except|with)\b.*:\s*(?:pass|return.*)?$)`,
    ),
    hint: 'Blocks stand in braces, and conditions in parentheses: `if (x > 0) { y = x; }`, `function f(x: number) { return x; }`.',
  },
  {
    pattern: new RegExp(String.raw`^1\d\d\d ${line}[^'"\`/]*\b(?:and|or|not)\b`),
    hint: 'Here write `&&`, `||` and `!`.',
  },
  {
    pattern: new RegExp(String.raw`^1\d\d\d ${line}.*[\w)] @ [\w(]`),
    hint: 'Here write `tf.matMul(a, b)`.',
  },
];
