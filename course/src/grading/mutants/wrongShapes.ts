import * as tf from '@tensorflow/tfjs';
import { C4, GroupMaxPool, SpatialMaxPool } from 'equivariant';
import type { ModelClass } from '../../checks/network/network';
import { type WrongAnswer, wrongBy } from './Mutants';
import {
  convolution,
  isIsotropic,
  network,
  spatialPool,
  usualChannels,
  type NetworkOptions,
} from './network';
import { OwnLayer } from './OwnLayer';

/** What a layer announces, for an input of this shape; `right` is what it computes. */
type Announce = (right: tf.Shape, input: tf.Shape) => tf.Shape;

/** Mistakes in what layers of a student's own announce before anything is computed. */
export function wrongShapes(options: NetworkOptions): WrongAnswer<ModelClass>[] {
  const wrong = wrongBy((change: NetworkOptions) => network({ ...options, ...change }));
  const order = isIsotropic(options) ? [] : [(options.group ?? C4).order];
  const [first, second, , , last] = options.channels ?? usualChannels(options);
  const field = (size: number, channels: number): number[] => [size, size, ...order, channels];
  const right = field(17, second!);
  const pools = (announce: Announce) => ({
    pool: (stage: number) => [announcing(spatialPool(stage), announce)],
  });
  const secondStage = (announce: Announce, args: NetworkOptions = {}) => ({
    convolution: (stage: number, filters: number) =>
      stage === 1
        ? announcing(convolution({ ...options, ...args }, stage, filters), announce)
        : undefined,
  });
  return [
    wrong(
      'own pooling without computeOutputShape',
      computes(field(33, first!), field(17, first!)),
      pools(inputs),
    ),
    wrong(
      'own pooling that rounds down',
      computes(field(16, first!), field(17, first!)),
      pools(([batch, height, width, ...rest], [, size]) =>
        size! < 4 ? [batch!, height!, width!, ...rest] : [batch!, size! >> 1, size! >> 1, ...rest],
      ),
    ),
    wrong(
      'own convolution without computeOutputShape',
      computes(field(17, first!), right),
      secondStage(inputs),
    ),
    wrong(
      'padding forgotten in computeOutputShape',
      computes(field(15, second!), right),
      secondStage(([batch, height, width, ...rest]) => [batch!, height! - 2, width! - 2, ...rest]),
    ),
    wrong(
      'computeOutputShape without the batch',
      new RegExp(`return \\[batch, ${right.join(', ')}\\], or its call \\[${right.join(', ')}\\]`),
      secondStage(([, ...rest]) => rest),
      'all',
    ),
    wrong(
      'computeOutputShape returns nothing',
      /return forgotten/,
      secondStage(() => undefined as unknown as tf.Shape),
      'all',
    ),
    wrong(
      'own pooling once too often',
      /number of poolings/,
      { groupPool: () => [...(order.length > 0 ? [new GroupMaxPool()] : []), ownPool()] },
      'all',
    ),
    ...order.flatMap((elements) => [
      wrong(
        'own group pooling without computeOutputShape',
        computes(field(1, last!), [1, 1, last!]),
        {
          groupPool: () => [announcing(new GroupMaxPool(), inputs)],
        },
      ),
      // On D4 there are as many channels as elements.
      ...(second === elements
        ? []
        : [
            wrong(
              'group and channels exchanged in computeOutputShape',
              computes([17, 17, second!, elements], right),
              secondStage(([batch, height, width, group, filters]) => [
                batch!,
                height!,
                width!,
                filters!,
                group!,
              ]),
            ),
          ]),
      wrong(
        'padding forgotten in call',
        computes(right, field(15, second!)),
        secondStage((_, [batch]) => [batch!, ...right], { padding: 0 }),
      ),
      wrong(
        'group and channels in one axis of computeOutputShape',
        computes([17, 17, elements * second!], right),
        secondStage(([batch, height, width]) => [batch!, height!, width!, elements * second!]),
        'all',
      ),
      wrong(
        'a filter that is larger than the picture',
        /smaller than the filter/,
        {
          convolution: (stage, filters) =>
            stage === 3 ? convolution({ ...options, kernelSize: 9 }, stage, filters) : undefined,
          pool: (stage) => [spatialPool(stage), ...(stage === 2 ? [new SpatialMaxPool()] : [])],
        },
        'all',
      ),
    ]),
  ];
}

/** As a layer without `computeOutputShape` does. */
export const inputs: Announce = (_, input) => input;

const computes = (announced: number[], computed: number[]): RegExp =>
  new RegExp(
    `return \\[batch, ${computed.join(', ')}\\], or its call \\[batch, ${announced.join(', ')}\\]`,
  );

/** Has a layer announce another shape than it computes. */
export function announcing<L extends tf.layers.Layer>(layer: L, announce: Announce): L {
  const right = layer.computeOutputShape.bind(layer);
  layer.computeOutputShape = (shape) => announce(right(shape) as tf.Shape, shape as tf.Shape);
  return layer;
}

/** A pooling with a window that no longer fits. */
const ownPool = (): tf.layers.Layer =>
  new OwnLayer((x) => tf.maxPool(x as tf.Tensor4D, 3, 2, 'valid'));
