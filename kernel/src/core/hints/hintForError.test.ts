import * as tf from '@tensorflow/tfjs';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { errorHints } from './errorHints';
import { hintForError } from './hintFor';
import { tensorHints } from './tensorHints';

interface Case {
  /** What is wrong with it. */
  title: string;
  run: () => unknown;
  /** What the hint must speak of. */
  says: string | RegExp;
}

/** A value of which TypeScript knows nothing. */
const any = (value: unknown): never => value as never;

const tensorCases: Case[] = [
  {
    title: 'matMul of shapes that do not fit',
    run: () => tf.matMul(tf.ones([2, 3]), tf.ones([2, 4])),
    says: /columns.*rows.*\[2,3\] and \[2,4\]/,
  },
  { title: 'dot', run: () => tf.dot(tf.ones([2]), tf.ones([3])), says: 'same length' },
  {
    title: 'conv2d with another number of channels',
    run: () => tf.conv2d(tf.ones<tf.Rank.R4>([1, 8, 8, 3]), tf.ones([3, 3, 1, 2]), 1, 'same'),
    says: /has 3 channels and the filter takes 1/,
  },
  {
    title: 'conv2d of an image without batch and channels',
    run: () => tf.conv2d(any(tf.ones([8, 8])), tf.ones<tf.Rank.R4>([3, 3, 1, 2]), 1, 'same'),
    says: 'expandDims',
  },
  {
    title: 'maxPool of an image without batch and channels',
    run: () => tf.maxPool(any(tf.ones([8, 8])), 2, 2, 'same'),
    says: 'expandDims',
  },
  {
    title: 'conv2d with a flat filter',
    run: () => tf.conv2d(tf.ones<tf.Rank.R4>([1, 8, 8, 3]), any(tf.ones([3, 3])), 1, 'same'),
    says: 'height, width, channels in, channels out',
  },
  {
    title: 'add of shapes that do not fit',
    run: () => tf.add(tf.ones([2, 3]), tf.ones([4])),
    says: /last axis.*\[2,3\] and \[4\]/,
  },
  {
    title: 'reshape to another size',
    run: () => tf.reshape(tf.ones([2, 3]), [4]),
    says: /there are 6.*\[4\] must multiply to 6/,
  },
  {
    title: 'reshape with -1 that does not come out',
    run: () => tf.reshape(tf.ones([2, 3]), [4, -1]),
    says: '6 values can’t be divided by 4',
  },
  {
    title: 'concat along the wrong axis',
    run: () => tf.concat([tf.ones([2, 3]), tf.ones([2, 4])], 0),
    says: /differ along axis 1/,
  },
  {
    title: 'concat of different ranks',
    run: () => tf.concat([tf.ones([2, 3]), tf.ones([2])], 0),
    says: 'same number of axes',
  },
  {
    title: 'stack of different shapes',
    run: () => tf.stack([tf.ones([2]), tf.ones([3])]),
    says: 'exactly the same shape',
  },
  {
    title: 'slice that is given an end',
    run: () => tf.slice(tf.ones([5]), [2], [4]),
    says: /how many.*not where to end.*axis 0/,
  },
  {
    title: 'a tensor of a tidy',
    run: () => {
      let inner: tf.Tensor | undefined;
      tf.tidy(() => {
        inner = tf.ones([2]);
      });
      return inner!.square();
    },
    says: /tf\.tidy/,
  },
  {
    title: 'indices of another type',
    run: () => tf.oneHot(tf.tensor1d([0, 1]), 2),
    says: ".cast('int32')",
  },
  {
    title: 'a promise as an argument',
    run: () => tf.add(any(tf.ones([2]).data()), 1),
    says: /`a` is a promise.*await/,
  },
  { title: 'nothing as an argument', run: () => tf.add(1, any(null)), says: /`b` is null/ },
  {
    title: 'a model that is fed another shape',
    run: () => dense().predict(tf.ones([2, 5])),
    says: /\[examples,4\] and got \[2,5\].*inputShape/,
  },
  {
    title: 'a model that is fed another number of axes',
    run: () => dense().predict(tf.ones([2, 5, 6])),
    says: /with 2 axes.*inputShape/,
  },
  {
    title: 'targets of another shape',
    run: () => fit(tf.ones([2, 4]), tf.ones([2, 2])),
    says: /shape of the model’s output, \[3\]/,
  },
  {
    title: 'fewer targets than inputs',
    run: () => fit(tf.ones([2, 4]), tf.ones([3, 3])),
    says: 'equally many',
  },
  {
    title: 'fit without compile',
    run: () => dense().fit(tf.ones([2, 4]), tf.ones([2, 3])),
    says: 'model.compile({ optimizer, loss })',
  },
  {
    title: 'evaluate without compile',
    run: () => {
      const input = tf.input({ shape: [4] });
      return tf.model({ inputs: input, outputs: input }).evaluate(tf.ones([2, 4]), tf.ones([2, 4]));
    },
    says: 'model.compile({ optimizer, loss })',
  },
  {
    title: 'a layer that gets other channels than it was built for',
    run: () => {
      const layer = tf.layers.dense({ units: 3 });
      layer.apply(tf.input({ shape: [4] }));
      layer.apply(tf.ones([2, 5]));
    },
    says: 'was built for 4 channels and gets [2,5]',
  },
  {
    title: 'a layer after one with fewer axes',
    run: () =>
      tf.sequential({
        layers: [tf.layers.conv2d({ filters: 1, kernelSize: 3, inputShape: [8, 8] })],
      }),
    says: /takes 4 axes, the batch included, and gets 3/,
  },
  {
    title: 'layers that shrink the image to nothing',
    run: () =>
      tf.sequential({
        layers: [
          tf.layers.conv2d({ filters: 1, kernelSize: 3, inputShape: [3, 3, 1] }),
          tf.layers.maxPooling2d({ poolSize: 2 }),
          tf.layers.conv2d({ filters: 1, kernelSize: 3 }),
        ],
      }),
    says: "padding: 'same'",
  },
  {
    title: 'a gradient through dataSync',
    run: () => tf.grad((x) => tf.scalar(x.dataSync()[0]!))(tf.ones([1])),
    says: 'have gradients',
  },
  {
    title: 'a variable that is made again',
    run: () => [1, 2].map(() => tf.variable(tf.ones([1]), true, 'twice')),
    says: 'run twice',
  },
  { title: 'a type that does not exist', run: () => tf.zeros([1], any('int')), says: "'int32'" },
];

