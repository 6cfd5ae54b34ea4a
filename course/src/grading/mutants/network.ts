import * as tf from '@tensorflow/tfjs';
import {
  C4,
  GroupBatchNorm,
  GroupConv2d,
  GroupMaxPool,
  IsotropicConv2d,
  LiftingConv2d,
  SpatialMaxPool,
  type GridGroup,
} from 'equivariant';
import type { ModelClass } from '../../checks/network/network';

type Layers = tf.layers.Layer[];

/** The parts of a network of the course; those left out are right. */
export interface NetworkOptions {
  /** Default C4; undefined stands for isotropic filters. */
  group?: GridGroup | undefined;
  channels?: number[];
  norm?: (stage: number) => Layers;
  /** Replaces the convolution of a stage (0 to 4). */
  convolution?: (stage: number, filters: number) => tf.layers.Layer | undefined;
  useBias?: boolean;
  padding?: number;
  pool?: (stage: number) => Layers;
  groupPool?: () => Layers;
  activation?: (stage: number) => Layers;
  /** The layers from the last picture to the logits. */
  head?: () => Layers;
  /** Changes the list of all layers. */
  change?: (layers: Layers) => Layers;
}

/** The pooling of stage 0 to 4. */
export const spatialPool = (stage: number): tf.layers.Layer =>
  new SpatialMaxPool(stage === 4 ? { strides: 1, padding: 'valid' } : {});

/** A linear layer to ten logits whose weights are the same in every network. */
export const linear = (
  args: Partial<Parameters<typeof tf.layers.dense>[0]> = {},
): tf.layers.Layer =>
  tf.layers.dense({
    units: 10,
    kernelInitializer: tf.initializers.glorotNormal({ seed: 6 }),
    ...args,
  });

/** A class of networks; right if no part is replaced. */
export function network(options: NetworkOptions): ModelClass {
  return class extends tf.Sequential {
    constructor() {
      super({ layers: networkLayers(options) });
    }
  };
}

/** The layers of such a network. */
export function networkLayers(options: NetworkOptions): Layers {
  const isotropic = isIsotropic(options);
  const {
    channels = usualChannels(options),
    norm = () => [],
    pool = (stage) => [spatialPool(stage)],
    groupPool = () => (isotropic ? [] : [new GroupMaxPool()]),
    activation = () => [tf.layers.reLU()],
    head = () => [tf.layers.flatten(), linear()],
    change = (layers) => layers,
  } = options;
  const stages = channels.flatMap((filters, stage) => [
    options.convolution?.(stage, filters) ?? convolution(options, stage, filters),
    ...norm(stage),
    ...pool(stage),
    ...(stage === channels.length - 1 ? groupPool() : []),
    ...activation(stage),
  ]);
  return change([...stages, ...head()]);
}

export const isIsotropic = (options: NetworkOptions): boolean =>
  'group' in options && options.group === undefined;

/** The channels of the five stages, if the options name none. */
export const usualChannels = (options: NetworkOptions): number[] =>
  isIsotropic(options) ? [32, 64, 128, 256, 128] : [8, 16, 32, 64, 128];

/** The convolution of stage 0 to 4. */
export function convolution(
  options: NetworkOptions & { kernelSize?: number },
  stage: number,
  filters: number,
): tf.layers.Layer {
  const { group = C4, padding = 1, useBias = true, kernelSize = 3 } = options;
  const args = {
    filters,
    useBias,
    seed: stage + 1,
    ...(stage === 0 && { inputShape: [33, 33, 1] }),
  };
  if (isIsotropic(options)) return new IsotropicConv2d(args);
  const over = { ...args, group, padding, kernelSize };
  return stage === 0 ? new LiftingConv2d(over) : new GroupConv2d(over);
}

/** The course's own normalization. */
export const groupNorm = (): Layers => [new GroupBatchNorm()];
