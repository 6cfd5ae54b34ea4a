import * as tf from '@tensorflow/tfjs';
import { SteerableConv } from './SteerableConv';
import { shapeText } from '../layers/arguments';

/**
 * The group convolution on C_N with steerable filters: from one field on the group to another.
 *
 * `y(x, r) = Σ_p Σ_s Σ_i f_i(x + p, s) ψ_i(R⁻ʳ p, s - r) + b`, R a turn by 360°/N
 *
 * Input `[batch, height, width, N, inputs]`, output `[batch, height', width', N, filters]`; weights
 * `kernel [harmonics, N, inputs, filters]` and `bias [filters]`.
 *
 * @throws Error if the input is not a field on C_N
 *
 * @example
 * const conv = new SteerableGroupConv2d({ group: C8, filters: 8, kernelSize: 5, padding: 2 });
 * conv.apply(tf.zeros([5, 17, 17, 8, 4])); // [5, 17, 17, 8, 8]
 */
export class SteerableGroupConv2d extends SteerableConv {
  static readonly className: string = 'SteerableGroupConv2d';

  protected override kernelShape(inputShape: tf.Shape): number[] {
    const { name, order } = this.group;
    const channels = inputShape[4];
    if (inputShape.length !== 5 || inputShape[3] !== order || !channels) {
      throw new Error(
        `SteerableGroupConv2d takes fields on ${name}, [batch, height, width, ${order}, channels], but the shape is ${shapeText(inputShape)}. A picture is lifted by SteerableLiftingConv2d first.`,
      );
    }
    return [this.bank.harmonics, order, channels, this.filters];
  }

  protected override expand(kernel: tf.Tensor): tf.Tensor4D {
    return this.bank.expandOnGroup(kernel as tf.Tensor4D);
  }
}
tf.serialization.registerClass(SteerableGroupConv2d);
