import * as tf from '@tensorflow/tfjs';
import type { GridGroup } from '../groups/GridGroup';
import { C4, D4, d4 } from '../groups/groups';

/**
 * The action of a group element on pictures, `(L_g f)(x) = f(g⁻¹ x)`: it moves the pixel grid.
 *
 * @param x pictures `[batch, size, size, channels]`
 * @returns pictures of the same shape
 * @throws Error if the pictures are not square
 */
export function transformImage(group: GridGroup, g: number, x: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => {
    const [batch, , , channels] = x.shape;
    const pixels = movePixels(group, g, x.reshape([batch, -1, channels]), squareSize(x));
    return pixels.reshape(x.shape);
  });
}

/**
 * The action of a group element on feature fields, `(L_g f)(x, h) = f(g⁻¹ x, g⁻¹ h)`: it moves the
 * pixel grid *and* permutes the group axis.
 *
 * @param f a field `[batch, size, size, |G|, channels]`
 * @returns a field of the same shape
 * @throws Error if the field is not square, or the length of its group axis is not |G|
 */
export function transformField(group: GridGroup, g: number, f: tf.Tensor5D): tf.Tensor5D {
  const [batch, , , order, channels] = f.shape;
  if (order !== group.order) {
    throw new Error(
      `A field on ${group.name} has ${group.order} entries on its group axis (axis 3), but the shape is [${f.shape.join(', ')}].`,
    );
  }
  return tf.tidy(() => {
    const moved = movePixels(group, g, f.reshape([batch, -1, order * channels]), squareSize(f));
    const back = group.inverse(g);
    const source = group.elements.map((h) => group.product(back, h));
    return tf.gather(moved.reshape<tf.Tensor5D>(f.shape), tf.tensor1d(source, 'int32'), 3);
  });
}

/**
 * The action of a group element on a layer's input or output. The rank says which it is: pictures
 * (4), fields on the group (5), or invariant features (2), which stay as they are.
 *
 * @throws Error for any other rank
 */
export function transform(group: GridGroup, g: number, x: tf.Tensor): tf.Tensor {
  if (x.rank === 5) return transformField(group, g, x as tf.Tensor5D);
  if (x.rank === 4) return transformImage(group, g, x as tf.Tensor4D);
  if (x.rank === 2) return x.clone();
  throw new Error(
    `Expected pictures (rank 4), a field on ${group.name} (rank 5) or features (rank 2), but the shape is [${x.shape.join(', ')}].`,
  );
}

/**
 * Turns pictures `[batch, size, size, channels]` counter-clockwise by r quarter turns; r is any
 * whole number.
 *
 * @example
 * rotate(tf.tensor4d([0, 1, 2, 3], [1, 2, 2, 1]), 1); // 1 3 / 0 2
 */
export function rotate(x: tf.Tensor4D, r: number): tf.Tensor4D {
  return transformImage(C4, d4(0, r), x);
}

/** Reflects pictures `[batch, size, size, channels]`: left and right change places. */
export function reflect(x: tf.Tensor4D): tf.Tensor4D {
  return transformImage(D4, d4(1, 0), x);
}

/**
 * Turns fields on C4, `[batch, size, size, 4, channels]`, by r quarter turns: the pixels turn, and
 * the group axis shifts by r.
 */
export function rotateP4(y: tf.Tensor5D, r: number): tf.Tensor5D {
  return transformField(C4, d4(0, r), y);
}

function movePixels(group: GridGroup, g: number, x: tf.Tensor3D, size: number): tf.Tensor3D {
  return tf.gather(x, tf.tensor1d(group.sourcePixels(g, size), 'int32'), 1);
}

function squareSize(x: tf.Tensor): number {
  const [, height, width] = x.shape;
  if (height !== width || height === undefined) {
    throw new Error(
      `Quarter turns need square pictures, but the shape is [${x.shape.join(', ')}] (height and width are axes 1 and 2).`,
    );
  }
  return height;
}
