import * as tf from '@tensorflow/tfjs';
import type { Group } from '../groups/Group';
import { groupNamed } from '../groups/groups';
import { EquivariantConv2d, type ConvArgs } from './EquivariantConv2d';
import { FilterBank } from './FilterBank';

/** Options of the convolutions over a group. */
export interface GroupConvArgs extends ConvArgs {
  /** The group, or its name. */
  group: Group | string;
  /** Height and width of the filters. */
  kernelSize: number;
}

/**
 * The lifting convolution: from a picture to a field on the group. One filter is learned, and the picture is
 * correlated with all its transformed copies:
 *
 * `y(x, g) = Σ_p Σ_i f_i(x + p) ψ_i(g⁻¹ p) + b` (Cohen & Welling 2016, equation 10)
 *
 * Input `[batch, height, width, inputs]`, output `[batch, height', width', |G|, filters]`; weights
 * `kernel [size, size, inputs, filters]` and `bias [filters]`, shared over the group.
 *
 * @throws Error if the input is no picture (rank 4)
 *
 * @example
 * const lift = new LiftingConv2d({ group: C4, filters: 8, kernelSize: 3, padding: 1 });
 * lift.apply(tf.zeros([5, 33, 33, 1])); // [5, 33, 33, 4, 8]
 */
export class LiftingConv2d extends EquivariantConv2d {
  static readonly className: string = 'LiftingConv2d';
  readonly group: Group;
  private bank: FilterBank | undefined;

  constructor(args: GroupConvArgs) {
    const group = groupNamed(args.group);
    super(args, args.kernelSize, group.order);
    this.group = group;
  }

  protected override kernelShape(inputShape: tf.Shape): number[] {
    const channels = inputShape[3];
    if (inputShape.length !== 4 || !channels) {
      throw new Error(
        `LiftingConv2d takes pictures [batch, height, width, channels], but the shape is [${inputShape.join(', ')}].`,
      );
    }
    this.bank = new FilterBank(this.group, this.kernelSize, channels, false);
    return [this.kernelSize, this.kernelSize, channels, this.filters];
  }

  protected override expand(kernel: tf.Tensor): tf.Tensor4D {
    return this.bank!.expand(kernel);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), group: this.group.name, kernelSize: this.kernelSize };
  }
}
tf.serialization.registerClass(LiftingConv2d);
