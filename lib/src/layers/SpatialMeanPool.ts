import * as tf from '@tensorflow/tfjs';
import { onlyShape, onlyTensor } from './arguments';

/**
 * The mean over space: from pictures or fields of any size to a single pixel. It commutes with
 * rotations and reflections, which only move values to other pixels.
 *
 * Input `[batch, height, width, ...]`, output `[batch, 1, 1, ...]`.
 *
 * @example
 * new SpatialMeanPool().apply(tf.zeros([5, 3, 3, 4, 80])); // [5, 1, 1, 4, 80]
 */
export class SpatialMeanPool extends tf.layers.Layer {
  static readonly className: string = 'SpatialMeanPool';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => onlyTensor(inputs).mean([1, 2], true));
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch, , , ...rest] = onlyShape(inputShape);
    return [batch!, 1, 1, ...rest];
  }
}
tf.serialization.registerClass(SpatialMeanPool);
