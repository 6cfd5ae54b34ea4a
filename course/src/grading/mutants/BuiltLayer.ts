import * as tf from '@tensorflow/tfjs';

/** The arguments of the convolutions that are built here. */
export interface Args {
  filters: number;
  kernelSize?: number;
  padding?: number;
  useBias?: boolean;
}

/** How to build a layer: its weights, and its output from them and the input. */
export interface Blueprint {
  /** The shapes of its weights, without the bias. */
  weights: (args: Required<Args>, inputShape: number[]) => number[][];
  /** The shape of the bias. */
  bias?: (filters: number) => number[];
  /** Whether to create a bias even if useBias is false. */
  alwaysBias?: boolean;
  /** Initial weights; default normal. */
  initializer?: Parameters<tf.layers.Layer['addWeight']>[3];
  /** What its method `buildFilter` gives, for `call` to use. */
  filter?: (weights: tf.Tensor[], args: Required<Args>) => tf.Tensor;
  call: (
    x: tf.Tensor,
    weights: tf.Tensor[],
    bias: tf.Tensor | undefined,
    args: Required<Args>,
    layer: tf.layers.Layer & { buildFilter: () => tf.Tensor4D },
  ) => tf.Tensor;
}

/** A class of layers that take these arguments. */
export type LayerClass = new (args: Args) => tf.layers.Layer;

/** A class of layers from a blueprint; it tidies nothing. */
export function layerClass(blueprint: Blueprint): LayerClass {
  return class extends tf.layers.Layer {
    private readonly args: Required<Args>;
    private kernels: tf.LayerVariable[] = [];
    private bias: tf.LayerVariable | undefined;

    constructor(args: Args) {
      super({});
      this.args = { kernelSize: 3, padding: 0, useBias: true, ...args };
    }

    override build(shape: tf.Shape | tf.Shape[]): void {
      const inputShape = (Array.isArray(shape[0]) ? shape[0] : shape) as number[];
      const { initializer = tf.initializers.randomNormal({ seed: 1 }) } = blueprint;
      this.kernels = blueprint
        .weights(this.args, inputShape)
        .map((each, i) => this.addWeight(`kernel${i}`, each, 'float32', initializer));
      if (this.args.useBias || blueprint.alwaysBias) {
        const biasShape = blueprint.bias?.(this.args.filters) ?? [this.args.filters];
        this.bias = this.addWeight('bias', biasShape, 'float32', tf.initializers.zeros());
      }
      super.build(shape);
    }

    buildFilter(): tf.Tensor4D {
      const weights = this.kernels.map((kernel) => kernel.read());
      return blueprint.filter!(weights, this.args) as tf.Tensor4D;
    }

    override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      const weights = this.kernels.map((kernel) => kernel.read());
      return blueprint.call(x, weights, this.bias?.read(), this.args, this);
    }

    override getClassName(): string {
      return 'Built';
    }
  };
}

/** A plain convolution with stride 1 and zero padding. */
export function convolve(x: tf.Tensor4D, bank: tf.Tensor4D, padding: number): tf.Tensor4D {
  const border: [number, number] = [padding, padding];
  return tf.conv2d(tf.pad(x, [[0, 0], border, border, [0, 0]]), bank, 1, 'valid');
}

/** Adds the bias, if there is one. */
export const withBias = (y: tf.Tensor, bias: tf.Tensor | undefined): tf.Tensor =>
  bias ? y.add(bias) : y;
