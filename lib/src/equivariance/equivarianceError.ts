import * as tf from '@tensorflow/tfjs';
import { transform } from '../actions/actions';
import type { GridGroup } from '../groups/GridGroup';

/** Anything that maps tensors to tensors: a layer, a model, or a function. */
export type Mapping = ((x: tf.Tensor) => tf.Tensor) | tf.layers.Layer;

/** How far a mapping is from commuting with one group element. */
export interface ElementError {
  /** The group element g. */
  element: number;
  /** `max |φ(L_g x) - L_g φ(x)| / max |φ(x)|`; infinite if any value is not finite. */
  relative: number;
  /** The shape of φ(L_g x). */
  shape: number[];
  /** Where the largest difference is: one index for each axis of the output. */
  at: number[];
}

/**
 * Measures, for every element of the group, how far `mapping` is from equivariance,
 * `φ(L_g x) = L_g φ(x)`. The rank of the output says how the group acts on it: pictures (4) and
 * fields (5) move; features and logits (2) must stay, so for them this measures invariance.
 *
 * @param x pictures `[batch, size, size, channels]` or fields `[batch, size, size, |G|, channels]`
 * @returns one entry for each element; `relative` is 0 for an exactly equivariant mapping
 *
 * @example
 * const x = tf.randomUniform([2, 33, 33, 1], 0, 1, 'float32', 7);
 * const errors = equivarianceError(new C4CNN(), C4, x);
 */
export function equivarianceError(
  mapping: Mapping,
  group: GridGroup,
  x: tf.Tensor,
): ElementError[] {
  const apply = asFunction(mapping);
  return tf.tidy(() => {
    const y = apply(x);
    const scale = Math.max(y.abs().max().dataSync()[0]!, Number.MIN_VALUE);
    return group.elements.map((element) =>
      tf.tidy(() => {
        const moved = apply(transform(group, element, x));
        const expected = transform(group, element, y);
        if (moved.shape.join() !== expected.shape.join()) {
          return { element, relative: Infinity, shape: moved.shape, at: [] };
        }
        return { element, ...largestDifference(moved, expected, scale), shape: moved.shape };
      }),
    );
  });
}

/**
 * Passes if `mapping` is equivariant under every element of the group.
 *
 * @param tolerance the largest relative error allowed; default 1e-5, which suits float32 networks
 * @throws Error that names the worst group element, its error and where it is
 */
export function assertEquivariant(
  mapping: Mapping,
  group: GridGroup,
  x: tf.Tensor,
  tolerance = 1e-5,
): void {
  const errors = equivarianceError(mapping, group, x);
  const worst = errors.reduce((a, b) => (b.relative > a.relative ? b : a));
  if (worst.relative <= tolerance) return;
  throw new Error(
    `Not equivariant under element ${worst.element} of ${group.name}: relative error ${worst.relative.toExponential(1)} at [${worst.at.join(', ')}] of an output of shape [${worst.shape.join(', ')}]; at most ${tolerance.toExponential(0)} is allowed.`,
  );
}

function asFunction(mapping: Mapping): (x: tf.Tensor) => tf.Tensor {
  return mapping instanceof tf.layers.Layer ? (x) => mapping.apply(x) as tf.Tensor : mapping;
}

function largestDifference(
  moved: tf.Tensor,
  expected: tf.Tensor,
  scale: number,
): { relative: number; at: number[] } {
  const a = moved.dataSync();
  const b = expected.dataSync();
  let largest = 0;
  let position = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    // Negated, so that NaN counts as the largest.
    if (!(difference <= largest)) {
      largest = Number.isFinite(difference) ? difference : Infinity;
      position = i;
      if (largest === Infinity) break;
    }
  }
  // The scale is not finite either then.
  const relative = largest === Infinity ? Infinity : largest / scale;
  return { relative, at: indices(position, moved.shape) };
}

function indices(position: number, shape: number[]): number[] {
  const at: number[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    at.unshift(position % shape[axis]!);
    position = Math.floor(position / shape[axis]!);
  }
  return at;
}
