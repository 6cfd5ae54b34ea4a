import * as tf from '@tensorflow/tfjs';
import { find, Wrong, type Finding } from '../Finding';

const words = (count: number): string => count.toLocaleString('en');
const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0);

/**
 * Whether a network has as many trainable weights as its exercise asks for.
 *
 * @param expected those of each layer with weights, in order; a second list, if given, is right as
 *   well: without the biases of the convolutions
 */
export function parameterFinding(
  [expected, alternative]: readonly [readonly number[], (readonly number[])?],
  model: tf.LayersModel,
): Finding<'parameters'> {
  const total = sum(expected);
  const or = alternative
    ? `, or ${words(sum(alternative))} without the biases of the convolutions`
    : '';
  return find('parameters', `${words(total)} parameters${or}`, () => {
    const counts = weighted(model);
    const got = sum(counts);
    if (got === total || (alternative && got === sum(alternative))) {
      return 'as many as the exercise asks for';
    }
    const { where, hint } = difference(expected, counts);
    throw new Wrong(`expected ${words(total)}, got ${words(got)}; ${where}`, { hint });
  });
}

function difference(
  expected: readonly number[],
  counts: readonly number[],
): { where: string; hint: string } {
  if (counts.length !== expected.length) {
    return {
      where: `${expected.length} layers should have weights, but ${counts.length} have`,
      hint: 'Compare model.summary() with the table of the exercise, layer by layer.',
    };
  }
  const index = expected.findIndex((count, i) => count !== counts[i]);
  const [should, is] = [expected[index]!, counts[index]!];
  const last = index === expected.length - 1;
  return {
    where: `of the layers with weights, number ${index + 1} should have ${words(should)}, but has ${words(is)}`,
    hint: last ? lastHint(should, is) : convolutionHint(should, is),
  };
}

function lastHint(should: number, is: number): string {
  if (is > should) {
    return `The linear layer gets more than 128 features: is the last pooling over all pixels and over the group?`;
  }
  return 'The linear layer takes the 128 features of the last convolution and gives 10 logits, with bias.';
}

function convolutionHint(should: number, is: number): string {
  const missing = should - is;
  if ([8, 16, 32, 64, 128, 256].includes(missing)) {
    return 'As many are missing as the layer has filters: is its bias switched off?';
  }
  return 'Look at the number of filters of this layer and of the one before, at the filter size and at the group.';
}

function weighted(model: tf.LayersModel): number[] {
  return model.layers.flatMap((layer) => {
    if (layer instanceof tf.LayersModel) return weighted(layer);
    const count = sum(
      layer.trainableWeights.map(({ shape }) => tf.util.sizeFromShape(shape as number[])),
    );
    return count > 0 ? [count] : [];
  });
}
