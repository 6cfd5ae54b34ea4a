import * as tf from '@tensorflow/tfjs';
import { C4, mod, transformField } from 'equivariant';
import { find, needs, NotExamined, orNeeds, Wrong, type Finding } from '../../checks/Finding';
import { largestDifference } from '../../checks/largestDifference';
import { randomSeed } from '../../checks/randomSeed';
import { rotations } from '../../checks/symmetry';
import { laidOut, outcomes, tensorOf } from '../../checks/values';
import { fieldFigure, fieldRotationHint, type FieldRotation } from './mistakes';

type Id = 'shape' | `turn-${(typeof rotations.elements)[number]}` | 'any-turns' | 'composition';

/** Findings about turning fields on C4: every pixel, every element, every number of turns. */
export function fieldRotationFindings(answer: FieldRotation): Finding<Id>[] {
  const call = (field: tf.Tensor5D, r: number): tf.Tensor =>
    tensorOf(answer(field.clone(), r), 'the function');
  const shape = find('shape', 'the shape stays as it is', () => requireShape(call));
  const turn: FieldRotation = (field, r) => {
    const y = orNeeds(shape, () => call(field, r));
    const pixels = [y, field].map((x) => x.shape.slice(0, 3).join());
    const read = pixels[0] === pixels[1] ? laidOut(y, field.shape.slice(3)) : undefined;
    if (read) return read as tf.Tensor5D;
    needs(shape);
    throw wrongShape(field.shape, y.shape);
  };
  return [
    shape,
    ...rotations.elements.map((r) =>
      find(`turn-${r}`, `r = ${r}: ${C4.describe(r)}`, () => compare(turn, r)),
    ),
    find('any-turns', 'any whole number of turns: r = -5 .. 7', () => {
      requireEffect(turn);
      for (const r of [4, 5, 6, 7, -1, -2, -3, -4, -5]) {
        const x = field(shapes[0]!);
        const { value, at } = largestDifference(turn(x, r), turn(x, mod(r, 4)));
        if (value <= tolerance) continue;
        throw new Wrong(
          `r = ${r} should do the same as r = ${mod(r, 4)}, but differs by ${value.toPrecision(2)} at ${at}`,
          { hint: fieldRotationHint(turn, r) },
        );
      }
      return 'r counts modulo 4';
    }),
    find('composition', 'turning by a and then by b is turning by a + b', () => {
      requireEffect(turn);
      const x = field(shapes[0]!);
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
  ];
}

const tolerance = 1e-6;
/** Sizes, numbers of fields and of channels; none of them is that of the group. */
const shapes = [
  [2, 3, 3, 4, 2],
  [1, 5, 5, 4, 3],
  [3, 2, 2, 4, 1],
];

/** Requires the right shape for every r for which the function gives anything. */
function requireShape(call: (field: tf.Tensor5D, r: number) => tf.Tensor): string {
  const tries = shapes.flatMap((shape) => rotations.elements.map((r) => ({ shape, r })));
  const results = outcomes(
    tries.map(
      ({ shape, r }) =>
        () =>
          call(field(shape), r),
    ),
  );
  results.forEach(({ value }, k) => {
    if (!(value instanceof tf.Tensor)) return;
    const [{ shape }, got] = [tries[k]!, (value as tf.Tensor).shape];
    if (got.join() !== shape.join()) throw wrongShape(shape, got);
  });
  return '[batch, size, size, 4, channels] → the same';
}

function wrongShape(expected: number[], got: number[]): Wrong {
  const changed = expected.flatMap((length, axis) => (length === got[axis] ? [] : [axis]));
  const [axis] = changed;
  if (got.length === expected.length && changed.length === 1 && got[axis!] === C4.order) {
    return new Wrong(`expected [${expected.join(', ')}], got [${got.join(', ')}]`, {
      hint: `Axis ${axis} now has the length of the group, which is axis 3: along which axis does tf.gather read?`,
    });
  }
  return new Wrong(`expected [${expected.join(', ')}], got [${got.join(', ')}]`, {
    hint: 'The axes are [batch, height, width, 4, channels], before and after.',
  });
}

/** @throws NotExamined if r makes no difference: then nothing is known of other r */
function requireEffect(turn: FieldRotation): void {
  const [none, ...others] = rotations.elements.map((r) => turn(field(shapes[0]!), r));
  if (others.every((other) => largestDifference(none!, other).value <= tolerance)) {
    throw new NotExamined('the function does the same for every r');
  }
}

function compare(turn: FieldRotation, r: number): string {
  for (const shape of shapes) {
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
