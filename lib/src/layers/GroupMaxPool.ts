import * as tf from '@tensorflow/tfjs';
import { onlyShape, onlyTensor, shapeText } from './arguments';

/**
 * The maximum over the group axis: from a field on the group to a picture, `y(x) = max_h f(x, h)`.
 * A permutation of the group axis does not change it, so at a single pixel its output is
 * *invariant*.
 *
 * Input `[batch, height, width, |G|, channels]`, output `[batch, height, width, channels]`.
 *
 * @throws Error if the input is not a field (rank 5)
 *
 * @example
 * new GroupMaxPool().apply(tf.zeros([5, 1, 1, 4, 128])); // [5, 1, 1, 128]
 */
export class GroupMaxPool extends tf.layers.Layer {
  static readonly className: string = 'GroupMaxPool';

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = onlyShape(inputShape);
    if (shape.length !== 5) {
      throw new Error(
        `GroupMaxPool takes fields [batch, height, width, |G|, channels], but the shape is ${shapeText(shape)}.`,
      );
    }
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => onlyTensor(inputs).max(3));
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch, height, width, , channels] = onlyShape(inputShape);
    return [batch!, height!, width!, channels!];
  }
}
tf.serialization.registerClass(GroupMaxPool);
