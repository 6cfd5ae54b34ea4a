import * as tf from '@tensorflow/tfjs';
import { gatherRows, inverseRows } from '../backend/gatherRows';
import type { Group } from '../groups/Group';
import { circularHarmonics, harmonicAt } from './circularHarmonics';

/**
 * The filter bank of a steerable layer over C_N: one learned filter, turned by all multiples of
 * 360°/N.
 *
 * The filter is a weighted sum of circular harmonics, `ψ = Σ_b w_b ψ_b`, so its turned copies are
 * sums of turned harmonics with the same weights: `ψ_r(p) = Σ_b w_b ψ_b(R⁻ʳ p)`. The turned
 * harmonics are sampled at the pixels once, in the constructor. On the group, copy r also permutes
 * the orientations: it takes `w_b(s - r)` for input orientation s (Weiler, Hamprecht & Storath
 * 2018).
 */
export class SteerableBank {
  /** The number of weights of a filter for each pair of channels (and each orientation). */
  readonly harmonics: number;
  /** `[order, size², harmonics]` */
  private readonly samples: Float32Array;
  private readonly rows: Int32Array;
  private readonly uses: Int32Array;

  private readonly order: number;

  /**
   * @param group C_N
   * @param size height and width of the filters, odd
   */
  constructor(
    group: Group,
    private readonly size: number,
    maxFrequency: number,
  ) {
    this.order = group.order;
    const { count, samples } = sampleHarmonics(group.order, size, maxFrequency);
    this.harmonics = count;
    this.samples = samples;
    this.rows = shiftedRows(group, count);
    this.uses = inverseRows(this.rows);
  }

  /**
   * For a lifting convolution: from weights `[harmonics, inputs, outputs]` to the bank
   * `[size, size, inputs, order·outputs]`.
   */
  expandLifting(weights: tf.Tensor3D): tf.Tensor4D {
    const [count, inputs, outputs] = weights.shape;
    const samples = tf.tensor2d(this.samples, [this.order * this.size ** 2, count]);
    return this.arrange(samples.matMul(weights.reshape([count, -1])), inputs, outputs);
  }

  /**
   * For a group convolution: from weights `[harmonics, order, inputs, outputs]` to the bank
   * `[size, size, order·inputs, order·outputs]`.
   */
  expandOnGroup(weights: tf.Tensor4D): tf.Tensor4D {
    const [count, order, inputs, outputs] = weights.shape;
    const samples = tf.tensor3d(this.samples, [order, this.size ** 2, count]);
    const flat = weights.reshape<tf.Tensor2D>([count * order, inputs * outputs]);
    const shifted = gatherRows(flat, this.rows, this.uses).reshape([order, count, -1]);
    return this.arrange(samples.matMul(shifted), order * inputs, outputs);
  }

  /** Moves the axis of the copies from the front to before the output channels. */
  private arrange(bank: tf.Tensor, inputs: number, outputs: number): tf.Tensor4D {
    const { order, size } = this;
    return bank
      .reshape([order, size ** 2, inputs, outputs])
      .transpose([1, 2, 0, 3])
      .reshape([size, size, inputs, order * outputs]);
  }
}

/**
 * Samples the harmonics, turned by every element, at every pixel. All get the same norm. With it,
 * filters of random weights are as strong as filters with a random weight for each pixel, so that
 * layers start like ordinary ones.
 */
function sampleHarmonics(
  order: number,
  size: number,
  maxFrequency: number,
): { count: number; samples: Float32Array } {
  const harmonics = circularHarmonics(size, maxFrequency);
  const count = harmonics.length;
  const middle = (size - 1) / 2;
  const samples = new Float32Array(order * size ** 2 * count);
  harmonics.forEach((harmonic, b) => {
    const valueAt = (pixel: number, angle: number): number =>
      harmonicAt(harmonic, (pixel % size) - middle, middle - Math.floor(pixel / size), angle);
    const norm = Math.hypot(...Array.from({ length: size ** 2 }, (_, pixel) => valueAt(pixel, 0)));
    const scale = Math.sqrt(size ** 2 / count) / norm;
    for (let r = 0; r < order; r++) {
      for (let pixel = 0; pixel < size ** 2; pixel++) {
        const index = (r * size ** 2 + pixel) * count + b;
        samples[index] = scale * valueAt(pixel, (2 * Math.PI * r) / order);
      }
    }
  });
  return { count, samples };
}

/** For each copy r, harmonic b and input orientation s, the row of the weights (b, r⁻¹s). */
function shiftedRows(group: Group, count: number): Int32Array {
  const rows: number[] = [];
  for (const r of group.elements) {
    for (let b = 0; b < count; b++) {
      for (const s of group.elements) {
        rows.push(b * group.order + group.product(group.inverse(r), s));
      }
    }
  }
  return Int32Array.from(rows);
}
