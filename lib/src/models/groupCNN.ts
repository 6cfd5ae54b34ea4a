import * as tf from '@tensorflow/tfjs';
import type { GridGroup } from '../groups/GridGroup';
import type { GroupConvArgs } from '../layers/ConvOverGroup';
import { GroupBatchNorm } from '../layers/GroupBatchNorm';
import { GroupConv2d } from '../layers/GroupConv2d';
import { GroupMaxPool } from '../layers/GroupMaxPool';
import { LiftingConv2d } from '../layers/LiftingConv2d';
import { SpatialMaxPool } from '../layers/SpatialMaxPool';
import { SpatialMeanPool } from '../layers/SpatialMeanPool';
import type { Recipe } from '../training/recipes';

/** Options of the course's models. */
export interface ModelArgs {
  /** Seed of the initial weights; default 0. */
  seed?: number;
  /** Channels after each convolution (for each group element, if there is a group). */
  channels?: readonly number[];
}

/** The class of a model that can be measured: it names its group, and perhaps its recipe. */
export interface MeasurableModel {
  new (args?: ModelArgs): tf.LayersModel;
  /** The group whose elements do not change the logits. */
  readonly group: GridGroup;
  /** How to train it; default: `courseRecipe`. */
  readonly recipe?: () => Recipe;
}

/** Height, width and channels of the pictures that the models take. */
export const inputShape: [number, number, number] = [33, 33, 1];
/** The number of classes, the digits 0 to 9. */
export const classes = 10;

/**
 * The layers of a network over `group`: a lifting convolution and group convolutions (3x3, padding
 * 1), each followed by an optional batch normalization, a max pooling over space and a ReLU. The
 * last pooling is also over the group and leaves one pixel. A linear layer computes the logits.
 *
 * The sizes are 33, 17, 9, 5, 3, 1: all odd, so that every pooling commutes with the group.
 */
export function groupCNNLayers(
  group: GridGroup,
  channels: readonly number[],
  seed: number,
  batchNorm: boolean,
): tf.layers.Layer[] {
  const layers: tf.layers.Layer[] = [];
  channels.forEach((filters, i) => {
    const args = { group, filters, seed: seed * 100 + i };
    const last = i === channels.length - 1;
    layers.push(convolution(i, args));
    if (batchNorm) layers.push(new GroupBatchNorm({ name: `norm${i}` }));
    layers.push(spatialPool(i, last));
    if (last) layers.push(new GroupMaxPool({ name: 'group_pool' }));
    layers.push(tf.layers.reLU({ name: `relu${i}` }));
  });
  return [...layers, ...linearHead(seed)];
}

/**
 * The layers of a deeper network over `group`: each convolution is followed by a batch
 * normalization and a ReLU, with a max pooling over space in between after every other one. The
 * mean over space, the maximum over the group and a linear layer follow.
 */
export function deepCNNLayers(
  group: GridGroup,
  channels: readonly number[],
  seed: number,
): tf.layers.Layer[] {
  const layers = channels.flatMap((filters, i) => {
    // The normalization would cancel a bias.
    return [
      convolution(i, { group, filters, seed: seed * 100 + i, useBias: false }),
      new GroupBatchNorm({ name: `norm${i}` }),
      ...(i % 2 === 0 ? [spatialPool(i, false)] : []),
      tf.layers.reLU({ name: `relu${i}` }),
    ];
  });
  const means = new SpatialMeanPool({ name: 'space_mean' });
  return [...layers, means, new GroupMaxPool({ name: 'group_pool' }), ...linearHead(seed)];
}

/** Convolution i, 3x3 with padding 1; the first one lifts. */
function convolution(i: number, args: Omit<GroupConvArgs, 'kernelSize'>): tf.layers.Layer {
  const all = { ...args, kernelSize: 3, padding: 1 };
  return i === 0
    ? new LiftingConv2d({ ...all, name: 'lift', inputShape })
    : new GroupConv2d({ ...all, name: `conv${i}` });
}

/** The pooling after convolution i: 3x3 with stride 2; the last one, 3x3 to a single pixel. */
export function spatialPool(i: number, last: boolean): SpatialMaxPool {
  return new SpatialMaxPool({ name: `pool${i}`, ...(last && { strides: 1, padding: 'valid' }) });
}

/** A linear layer from the remaining pixel to the logits. */
export function linearHead(seed: number): tf.layers.Layer[] {
  const kernelInitializer = tf.initializers.varianceScaling({
    scale: 1 / 3,
    mode: 'fanIn',
    distribution: 'uniform',
    seed: seed * 100 + 99,
  });
  return [
    tf.layers.flatten({ name: 'features' }),
    tf.layers.dense({ name: 'logits', units: classes, kernelInitializer }),
  ];
}
