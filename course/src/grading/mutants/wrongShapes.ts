import * as tf from '@tensorflow/tfjs';
import { C4, GroupConv2d, GroupMaxPool, SpatialMaxPool } from 'equivariant';
import type { ModelClass } from '../../checks/network/network';
import { type WrongAnswer, wrongBy } from './Mutants';
import { network, spatialPool } from './network';
import { OwnLayer } from './OwnLayer';

/** What a layer announces, for an input of this shape; `right` is what it computes. */
type Announce = (right: tf.Shape, input: tf.Shape) => tf.Shape;

/** Mistakes in what layers of a student's own announce before anything is computed. */
export function wrongShapes(): WrongAnswer<ModelClass>[] {
  const wrong = wrongBy(network);
  const pools = (announce: Announce) => ({
    pool: (stage: number) => [announcing(spatialPool(stage), announce)],
  });
  const second = (announce: Announce, args: { padding?: number; kernelSize?: number } = {}) => ({
    convolution: (stage: number, filters: number) =>
      stage === 1 ? announcing(convolution(filters, args), announce) : undefined,
  });
  return [
    wrong('own pooling without computeOutputShape', computes(33, 17), pools(inputs)),
    wrong(
      'own pooling that rounds down',
      computes(16, 17),
      pools(([batch, height, width, ...rest], [, size]) =>
        size! < 4 ? [batch!, height!, width!, ...rest] : [batch!, size! >> 1, size! >> 1, ...rest],
      ),
    ),
    wrong(
      'own group pooling without computeOutputShape',
      /return \[batch, 1, 1, 128\], or its call \[batch, 1, 1, 4, 128\]/,
      { groupPool: () => [announcing(new GroupMaxPool(), inputs)] },
    ),
    wrong(
      'own convolution without computeOutputShape',
      /return \[batch, 17, 17, 4, 16\], or its call \[batch, 17, 17, 4, 8\]/,
      second(inputs),
    ),
    wrong(
      'group and channels exchanged in computeOutputShape',
      /return \[batch, 17, 17, 4, 16\], or its call \[batch, 17, 17, 16, 4\]/,
      second(([batch, height, width, order, filters]) => [
        batch!,
        height!,
        width!,
        filters!,
        order!,
      ]),
    ),
    wrong(
      'padding forgotten in computeOutputShape',
      /return \[batch, 17, 17, 4, 16\], or its call \[batch, 15, 15, 4, 16\]/,
      second(([batch, height, width, ...rest]) => [batch!, height! - 2, width! - 2, ...rest]),
    ),
    wrong(
      'padding forgotten in call',
      /return \[batch, 15, 15, 4, 16\], or its call \[batch, 17, 17, 4, 16\]/,
      second((_, [batch, height, width]) => [batch!, height!, width!, 4, 16], { padding: 0 }),
    ),
    wrong(
      'computeOutputShape without the batch',
      /return \[batch, 17, 17, 4, 16\], or its call \[17, 17, 4, 16\]/,
      second(([, ...rest]) => rest),
      'all',
    ),
    wrong(
      'group and channels in one axis of computeOutputShape',
      /return \[batch, 17, 17, 4, 16\], or its call \[batch, 17, 17, 64\]/,
      second(([batch, height, width]) => [batch!, height!, width!, 64]),
      'all',
    ),
    wrong(
      'computeOutputShape returns nothing',
      /return forgotten/,
      second(() => undefined as unknown as tf.Shape),
      'all',
    ),
    wrong(
      'a filter that is larger than the picture',
      /smaller than the filter/,
      {
        convolution: (stage, filters) =>
          stage === 3 ? convolution(filters, { kernelSize: 9 }) : undefined,
        pool: (stage) => [spatialPool(stage), ...(stage === 2 ? [new SpatialMaxPool()] : [])],
      },
      'all',
    ),
    wrong(
      'own pooling once too often',
      /number of poolings/,
      { groupPool: () => [new GroupMaxPool(), ownPool()] },
      'all',
    ),
  ];
}

/** As a layer without `computeOutputShape` does. */
export const inputs: Announce = (_, input) => input;

const computes = (announced: number, computed: number): RegExp =>
  new RegExp(`return \\[batch, ${computed}, .* call \\[batch, ${announced}, `);

/** Has a layer announce another shape than it computes. */
export function announcing<L extends tf.layers.Layer>(layer: L, announce: Announce): L {
  const right = layer.computeOutputShape.bind(layer);
  layer.computeOutputShape = (shape) => announce(right(shape) as tf.Shape, shape as tf.Shape);
  return layer;
}

const convolution = (
  filters: number,
  args: { padding?: number; kernelSize?: number },
): GroupConv2d =>
  new GroupConv2d({ group: C4, filters, kernelSize: 3, padding: 1, seed: 2, ...args });

/** A pooling with a window that no longer fits. */
const ownPool = (): tf.layers.Layer =>
  new OwnLayer((x) => tf.maxPool(x as tf.Tensor4D, 3, 2, 'valid'));
