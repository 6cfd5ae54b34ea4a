import * as tf from '@tensorflow/tfjs';
import { assertFits } from '../backend/assertFits';
import { maxPool } from '../backend/maxPool';
import { onlyShape, onlyTensor, shapeText, wholeNumber, type LayerArgs } from './arguments';

/** Options of `SpatialMaxPool`. */
export interface SpatialMaxPoolArgs extends LayerArgs {
  /** Height and width of the window; default 3. */
  poolSize?: number;
  /** Step of the window; default 2. */
  strides?: number;
  /**
   * 'same' (default) pads so that an odd size n gives (n + 1) / 2 at stride 2; 'valid' does not
   * pad.
   */
  padding?: 'same' | 'valid';
}

/**
 * Max pooling over space only, of pictures or of fields on a group.
 *
 * With window 3, stride 2, padding 'same' and an *odd* size, the sampled pixels are symmetric about
 * the centre, so pooling commutes with rotations and reflections; with an even size they are not.
 *
 * Input `[batch, height, width, ...]`, output the same with a smaller height and width. With
 * padding 'valid' a window that does not fit is an error as soon as the input's shape is known.
 *
 * @example
 * new SpatialMaxPool().apply(tf.zeros([5, 33, 33, 4, 8])); // [5, 17, 17, 4, 8]
 */
export class SpatialMaxPool extends tf.layers.Layer {
  static readonly className: string = 'SpatialMaxPool';
  private readonly poolSize: number;
  private readonly strides: number;
  private readonly padding: 'same' | 'valid';

  constructor(args: SpatialMaxPoolArgs = {}) {
    super(args);
    this.poolSize = wholeNumber('SpatialMaxPool', 'poolSize', args.poolSize ?? 3, 1);
    this.strides = wholeNumber('SpatialMaxPool', 'strides', args.strides ?? 2, 1);
    this.padding = args.padding ?? 'same';
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs);
      const [batch, height, width, ...rest] = x.shape;
      // Group and channels form one axis: to a pooling over space, all of them are channels.
      const folded = x.reshape<tf.Tensor4D>([batch, height!, width!, -1]);
      const y = maxPool(folded, this.poolSize, this.strides, this.padding);
      return y.reshape([batch, y.shape[1], y.shape[2], ...rest]);
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch, height, width, ...rest] = onlyShape(inputShape);
    if (this.padding === 'valid') {
      const where = `SpatialMaxPool gets ${shapeText(onlyShape(inputShape))}`;
      assertFits([this.poolSize, this.poolSize], [height ?? Infinity, width ?? Infinity], where);
    }
    const cut = this.padding === 'same' ? 0 : this.poolSize - 1;
    const size = (n: number | null): number | null =>
      n === null ? null : Math.ceil((n - cut) / this.strides);
    return [batch!, size(height!), size(width!), ...rest];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      poolSize: this.poolSize,
      strides: this.strides,
      padding: this.padding,
    };
  }
}
tf.serialization.registerClass(SpatialMaxPool);
