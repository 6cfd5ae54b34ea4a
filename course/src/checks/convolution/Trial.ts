import * as tf from '@tensorflow/tfjs';
import { randomSeed } from '../randomSeed';
import type { Symmetry } from '../symmetry';
import { tensorOf } from '../values';

/** A kind of convolution, as its check sees it. */
export interface ConvolutionKind<Element extends number = number> {
  /** The group whose elements must commute with the layer. */
  symmetry: Symmetry<Element>;
  /** Whether inputs are fields on the group; otherwise pictures. */
  takesFields: boolean;
  /** Whether outputs are. */
  givesFields: boolean;
}

/** How a layer is made and what it is given. */
export interface Setting {
  /** Input channels. */
  inputs: number;
  filters: number;
  kernelSize: number;
  padding: number;
  useBias?: boolean;
  /** Height and width of the pictures or fields. */
  size: number;
  batch?: number;
}

/** Makes a layer of an answer. */
export type MakeLayer = (setting: Setting) => tf.layers.Layer;

/**
 * One layer of an answer under examination. Its weights are set to numbers that all differ, so that
 * no zero, symmetry or small size of the initial ones hides a mistake, whatever the shapes of the
 * weights are.
 */
export class Trial {
  readonly layer: tf.layers.Layer;
  /** Group elements of the input; 1 for pictures. */
  readonly inputOrder: number;
  /** Group elements of the output; 1 for pictures. */
  readonly outputOrder: number;

  /** Makes the layer, lets it build its weights, and replaces them. */
  constructor(
    make: MakeLayer,
    readonly kind: ConvolutionKind,
    readonly setting: Setting,
  ) {
    this.inputOrder = kind.takesFields ? kind.symmetry.group.order : 1;
    this.outputOrder = kind.givesFields ? kind.symmetry.group.order : 1;
    this.layer = make(setting);
    this.apply(tf.zeros(this.inputShape()));
    const weights = this.layer.trainableWeights;
    weights.forEach((weight, i) => {
      const shape = weight.read().shape;
      const numbers = differentNumbers(tf.util.sizeFromShape(shape), i, weights.length);
      weight.write(tf.tensor(numbers, shape));
    });
  }

  /**
   * The layer's answer.
   *
   * @throws Wrong if it is no tensor
   */
  apply(x: tf.Tensor): tf.Tensor {
    return tensorOf(this.layer.apply(x), 'call');
  }

  /** The answer without the part that does not depend on the input. */
  linearPart(x: tf.Tensor): tf.Tensor {
    return this.apply(x).sub(this.apply(tf.zerosLike(x)));
  }

  /** A picture or field of random numbers in -1 .. 1. */
  input(seed: number): tf.Tensor {
    return tf.randomUniform(this.inputShape(), -1, 1, 'float32', randomSeed(seed));
  }

  /** `[batch, size, size, (|G|,) inputs]` */
  inputShape(): number[] {
    const { batch = 2, size, inputs } = this.setting;
    return [batch, size, size, ...(this.kind.takesFields ? [this.inputOrder] : []), inputs];
  }

  /** `[batch, size', size', (|G|,) filters]` with `size' = size + 2·padding - kernelSize + 1` */
  outputShape(): number[] {
    const { batch = 2, size, kernelSize, padding, filters } = this.setting;
    const out = size + 2 * padding - kernelSize + 1;
    return [batch, out, out, ...(this.kind.givesFields ? [this.outputOrder] : []), filters];
  }
}

/**
 * `count` numbers in -1 .. 1 in an order of their own, evenly spaced, so that none of them is close
 * to another one, to one's opposite, or to one of another weight: `weight` of `weights`.
 */
function differentNumbers(count: number, weight: number, weights: number): Float32Array {
  const places = [
    ...tf
      .randomUniform([count], 0, 1, 'float32', randomSeed(weight + 1))
      .dataSync()
      .entries(),
  ];
  const numbers = new Float32Array(count);
  places
    .sort(([, a], [, b]) => a - b)
    .forEach(([place], rank) => {
      numbers[place] = (2 * (rank + 0.6 + (0.3 * weight) / weights)) / count - 1;
    });
  return numbers;
}
