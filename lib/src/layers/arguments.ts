import * as tf from '@tensorflow/tfjs';

/** The options that every TensorFlow.js layer takes: `name`, `inputShape`, ... */
export type LayerArgs = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>;

/** A layer's only input; TensorFlow.js may pass it as a list of one. */
export function onlyTensor(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(inputs) ? inputs[0]! : inputs;
}

/** The shape of a layer's only input; TensorFlow.js may pass it as a list of one. */
export function onlyShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
  return Array.isArray(shape[0]) ? shape[0] : (shape as tf.Shape);
}

/** A shape as messages write it, such as `[batch, 33, 33, 1]`. */
export function shapeText(shape: tf.Shape): string {
  return `[${shape.map((size) => size ?? 'batch').join(', ')}]`;
}

/**
 * The option's value if it is a whole number of at least `least`.
 *
 * @throws RangeError otherwise, naming the layer and the option
 */
export function wholeNumber(layer: string, option: string, value: unknown, least: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
  throw new RangeError(
    `${layer} needs ${option} to be a whole number of at least ${least}, but ${String(value)} was given.`,
  );
}
