import * as tf from '@tensorflow/tfjs';
import { Wrong } from '../Finding';
import { randomSeed } from '../randomSeed';
import type { Symmetry } from '../symmetry';
import { laidOut, tensorOf } from '../values';

/** A kind of convolution, as its check sees it. */
export interface ConvolutionKind<Element extends number = number> {
  /** The group whose elements must commute with the layer. */
  symmetry: Symmetry<Element>;
  /** Whether inputs are fields on the group rather than pictures. */
  takesFields: boolean;
  /** Whether outputs are fields. */
  givesFields: boolean;
}

/** How to create a layer, and the size of its input. */
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

/** Creates a layer of the answer's class. */
export type MakeLayer = (setting: Setting) => tf.layers.Layer;

/** Creates a trial in the usual setting with a change. */
export type Make = (change?: Partial<Setting>) => Trial;

/** The methods that students write; one is examined alone where the check gives the other. */
export type Method = 'buildFilter' | 'call';

/** A layer that has its filters computed by a method of its own, as the notebooks ask. */
interface Filtering {
  /** `[size, size, (|H| ·) inputs, (|G| ·) filters]` */
  buildFilter: () => unknown;
}

/**
 * A layer under examination. Its weights, whatever their shapes, are set to distinct numbers, so
 * that no zeros, symmetries or tiny values hide a mistake.
 */
export class Trial {
  readonly layer: tf.layers.Layer;
  /** Group elements of the input; 1 for pictures. */
  readonly inputOrder: number;
  /** Group elements of the output; 1 for pictures. */
  readonly outputOrder: number;

  /**
   * Creates the layer, lets it build its weights and replaces them.
   *
   * @param given the method that the check has in place of the answer's
   */
  constructor(
    make: MakeLayer,
    readonly kind: ConvolutionKind,
    readonly setting: Setting,
    private readonly given?: Method,
  ) {
    this.inputOrder = kind.takesFields ? kind.symmetry.group.order : 1;
    this.outputOrder = kind.givesFields ? kind.symmetry.group.order : 1;
    this.layer = make(setting);
    if (given === 'buildFilter') this.giveFilter();
    if (given === 'call') this.layer.build(this.inputShape());
    else this.apply(tf.zeros(this.inputShape()));
    const weights = this.layer.trainableWeights;
    weights.forEach((weight, i) => {
      const shape = weight.read().shape;
      const numbers = differentNumbers(tf.util.sizeFromShape(shape), i, weights.length);
      weight.write(tf.tensor(numbers, shape));
    });
  }

  /**
   * The layer's output, as it is.
   *
   * @throws Wrong if it is not a tensor
   */
  raw(x: tf.Tensor): tf.Tensor {
    return this.given === 'call' ? this.convolved(x) : tensorOf(this.layer.apply(x), 'call');
  }

  /** What `call` should make of the answer's filter and a picture, without the bias. */
  private convolved(x: tf.Tensor): tf.Tensor {
    const filter = tensorOf((this.layer as unknown as Filtering).buildFilter(), 'buildFilter');
    const expected = this.filterShape();
    if (filter.shape.join() !== expected.join()) {
      throw new Wrong(
        `buildFilter should give the shape [${expected.join(', ')}], but gives [${filter.shape.join(', ')}]`,
        {
          hint: 'Write the expected shape beside each step of buildFilter and print what you get.',
        },
      );
    }
    const { padding } = this.setting;
    const border: [number, number] = [padding, padding];
    const folded = x.reshape<tf.Tensor4D>([...x.shape.slice(0, 3), -1]);
    const padded = tf.pad(folded, [[0, 0], border, border, [0, 0]]);
    const y = tf.conv2d(padded, filter as tf.Tensor4D, 1, 'valid');
    return y.reshape([...y.shape.slice(0, 3), ...this.outputShape().slice(3)]);
  }

  /** Gives the layer a filter, whatever its own `buildFilter` does. */
  giveFilter(): void {
    const shape = this.filterShape();
    const filter = tf.tensor(differentNumbers(tf.util.sizeFromShape(shape), 0, 1), shape);
    // A copy each time: the answer may dispose of it.
    (this.layer as unknown as Filtering).buildFilter = () => filter.clone();
  }

  private filterShape(): number[] {
    const { kernelSize, inputs, filters } = this.setting;
    return [kernelSize, kernelSize, this.inputOrder * inputs, this.outputOrder * filters];
  }

  /** The layer's output with its axes in order, if it can be put in order. */
  apply(x: tf.Tensor): tf.Tensor {
    const y = this.raw(x);
    return laidOut(y, this.outputShape().slice(3)) ?? y;
  }

  /** The output minus the part that does not depend on the input. */
  linearPart(x: tf.Tensor): tf.Tensor {
    return this.apply(x).sub(this.apply(tf.zerosLike(x)));
  }

  /** How far the shape of the output is right: all of it, or its axes from this one on. */
  hasShape(output: tf.Tensor, from = 0): boolean {
    return output.shape.slice(from).join() === this.outputShape().slice(from).join();
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
 * `count` evenly spaced numbers in -1 .. 1, shuffled. None is close to another one, to the negative
 * of one, or to a number of another weight: this is number `weight` of `weights`.
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
