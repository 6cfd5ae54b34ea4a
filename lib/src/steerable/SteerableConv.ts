import type * as tf from '@tensorflow/tfjs';
import type { Group } from '../groups/Group';
import { cyclicGroup } from '../groups/groups';
import { groupNamed } from '../groups/registry';
import { wholeNumber } from '../layers/arguments';
import { EquivariantConv2d, type ConvArgs } from '../layers/EquivariantConv2d';
import { SteerableBank } from './SteerableBank';

/** Options of the steerable convolutions. */
export interface SteerableConvArgs extends ConvArgs {
  /** The group, or its name: C_N, the turns by multiples of 360°/N. */
  group: Group | string;
  /** Height and width of the filters, odd; 5 or more, since smaller ones have room for one ring. */
  kernelSize: number;
  /**
   * The most waves that a ring of the filter carries; default 2. More waves resolve finer detail
   * but turn less exactly.
   */
  maxFrequency?: number;
}

/**
 * The base of the steerable convolutions: their filters are sums of circular harmonics, turned by
 * all multiples of 360°/N. They commute exactly with quarter turns (if 4 divides N) and nearly with
 * the other turns of C_N: pictures and filters are known only at the pixels.
 */
export abstract class SteerableConv extends EquivariantConv2d {
  readonly group: Group;
  protected readonly bank: SteerableBank;
  private readonly maxFrequency: number;

  constructor(args: SteerableConvArgs) {
    const group = groupNamed(args.group);
    super(args, args.kernelSize, group.order);
    const layer = this.getClassName();
    if (!cyclicGroup(group.order).isSameAs(group)) {
      throw new Error(
        `${layer} needs a cyclic group, such as C8 or cyclicGroup(12), but ${group.name} was given.`,
      );
    }
    this.group = group;
    this.maxFrequency = wholeNumber(layer, 'maxFrequency', args.maxFrequency ?? 2, 0);
    this.bank = new SteerableBank(group, this.kernelSize, this.maxFrequency);
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { group, kernelSize, maxFrequency } = this;
    return { ...super.getConfig(), group: group.name, kernelSize, maxFrequency };
  }
}
