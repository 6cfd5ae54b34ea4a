import * as tf from '@tensorflow/tfjs';
import { C4, D4, pictureGrid, transformImage, type Figure, mod } from 'equivariant';
import { counted } from '../../checks/values';

/** Exercise 2.2: turns fields `[batch, size, size, 4, channels]` by r quarter turns. */
export type FieldRotation = (field: tf.Tensor5D, r: number) => tf.Tensor5D;

const size = 3;
/** What a function does to the pixels and to the group axis of a field. */
interface Movement {
  /** An element of D4. */
  pixels: number;
  /** For each element of the result, the element of the field that it was before. */
  axis: number[];
}

/** A hint on a wrong turn by r, from what the function does to a field of distinct values. */
export function fieldRotationHint(turn: FieldRotation, r: number): string {
  const quarter = attempt(() => movement(turn, 1));
  const asked = attempt(() => movement(turn, r));
  if (asked && isTurn(asked, mod(r, 4))) {
    return 'A single field of 3 × 3 pixels with one channel is turned as it should be. What is different with more channels, more fields or another size? A reshape must keep the order of the axes.';
  }
  if (quarter && isTurn(quarter, 1) && (r < 0 || r > 3)) {
    return r < 0
      ? 'In JavaScript % keeps the sign: -1 % 4 is -1. Bring r to 0 .. 3 with ((r % 4) + 4) % 4 first.'
      : 'Bring r to 0 .. 3 first: four turns are none.';
  }
  if (!asked) {
    return 'Each pixel of each element must come from one pixel of one element: turn the pixels of every element alike, then move the elements along axis 3.';
  }
  if (quarter && isTurn(quarter, 1) && isTurn(asked, 1))
    return 'The function turns once, whatever r is.';
  if (isTurn(asked, mod(-r, 4)))
    return 'Pixels and group axis both go the wrong way: the function turns clockwise.';
  const hints = [pixelHint(asked.pixels, r), axisHint(asked.axis, r)].filter(Boolean);
  return hints.join(' ');
}

function pixelHint(pixels: number, r: number): string {
  if (pixels === mod(r, 4)) return '';
  if (pixels === 0) return 'The pixels stay where they are: turn them too.';
  if (pixels === mod(-r, 4)) return 'The pixels turn clockwise; they must turn counter-clockwise.';
  if (pixels >= 4) {
    return 'The pixels are reflected: swapping height and width alone is a reflection; a turn needs a reversal, too.';
  }
  return `The pixels make ${counted(pixels, 'quarter turn')}, not ${mod(r, 4)}.`;
}

function axisHint(axis: number[], r: number): string {
  if (is(axis, (h) => h - r)) return '';
  if (is(axis, (h) => h))
    return 'The group axis (axis 3) is not shifted: what was seen at orientation h is seen at h + r afterwards.';
  if (is(axis, (h) => h + r)) {
    return 'The group axis is shifted in the wrong direction: element h of the result is element h - r of the field.';
  }
  if (is(axis, (h) => -h)) return 'The group axis is reversed instead of shifted.';
  return `The group axis should be read in the order ${C4.elements.map((h) => mod(h - r, 4)).join(', ')}, but is read in the order ${axis.join(', ')}.`;
}

function isTurn({ pixels, axis }: Movement, r: number): boolean {
  return pixels === r && is(axis, (h) => h - r);
}

function is(axis: number[], rule: (h: number) => number): boolean {
  return axis.every((source, h) => source === mod(rule(h), 4));
}

function movement(turn: FieldRotation, r: number): Movement | undefined {
  const field = tf.range(0, size * size * 4).reshape<tf.Tensor5D>([1, size, size, 4, 1]);
  const got = elements(turn(field, r));
  for (const pixels of [mod(r, 4), ...D4.elements]) {
    const moved = transformImage(D4, pixels, field.reshape<tf.Tensor4D>([1, size, size, 4]));
    const sources = elements(moved.reshape([1, size, size, 4, 1])).map(String);
    const axis = got.map((element) => sources.indexOf(String(element)));
    if (!axis.includes(-1)) return { pixels, axis };
  }
  return undefined;
}

/** The pixels of each element, from the first channel of the first field. */
function elements(field: tf.Tensor5D): number[][] {
  const [, height, width, order] = field.shape;
  const first = field.slice([0, 0, 0, 0, 0], [1, height, width, order, 1]);
  return first
    .reshape<tf.Tensor2D>([height * width, order])
    .transpose()
    .arraySync() as number[][];
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

/** The elements of a field, of the expected result and of the answer's result. */
export function fieldFigure(
  field: tf.Tensor5D,
  expected: tf.Tensor5D,
  got: tf.Tensor5D,
  r: number,
): Figure {
  const rows: [string, tf.Tensor5D][] = [
    ['field', field],
    ['expected', expected],
    ['yours', got],
  ];
  const grid = rows.flatMap(([name, x]) =>
    elements(x).map((values, h) => ({ values, size: x.shape[1], label: `${name}, h = ${h}` })),
  );
  return pictureGrid(grid, { columns: 4, title: `A field, turned by r = ${r}: its four elements` });
}
