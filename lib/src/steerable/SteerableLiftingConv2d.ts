import * as tf from '@tensorflow/tfjs';
import { SteerableConv } from './SteerableConv';
import { shapeText } from '../layers/arguments';

/**
 * The lifting convolution to C_N with steerable filters: it correlates a picture with one filter in
 * N orientations.
 *
 * `y(x, r) = Σ_p Σ_i f_i(x + p) ψ_i(R⁻ʳ p) + b`, R a turn by 360°/N
 *
 * Input `[batch, height, width, inputs]`, output `[batch, height', width', N, filters]`; weights
 * `kernel [harmonics, inputs, filters]` and `bias [filters]`.
 *
 * @throws Error if the input is not a picture (rank 4)
 *
 * @example
 * const lift = new SteerableLiftingConv2d({ group: C8, filters: 4, kernelSize: 5, padding: 2 });
 * lift.apply(tf.zeros([5, 33, 33, 1])); // [5, 33, 33, 8, 4]
 */
export class SteerableLiftingConv2d extends SteerableConv {
  static readonly className: string = 'SteerableLiftingConv2d';

  protected override kernelShape(inputShape: tf.Shape): number[] {
    const channels = inputShape[3];
    if (inputShape.length !== 4 || !channels) {
      throw new Error(
        `SteerableLiftingConv2d takes pictures [batch, height, width, channels], but the shape is ${shapeText(inputShape)}.`,
      );
    }
    return [this.bank.harmonics, channels, this.filters];
  }

  protected override expand(kernel: tf.Tensor): tf.Tensor4D {
    return this.bank.expandLifting(kernel as tf.Tensor3D);
  }
}
tf.serialization.registerClass(SteerableLiftingConv2d);
