import * as tf from '@tensorflow/tfjs';
import { C1, C4, D4 } from '../groups/groups';
import { IsotropicConv2d } from '../layers/IsotropicConv2d';
import { bestRecipe, courseRecipe, type Recipe } from '../training/recipes';
import {
  deepCNNLayers,
  groupCNNLayers,
  inputShape,
  linearHead,
  spatialPool,
  type ModelArgs,
} from './groupCNN';

const groupChannels = [8, 16, 32, 64, 128];

/**
 * A rotation-invariant network: a quarter turn of the picture does not change its logits. 393,290
 * parameters.
 *
 * `[batch, 33, 33, 1]` to logits `[batch, 10]`, no softmax.
 *
 * @example
 * new C4CNN({ seed: 1 }).predict(tf.zeros([5, 33, 33, 1])); // [5, 10]
 */
export class C4CNN extends tf.Sequential {
  static readonly group = C4;

  constructor({ seed = 0, channels = groupChannels }: ModelArgs = {}) {
    super({ layers: groupCNNLayers(C4, channels, seed, false) });
  }
}

/**
 * `C4CNN` with an equivariant batch normalization after every convolution.
 *
 * `[batch, 33, 33, 1]` to logits `[batch, 10]`, no softmax.
 */
export class C4CNNWithBatchNorm extends tf.Sequential {
  static readonly group = C4;
  static readonly recipe = (): Recipe => courseRecipe(4e-3);

  constructor({ seed = 0, channels = groupChannels }: ModelArgs = {}) {
    super({ layers: groupCNNLayers(C4, channels, seed, true) });
  }
}

/**
 * The course's best network: rotation-invariant, deeper and narrower than `C4CNNWithBatchNorm`. It
 * pools half as often, and ends with the mean over space instead of the maximum. 224,940
 * parameters. Train it with `bestRecipe`.
 *
 * `[batch, 33, 33, 1]` to logits `[batch, 10]`, no softmax.
 */
export class DeepC4CNN extends tf.Sequential {
  static readonly group = C4;
  static readonly recipe = bestRecipe;

  constructor({ seed = 0, channels = [10, 20, 20, 40, 40, 80] }: ModelArgs = {}) {
    super({ layers: deepCNNLayers(C4, channels, seed) });
  }
}

/**
 * A network that is invariant under rotations *and reflections*: `C4CNN` over D4, with as many
 * channels for each of twice as many group elements.
 *
 * `[batch, 33, 33, 1]` to logits `[batch, 10]`, no softmax.
 */
export class D4CNN extends tf.Sequential {
  static readonly group = D4;

  constructor({ seed = 0, channels = groupChannels }: ModelArgs = {}) {
    super({ layers: groupCNNLayers(D4, channels, seed, false) });
  }
}

/**
 * A network of ordinary convolutions, without any symmetry but translations: `C4CNN` over the group
 * with one element. More channels give it about as many parameters, 394,890.
 *
 * `[batch, 33, 33, 1]` to logits `[batch, 10]`, no softmax.
 */
export class PlainCNN extends tf.Sequential {
  constructor({ seed = 0, channels = [16, 32, 64, 128, 256] }: ModelArgs = {}) {
    super({ layers: groupCNNLayers(C1, channels, seed, false) });
  }
}

/**
 * An invariant network with isotropic filters only, and with as many feature maps as `C4CNN`.
 *
 * `[batch, 33, 33, 1]` to logits `[batch, 10]`, no softmax.
 */
export class IsotropicCNN extends tf.Sequential {
  static readonly group = D4;

  constructor({ seed = 0, channels = [32, 64, 128, 256, 128] }: ModelArgs = {}) {
    const layers = channels.flatMap((filters, i) => [
      new IsotropicConv2d({
        filters,
        seed: seed * 100 + i,
        name: `conv${i}`,
        ...(i === 0 && { inputShape }),
      }),
      spatialPool(i, i === channels.length - 1),
      tf.layers.reLU({ name: `relu${i}` }),
    ]);
    super({ layers: [...layers, ...linearHead(seed)] });
  }
}
