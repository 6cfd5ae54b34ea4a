import * as tf from '@tensorflow/tfjs';
import { ConvOverGroup } from './ConvOverGroup';
import { shapeText } from './arguments';

/**
 * The lifting convolution: from a picture to a field on the group. The layer learns one filter and
 * correlates the picture with all its transformed copies:
 *
 * `y(x, g) = Σ_p Σ_i f_i(x + p) ψ_i(g⁻¹ p) + b` (Cohen & Welling 2016, equation 10)
 *
 * Input `[batch, height, width, inputs]`, output `[batch, height', width', |G|, filters]`; weights
 * `kernel [size, size, inputs, filters]` and `bias [filters]`, shared over the group.
 *
 * @throws Error if the input is not a picture (rank 4)
 *
 * @example
 * const lift = new LiftingConv2d({ group: C4, filters: 8, kernelSize: 3, padding: 1 });
 * lift.apply(tf.zeros([5, 33, 33, 1])); // [5, 33, 33, 4, 8]
 */
export class LiftingConv2d extends ConvOverGroup {
  static readonly className: string = 'LiftingConv2d';

  protected override inputAxes(inputShape: tf.Shape): [number] | [number, number] {
    const channels = inputShape[3];
    if (inputShape.length !== 4 || !channels) {
      throw new Error(
        `LiftingConv2d takes pictures [batch, height, width, channels], but the shape is ${shapeText(inputShape)}.`,
      );
    }
    return [channels];
  }
}
tf.serialization.registerClass(LiftingConv2d);
