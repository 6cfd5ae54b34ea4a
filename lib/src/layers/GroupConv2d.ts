import * as tf from '@tensorflow/tfjs';
import { ConvOverGroup } from './ConvOverGroup';
import { shapeText } from './arguments';

/**
 * The group convolution: from one field on the group to another.
 *
 * `y(x, g) = Σ_p Σ_h Σ_i f_i(x + p, h) ψ_i(g⁻¹ p, g⁻¹ h) + b` (Cohen & Welling 2016, equation 11)
 *
 * Input `[batch, height, width, |G|, inputs]`, output `[batch, height', width', |G|, filters]`;
 * weights `kernel [size, size, |G|, inputs, filters]` and `bias [filters]`, shared over the group.
 *
 * @throws Error if the input is not a field on this group
 *
 * @example
 * const conv = new GroupConv2d({ group: C4, filters: 16, kernelSize: 3, padding: 1 });
 * conv.apply(tf.zeros([5, 17, 17, 4, 8])); // [5, 17, 17, 4, 16]
 */
export class GroupConv2d extends ConvOverGroup {
  static readonly className: string = 'GroupConv2d';

  protected override inputAxes(inputShape: tf.Shape): [number] | [number, number] {
    const { name, order } = this.group;
    const channels = inputShape[4];
    if (inputShape.length !== 5 || inputShape[3] !== order || !channels) {
      throw new Error(
        `GroupConv2d takes fields on ${name}, [batch, height, width, ${order}, channels], but the shape is ${shapeText(inputShape)}. A picture is lifted by LiftingConv2d first.`,
      );
    }
    return [order, channels];
  }
}
tf.serialization.registerClass(GroupConv2d);
