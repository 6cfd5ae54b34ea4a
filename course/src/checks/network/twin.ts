import * as tf from '@tensorflow/tfjs';
import { layersOf } from './chain';

/** Creates the course's own network for an exercise. */
export type MakeNetwork = () => tf.LayersModel;

/** The largest difference of a logit, as a share of how much it varies from picture to picture. */
const tolerance = 1e-3;

/**
 * The course's own network with the weights of an answer, if the two compute the same logits. Its
 * weights are matched by order and number, whatever layers they belong to.
 *
 * @param makes the networks that the exercise allows
 * @param pictures all different
 * @param isNew whether training may change it: what differs in training is compared as well
 * @returns undefined if they differ, or the weights do not match
 */
export function twinOf(
  model: tf.LayersModel,
  makes: readonly MakeNetwork[],
  pictures: tf.Tensor,
  isNew = true,
): tf.LayersModel | undefined {
  return makes
    .map((make) => withWeights(make(), model))
    .find((twin) => twin && isSame(model, twin, pictures, isNew));
}

/** The trainable weights of a network, in order. */
export function trainable(model: tf.LayersModel): tf.LayerVariable[] {
  return layersOf(model).flatMap((layer) => layer.trainableWeights);
}

/** The number of values of each of these weights. */
export function sizes(weights: readonly tf.LayerVariable[]): number[] {
  return weights.map(({ shape }) => tf.util.sizeFromShape(shape as number[]));
}

/**
 * Draws weights at which every part of a network matters: each ReLU cuts off some numbers and not
 * others, and no two channels or biases are alike.
 *
 * @param only which weights to draw; by default all
 */
export function drawWeights(
  model: tf.LayersModel,
  seed: number,
  only: (weight: tf.LayerVariable) => boolean = () => true,
): void {
  trainable(model).forEach((weight, index) => {
    const shape = weight.shape as number[];
    const inputs = tf.util.sizeFromShape(shape) / shape[shape.length - 1]!;
    // A kernel with three axes is isotropic: each number of its ring stands in eight places.
    const gain = shape.length === 3 ? 3 / 16 : 3;
    const drawn =
      shape.length > 1
        ? tf.randomNormal(shape, 0, Math.sqrt(gain / inputs), 'float32', seed + index)
        : tf.randomUniform(shape, -1.2, 0.2, 'float32', seed + index);
    if (only(weight)) weight.write(drawn);
  });
}

/** Whether a weight holds different numbers. */
export function varies(weight: tf.LayerVariable): boolean {
  const numbers = weight.read().dataSync();
  return numbers.some((number) => number !== numbers[0]);
}

function withWeights(twin: tf.LayersModel, model: tf.LayersModel): tf.LayersModel | undefined {
  const others = (one: tf.LayersModel): tf.LayerVariable[] =>
    layersOf(one).flatMap((layer) => layer.nonTrainableWeights);
  if (!copy(trainable(model), trainable(twin))) return undefined;
  // Running averages need not be weights; in a new network they are those of a new network.
  copy(others(model), others(twin));
  return twin;
}

function copy(from: readonly tf.LayerVariable[], to: readonly tf.LayerVariable[]): boolean {
  if (sizes(from).join() !== sizes(to).join()) return false;
  to.forEach((weight, index) =>
    weight.write(from[index]!.read().reshape(weight.shape as number[])),
  );
  return true;
}

/** Whether two networks agree in each logit, in inference and, if they normalize, in training. */
function isSame(
  model: tf.LayersModel,
  twin: tf.LayersModel,
  pictures: tf.Tensor,
  isNew: boolean,
): boolean {
  const normalizes = layersOf(twin).some((layer) => layer.nonTrainableWeights.length > 0);
  const modes = isNew && normalizes ? [false, true] : [false];
  return modes.every((training) => {
    try {
      const [got, expected] = [model, twin].map(
        (one) => one.apply(pictures, { training }) as tf.Tensor,
      ) as [tf.Tensor, tf.Tensor];
      const { variance } = tf.moments(expected, 0);
      // Backends round differently, which shows where a logit hardly varies.
      const rounding = expected.abs().max().mul(1e-5);
      const least = variance.sqrt().mul(tolerance).add(rounding);
      return got.sub(expected).abs().max(0).div(least).max().dataSync()[0]! <= 1;
    } catch {
      return false;
    }
  });
}
