import * as tf from '@tensorflow/tfjs';
import { EquivariantConv2d, type ConvArgs } from './EquivariantConv2d';
import { shapeText } from './arguments';

/** Options of `IsotropicConv2d`. */
export type IsotropicConvArgs = Omit<ConvArgs, 'padding'>;

/** For each of the 3x3 pixels: 0 for the centre, 1 for the ring of eight around it. */
const orbits = [1, 1, 1, 1, 0, 1, 1, 1, 1];

/**
 * A 3x3 convolution, padding 1, whose filters look the same from every side: one weight for the
 * centre, one for the ring of eight. It maps pictures to pictures and commutes with every rotation
 * and reflection of the grid.
 *
 * Input `[batch, height, width, inputs]`, output `[batch, height, width, filters]`; weights
 * `kernel [2, inputs, filters]` (centre, ring) and `bias [filters]`.
 *
 * @throws Error if the input is not a picture (rank 4)
 *
 * @example
 * new IsotropicConv2d({ filters: 32 }).apply(tf.zeros([5, 33, 33, 1])); // [5, 33, 33, 32]
 */
export class IsotropicConv2d extends EquivariantConv2d {
  static readonly className: string = 'IsotropicConv2d';

  constructor(args: IsotropicConvArgs) {
    super({ ...args, padding: 1 }, 3, undefined);
  }

  protected override kernelShape(inputShape: tf.Shape): number[] {
    const channels = inputShape[3];
    if (inputShape.length !== 4 || !channels) {
      throw new Error(
        `IsotropicConv2d takes pictures [batch, height, width, channels], but the shape is ${shapeText(inputShape)}.`,
      );
    }
    return [2, channels, this.filters];
  }

  protected override expand(kernel: tf.Tensor): tf.Tensor4D {
    const [, inputs, outputs] = kernel.shape;
    return tf.gather(kernel, tf.tensor1d(orbits, 'int32')).reshape([3, 3, inputs!, outputs!]);
  }
}
tf.serialization.registerClass(IsotropicConv2d);