const errorCases: Case[] = [
  {
    title: 'a method of what a promise will give',
    run: () => {
      const x = any(tf.ones([2]).data()) as number[];
      return x.map(String);
    },
    says: /await/,
  },
  {
    title: 'calling a number',
    run: () => {
      const seven = any(7) as () => void;
      seven();
    },
    says: /`seven`.*can’t be called/,
  },
  {
    title: 'spreading a promise',
    run: () => [...(any(Promise.resolve([1])) as number[])],
    says: /promise needs `await`/,
  },
  {
    title: 'a property of undefined',
    run: () => (any({}) as { a: { b: 1 } }).a.b,
    says: 'before `.b` is undefined',
  },
  {
    title: 'an element of null',
    run: () => (any(null) as number[])[3],
    says: 'before `[3]` is null',
  },
  {
    title: 'taking undefined apart',
    run: () => {
      const { a } = any(undefined) as { a: 1 };
      return a;
    },
    says: '{ } is undefined',
  },
  { title: 'a constant that is to change', run: script('const a = 1; a = 2'), says: '`let`' },
  { title: 'a name without a declaration', run: script('nowhere + 1'), says: '`nowhere`' },
  {
    title: 'a declaration that is not reached yet',
    run: script('later; let later = 1'),
    says: /`later` has no value yet.*run that cell again/,
  },
  { title: 'a package that is missing', run: () => nodeRequire('nosuch'), says: 'installed' },
  {
    title: 'a file that is missing',
    run: () => nodeRequire('./nosuch'),
    says: 'notebook’s folder',
  },
  {
    title: 'a text file that is missing',
    run: () => readFileSync('nosuch.txt'),
    says: 'process.cwd()',
  },
  {
    title: 'endless recursion',
    run: () => {
      const again = (): number => again() + 1;
      return again();
    },
    says: 'calls itself',
  },
  {
    title: 'spreading a million arguments',
    run: () => Math.max(...Array<number>(1_000_000)),
    says: 'spread',
  },
  {
    title: 'an open answer',
    run: () => {
      throw new Error('Not implemented: solve exercise 2.1 first');
    },
    says: 'write it in the cell above',
  },
  { title: 'a negative length', run: () => Array<number>(-1), says: 'whole number' },
  { title: 'a length that is no number', run: () => new Float32Array(-1), says: 'whole number' },
  { title: 'single quotes in JSON', run: () => parse("{'a': 1}"), says: 'double quotes' },
  { title: 'HTML in place of JSON', run: () => parse('<html>'), says: 'not JSON' },
  { title: 'JSON that is cut off', run: () => parse('[1,'), says: 'cut off' },
];

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => tf.disposeVariables());

it.each([...tensorCases, ...errorCases])('$title', async ({ run, says }) => {
  const error = await errorOf(run);
  expect(hintForError(error)).toMatch(says);
});

it('every pattern meets an error that really comes', async () => {
  const hints = [...tensorHints, ...errorHints];
  const errors = await Promise.all([...tensorCases, ...errorCases].map(({ run }) => errorOf(run)));
  const texts = errors.map(({ name, message }) => `${name}: ${message}`);
  const unmet = hints.filter(({ pattern }) => !texts.some((text) => pattern.test(text)));
  expect(unmet).toEqual([]);
});

it('stays silent where it knows nothing', async () => {
  const errors = [
    await errorOf(() => tf.transpose(tf.ones([2, 3]), [0, 1, 2])),
    await errorOf(() => 1n + (any(1) as bigint)),
    new Error('x is not defined'),
    new Error('my own words on JSON'),
    new Error(''),
  ];
  expect(errors.map(hintForError)).toEqual(errors.map(() => undefined));
});

function dense(): tf.Sequential {
  return tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [4] })] });
}

function fit(x: tf.Tensor, y: tf.Tensor): Promise<tf.History> {
  const model = dense();
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  return model.fit(x, y);
}

function parse(text: string): unknown {
  return JSON.parse(text);
}

/** What the compiler would not let pass. */
function script(code: string): () => unknown {
  return () => runInNewContext(code) as unknown;
}

/** Node's own `require`, which Jest replaces by another one. */
function nodeRequire(module: string): never {
  const code = `try { require('${module}') } catch ({ name, message }) { console.log(JSON.stringify({ name, message })) }`;
  throw JSON.parse(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' }));
}

/** Also of another realm. */
async function errorOf(run: () => unknown): Promise<{ name: string; message: string }> {
  try {
    await run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('It did not fail.');
}
