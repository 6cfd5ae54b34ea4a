import * as tf from '@tensorflow/tfjs';
import { C4, mod, transformField } from 'equivariant';
import { find, onlyIf, Wrong, type Finding } from '../../checks/Finding';
import { largestDifference } from '../../checks/largestDifference';
import { randomSeed } from '../../checks/randomSeed';
import { rotations } from '../../checks/symmetry';
import { tensorOf } from '../../checks/values';
import { fieldFigure, fieldRotationHint, type FieldRotation } from './mistakes';

type Id = 'shape' | `turn-${(typeof rotations.elements)[number]}` | 'any-turns' | 'composition';

/** Findings about turning fields on C4: every pixel, every element, every number of turns. */
export function fieldRotationFindings(answer: FieldRotation): Finding<Id>[] {
  const turn = (field: tf.Tensor5D, r: number): tf.Tensor5D =>
    tensorOf(answer(field.clone(), r), 'the function') as tf.Tensor5D;
  const usable = find('shape', 'the shape stays as it is', () => {
    for (const shape of [
      [2, 3, 3, 4, 2],
      [1, 4, 4, 4, 1],
    ]) {
      const got = turn(field(shape), 1).shape;
      if (got.join() !== shape.join()) {
        throw new Wrong(`expected [${shape.join(', ')}], got [${got.join(', ')}]`, {
          hint: 'The axes are [batch, height, width, 4, channels], before and after.',
        });
      }
    }
    return '[batch, size, size, 4, channels] → the same';
  });
  return onlyIf<Id, Id>(usable, () => [
    ...rotations.elements.map((r) =>
      find(`turn-${r}`, `r = ${r}: ${C4.describe(r)}`, () => compare(turn, r)),
    ),
    find('any-turns', 'any whole number of turns: r = -5 .. 7', () => {
      for (const r of [4, 5, 6, 7, -1, -2, -3, -4, -5]) compare(turn, r);
      return 'r counts modulo 4';
    }),
    find('composition', 'turning by a and then by b is turning by a + b', () => {
      const x = field([2, 3, 3, 4, 2]);
      for (const [a, b] of [
        [1, 1],
        [1, 2],
        [3, 3],
        [2, 3],
      ] as const) {
        const { value, at } = largestDifference(turn(turn(x, a), b), turn(x, (a + b) % 4));
        if (!(value <= tolerance)) {
          throw new Wrong(`a = ${a}, b = ${b}: they differ by ${value.toPrecision(2)} at ${at}`, {
            hint: fieldRotationHint(turn, 1),
          });
        }
      }
      return 'for all pairs that were tried';
    }),
  ]);
}

const tolerance = 1e-6;

function compare(turn: FieldRotation, r: number): string {
  for (const shape of [
    [2, 3, 3, 4, 2],
    [1, 4, 4, 4, 3],
  ]) {
    const x = field(shape);
    const expected = transformField(C4, mod(r, 4), x);
    const got = turn(x, r);
    const { value, at } = largestDifference(got, expected);
    if (!(value <= tolerance)) {
      throw new Wrong(`r = ${r}: the largest difference is ${value.toPrecision(2)}, at ${at}`, {
        hint: fieldRotationHint(turn, r),
        figure: fieldFigure(x, expected, got, r),
      });
    }
  }
  return 'every pixel of every element';
}

function field(shape: number[]): tf.Tensor5D {
  const values: tf.Tensor = tf.randomUniform(shape, 0, 1, 'float32', randomSeed(5));
  return values as tf.Tensor5D;
}
