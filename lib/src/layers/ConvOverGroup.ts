import type * as tf from '@tensorflow/tfjs';
import type { GridGroup } from '../groups/GridGroup';
import { gridGroupNamed } from '../groups/registry';
import { EquivariantConv2d, type ConvArgs } from './EquivariantConv2d';
import { FilterBank } from './FilterBank';

/** Options of the convolutions over a group. */
export interface GroupConvArgs extends ConvArgs {
  /** The group, or its name. */
  group: GridGroup | string;
  /** Height and width of the filters. */
  kernelSize: number;
}

/**
 * The base of the convolutions over a group: their filters are the transformed copies of one
 * learned filter. A subclass defines which inputs it takes and whether its filter has a group axis.
 */
export abstract class ConvOverGroup extends EquivariantConv2d {
  readonly group: GridGroup;
  private bank: FilterBank | undefined;

  constructor(args: GroupConvArgs) {
    const group = gridGroupNamed(args.group);
    super(args, args.kernelSize, group.order);
    this.group = group;
  }

  /**
   * The shape of the kernel's axes between space and output channels: `[inputs]` or, on the group,
   * `[|G|, inputs]`.
   *
   * @throws Error if the layer cannot take such an input
   */
  protected abstract inputAxes(inputShape: tf.Shape): [number] | [number, number];

  protected override kernelShape(inputShape: tf.Shape): number[] {
    const axes = this.inputAxes(inputShape);
    const channels = axes[axes.length - 1]!;
    this.bank = new FilterBank(this.group, this.kernelSize, channels, axes.length === 2);
    return [this.kernelSize, this.kernelSize, ...axes, this.filters];
  }

  protected override expand(kernel: tf.Tensor): tf.Tensor4D {
    return this.bank!.expand(kernel);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), group: this.group.name, kernelSize: this.kernelSize };
  }
}
