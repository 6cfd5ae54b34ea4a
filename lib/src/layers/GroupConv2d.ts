import * as tf from '@tensorflow/tfjs';
import type { Group } from '../groups/Group';
import { groupNamed } from '../groups/groups';
import { EquivariantConv2d } from './EquivariantConv2d';
import { FilterBank } from './FilterBank';
import type { GroupConvArgs } from './LiftingConv2d';

/**
 * The group convolution: from a field on the group to another.
 *
 * `y(x, g) = Σ_p Σ_h Σ_i f_i(x + p, h) ψ_i(g⁻¹ p, g⁻¹ h) + b` (Cohen & Welling 2016, equation 11)
 *
 * Input `[batch, height, width, |G|, inputs]`, output `[batch, height', width', |G|, filters]`; weights
 * `kernel [size, size, |G|, inputs, filters]` and `bias [filters]`, shared over the group.
 *
 * @throws Error if the input is no field on this group
 *
 * @example
 * const conv = new GroupConv2d({ group: C4, filters: 16, kernelSize: 3, padding: 1 });
 * conv.apply(tf.zeros([5, 17, 17, 4, 8])); // [5, 17, 17, 4, 16]
 */
export class GroupConv2d extends EquivariantConv2d {
  static readonly className: string = 'GroupConv2d';
  readonly group: Group;
  private bank: FilterBank | undefined;

  constructor(args: GroupConvArgs) {
    const group = groupNamed(args.group);
    super(args, args.kernelSize, group.order);
    this.group = group;
  }

  protected override kernelShape(inputShape: tf.Shape): number[] {
    const { name, order } = this.group;
    const channels = inputShape[4];
    if (inputShape.length !== 5 || inputShape[3] !== order || !channels) {
      throw new Error(
        `GroupConv2d takes fields on ${name}, [batch, height, width, ${order}, channels], but the shape is [${inputShape.join(', ')}]. A picture is lifted by LiftingConv2d first.`,
      );
    }
    this.bank = new FilterBank(this.group, this.kernelSize, channels, true);
    return [this.kernelSize, this.kernelSize, order, channels, this.filters];
  }

  protected override expand(kernel: tf.Tensor): tf.Tensor4D {
    return this.bank!.expand(kernel);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), group: this.group.name, kernelSize: this.kernelSize };
  }
}
tf.serialization.registerClass(GroupConv2d);
