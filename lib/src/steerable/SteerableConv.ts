import type * as tf from '@tensorflow/tfjs';
import { wholeNumber } from '../layers/arguments';
import { EquivariantConv2d, type ConvArgs } from '../layers/EquivariantConv2d';
import { SteerableBank } from './SteerableBank';

/** Options of the steerable convolutions. */
export interface SteerableConvArgs extends ConvArgs {
  /** The number of orientations, N: the group is C_N, turns by multiples of 360°/N. */
  order: number;
  /** Height and width of the filters, odd; 5 or more, since smaller ones have room for one ring only. */
  kernelSize: number;
  /** The most waves that a ring of the filter carries; default 2. More see finer detail and turn less exactly. */
  maxFrequency?: number;
}

/**
 * What the steerable convolutions share: filters that are sums of circular harmonics, turned by all multiples of 360°/N. They
 * commute with quarter turns exactly (if 4 divides N) and with the other turns of C_N nearly: pictures and filters
 * are known on the pixels alone.
 */
export abstract class SteerableConv extends EquivariantConv2d {
  protected readonly order: number;
  protected readonly bank: SteerableBank;
  private readonly maxFrequency: number;

  constructor(args: SteerableConvArgs) {
    super(args, args.kernelSize, args.order);
    const layer = this.getClassName();
    this.order = wholeNumber(layer, 'order', args.order, 1);
    this.maxFrequency = wholeNumber(layer, 'maxFrequency', args.maxFrequency ?? 2, 0);
    this.bank = new SteerableBank(this.order, this.kernelSize, this.maxFrequency);
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { order, kernelSize, maxFrequency } = this;
    return { ...super.getConfig(), order, kernelSize, maxFrequency };
  }
}
