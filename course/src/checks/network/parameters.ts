import * as tf from '@tensorflow/tfjs';
import { Wrong } from '../Finding';
import { layersOf } from './chain';
import { sizes } from './twin';

const words = (count: number): string => count.toLocaleString('en');
const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0);

/** The number of trainable weights of a network, in words. */
export function parameterCount(network: tf.LayersModel): string {
  return words(sum(counts(network).map(({ count }) => count)));
}

/**
 * Requires as many trainable weights as one of the course's networks has, layer by layer.
 *
 * @param allowed the first is the one that messages name
 */
export function requireParameters(
  model: tf.LayersModel,
  allowed: readonly tf.LayersModel[],
): string {
  const got = counts(model);
  const text = (all: { count: number }[]): string => all.map(({ count }) => count).join();
  if (allowed.some((own) => text(counts(own)) === text(got))) {
    return 'as many as the exercise asks for, in every layer';
  }
  const expected = counts(allowed[0]!);
  const totals = [expected, got].map((all) => sum(all.map(({ count }) => count)));
  const { where, hint } = difference(expected, got);
  throw new Wrong(`expected ${words(totals[0]!)}, got ${words(totals[1]!)}; ${where}`, { hint });
}

interface Count {
  count: number;
  filters: boolean;
}

function difference(
  expected: readonly Count[],
  got: readonly Count[],
): { where: string; hint: string } {
  if (got.length !== expected.length) {
    return {
      where: `${expected.length} layers should have weights, but ${got.length} have`,
      hint: 'Compare model.summary() with the table of the exercise, layer by layer.',
    };
  }
  const index = expected.findIndex(({ count }, i) => count !== got[i]!.count);
  const [should, is] = [expected[index]!.count, got[index]!.count];
  const hint =
    index === expected.length - 1
      ? lastHint(should, is)
      : expected[index]!.filters
        ? convolutionHint(should, is)
        : 'A normalization has two numbers for each channel, a scale and a shift, shared over the group.';
  return {
    where: `layer ${index + 1} of those with weights should have ${words(should)}, but has ${words(is)}`,
    hint,
  };
}

function lastHint(should: number, is: number): string {
  if (is > should) {
    return `The linear layer gets more features than the last convolution has channels: is the last pooling over all pixels and over the group?`;
  }
  return 'The linear layer takes one feature for each channel of the last convolution and gives 10 logits, with bias.';
}

function convolutionHint(should: number, is: number): string {
  const missing = should - is;
  if ([4, 8, 16, 32, 64, 128, 256].includes(missing)) {
    return 'One is missing for each filter: is the layer’s bias switched off?';
  }
  return 'Look at the number of filters of this layer and of the one before, at the filter size and at the group.';
}

function counts(network: tf.LayersModel): Count[] {
  return layersOf(network)
    .map(({ trainableWeights: all }) => ({
      count: sum(sizes(all)),
      filters: all.some(({ shape }) => shape.length > 1),
    }))
    .filter(({ count }) => count > 0);
}
