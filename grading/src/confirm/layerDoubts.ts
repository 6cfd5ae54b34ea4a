import * as tf from '@tensorflow/tfjs';
import type { GroupLayerClass, IsotropicClass, Part } from 'course';
import type { Doubt } from './Doubt';

/** The parts whose answer is a convolution. */
export type LayerPart = Extract<Part, '2.1' | '2.3' | '2.4' | '4a' | '4b'>;

/** Group elements of the input, where it is a field. */
const orders: Partial<Record<LayerPart, number>> = { '2.4': 4, '4b': 8 };

/** What a convolution could pretend: an answer of nothing but zeros has every symmetry, and gradients can be made up. */
export function layerDoubts(
  part: LayerPart,
  Answer: GroupLayerClass | IsotropicClass,
  draw: number,
): Doubt[] {
  const order = orders[part];
  const shape = [2, 6, 6, ...(order === undefined ? [] : [order]), 2];
  const input = tf.randomUniform(shape, -1, 1, 'float32', draw + 11);
  const make = (): tf.layers.Layer => {
    const layer = new Answer({ filters: 3, kernelSize: 3, padding: 1 });
    layer.apply(tf.zeros(shape));
    randomize(layer, draw + 12);
    return layer;
  };
  return [
    {
      about: /^(a plain correlation|commutes with|each filter is the copy|the eight pixels)/,
      confirm() {
        const layer = make();
        const answer = layer.apply(input) as tf.Tensor;
        const change = answer.sub(layer.apply(tf.zerosLike(input)) as tf.Tensor);
        if (change.abs().max().dataSync()[0]! > 0) return;
        throw new Error('The answer does not depend on the picture, which has every symmetry.');
      },
    },
    { about: /^it can be trained$/, confirm: () => requireTrueGradient(make(), input, draw) },
  ];
}

function randomize(layer: tf.layers.Layer, seed: number): void {
  layer.trainableWeights.forEach((weight, index) => {
    weight.write(tf.randomUniform(weight.read().shape, -1, 1, 'float32', seed + index));
  });
}

/** A convolution is linear in its weights: what its gradient foretells of other weights must come true. */
function requireTrueGradient(layer: tf.layers.Layer, input: tf.Tensor, draw: number): void {
  const answer = (): tf.Tensor => layer.apply(input) as tf.Tensor;
  const before = answer();
  const measure = tf.randomUniform(before.shape, 0.5, 1, 'float32', draw + 13);
  const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const old = variables.map((variable) => tf.clone(variable));
  const { grads } = tf.variableGrads(() => answer().mul(measure).sum().asScalar(), variables);
  randomize(layer, draw + 14);
  const foretold = variables.map((variable, index) =>
    variable.sub(old[index]!).mul(grads[variable.name]!).sum(),
  );
  const number = (x: tf.Tensor): number => x.dataSync()[0]!;
  const difference = answer().sub(before).mul(measure);
  const scale = number(difference.abs().sum());
  const error = Math.abs(number(tf.addN(foretold)) - number(difference.sum()));
  // Written so that NaN fails.
  if (scale > 0 && error <= 1e-3 * scale) return;
  throw new Error(
    scale > 0
      ? 'Other weights change the answer by something else than the gradient says.'
      : 'Other weights do not change the answer.',
  );
}
