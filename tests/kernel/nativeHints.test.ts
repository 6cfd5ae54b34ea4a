import * as tf from '@tensorflow/tfjs';
import { chooseBackend } from 'equivariant';
import { hintForError, nativeHints } from 'typescript-kernel/hints';

const ones = (...shape: number[]): never => tf.ones(shape) as never;

/** What is wrong, code that causes it, and what the hint must mention. */
const cases: [string, () => unknown, string | RegExp][] = [
  ['add', () => tf.add(ones(2, 2), ones(3, 3)), /last axis.*\[2,2\] and \[3,3\] differ/],
  ['a product of stacks', () => tf.matMul(ones(2, 2, 3), ones(3, 3, 2)), 'before the last two'],
  ['einsum', () => tf.einsum('ij,jk->ik', ones(2, 3), ones(2, 3)), 'letter'],
  ['concat', () => tf.concat([ones(2, 2), ones(3, 3)], 1), 'axis 0'],
  ['stack', () => tf.stack([ones(2, 2), ones(3, 3)]), 'same shape'],
  ['slice', () => tf.slice(ones(2, 2), [0, 0], [2, 3]), 'axis 1'],
  ['pad', () => tf.pad(ones(2, 2), [[1, 1]]), 'one pair'],
  ['transpose', () => tf.transpose(ones(2, 2), [0, 0]), 'every axis once'],
  [
    'a large filter',
    () => tf.conv2d(ones(1, 2, 2, 1), ones(5, 5, 1, 1), 1, 'valid'),
    'smaller than the filter',
  ],
  ['batch norm', () => tf.batchNorm(ones(2, 2, 2, 4), ones(3), ones(3)), '3 channels'],
  ['gather', () => tf.gather(ones(2, 2), tf.tensor1d([5], 'int32')), /last one here is 1.*5 come/],
];

beforeAll(() => chooseBackend('native'));

it.each(cases)('%s', (_, run, says) => expect(hintForError(errorOf(run))).toMatch(says));

it('every pattern matches an error that really occurs', () => {
  const texts = cases
    .map(([, run]) => errorOf(run))
    .map(({ name, message }) => `${name}: ${message}`);
  const unmet = nativeHints.filter(({ pattern }) => !texts.some((text) => pattern.test(text)));
  expect(unmet).toEqual([]);
});

function errorOf(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('It did not fail.');
}
