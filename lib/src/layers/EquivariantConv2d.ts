import * as tf from '@tensorflow/tfjs';
import { onlyShape, onlyTensor, shapeText, wholeNumber, type LayerArgs } from './arguments';
import { convolve, convolvedSize } from '../backend/convolve';

/** Options of the convolution layers. */
export interface ConvArgs extends LayerArgs {
  /** Output channels (for each group element, if the output is a field). */
  filters: number;
  /** Zeros added on every side; default 0. */
  padding?: number;
  /** Whether each output channel has a bias, shared over the group; default true. */
  useBias?: boolean;
  /** Seed of the initial weights; default 0. */
  seed?: number;
}

/**
 * The base of the equivariant convolutions: a small kernel of free weights, expanded to a filter
 * bank, a plain convolution with that bank, and a bias for each channel. A subclass defines the
 * shape of its kernel and how the kernel is expanded.
 *
 * Weights start uniform in ±1/√(fan-in), PyTorch's default; the fan-in is that of the expanded
 * filters.
 */
export abstract class EquivariantConv2d extends tf.layers.Layer {
  protected readonly filters: number;
  protected readonly padding: number;
  protected readonly useBias: boolean;
  protected readonly seed: number;
  private kernel: tf.LayerVariable | undefined;
  private bias: tf.LayerVariable | undefined;
  private builtFor: tf.Shape = [];

  protected constructor(
    args: ConvArgs,
    /** Height and width of the filters. */
    protected readonly kernelSize: number,
    /** The length of the output's group axis; undefined if the output is a picture. */
    private readonly outputOrder: number | undefined,
  ) {
    super(args);
    const layer = this.getClassName();
    this.filters = wholeNumber(layer, 'filters', args.filters, 1);
    wholeNumber(layer, 'kernelSize', kernelSize, 1);
    this.padding = wholeNumber(layer, 'padding', args.padding ?? 0, 0);
    this.useBias = args.useBias ?? true;
    this.seed = args.seed ?? 0;
  }

  /**
   * The shape of the learned kernel; its last two axes are input and output channels.
   *
   * @throws Error if the layer cannot take such an input
   */
  protected abstract kernelShape(inputShape: tf.Shape): number[];

  /**
   * Expands the learned kernel to the filter bank `[size, size, all inputs, all outputs]` of a
   * plain convolution.
   */
  protected abstract expand(kernel: tf.Tensor): tf.Tensor4D;

  /**
   * The current filters of the plain convolution, `[size, size, inputs, outputs]`; for figures and
   * tests.
   */
  filterBank(): tf.Tensor4D {
    if (!this.kernel)
      throw new Error(`${this.name} has no weights before it has seen an input shape.`);
    const kernel = this.kernel.read();
    return tf.tidy(() => this.expand(kernel));
  }

  override build(shape: tf.Shape | tf.Shape[]): void {
    const inputShape = onlyShape(shape);
    const kernelShape = this.kernelShape(inputShape);
    const inputs = inputShape.slice(3).reduce<number>((product, n) => product * n!, 1);
    this.builtFor = inputShape;
    const limit = 1 / Math.sqrt(this.kernelSize ** 2 * inputs);
    const { seed } = this;
    const initializer = tf.initializers.randomUniform({ minval: -limit, maxval: limit, seed });
    this.kernel = this.addWeight('kernel', kernelShape, 'float32', initializer);
    if (this.useBias) {
      this.bias = this.addWeight('bias', [this.filters], 'float32', tf.initializers.zeros());
    }
    super.build(shape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs);
      const [batch, height, width] = x.shape;
      this.assertBuiltFor(x.shape);
      const folded = x.reshape<tf.Tensor4D>([batch, height!, width!, -1]);
      const y = convolve(folded, this.expand(this.kernel!.read()), this.padding, this.biases());
      return y.reshape(this.outputShapeOf([batch, y.shape[1], y.shape[2]]));
    });
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch, height, width] = onlyShape(shape);
    const where = `${this.getClassName()} gets ${shapeText(onlyShape(shape))}`;
    const size = (n: number | null): number | null =>
      convolvedSize(n, this.kernelSize, this.padding, where);
    return this.outputShapeOf([batch!, size(height!), size(width!)]);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      filters: this.filters,
      padding: this.padding,
      useBias: this.useBias,
      seed: this.seed,
    };
  }

  /** In a network the layer is built for what the one before it announces. */
  private assertBuiltFor(shape: number[]): void {
    if (shape.slice(3).join() === this.builtFor.slice(3).join()) return;
    throw new Error(
      `${this.getClassName()} was built for ${shapeText(this.builtFor)}, but gets ${shapeText(shape)}. Does the layer before it compute the shape that its computeOutputShape announces?`,
    );
  }

  /** The bias of each output of the plain convolution, shared over the group. */
  private biases(): tf.Tensor1D | undefined {
    const bias = this.bias?.read() as tf.Tensor1D | undefined;
    if (!bias || this.outputOrder === undefined) return bias;
    // Repeated by a sum, because TensorFlow.js computes the gradient of `tile` slice by slice.
    return tf.zeros([this.outputOrder, this.filters]).add(bias).reshape<tf.Tensor1D>([-1]);
  }

  private outputShapeOf<N extends number | null>(batchAndSpace: N[]): (N | number)[] {
    const group = this.outputOrder === undefined ? [] : [this.outputOrder];
    return [...batchAndSpace, ...group, this.filters];
  }
}
