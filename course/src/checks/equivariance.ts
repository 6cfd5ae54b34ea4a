import type * as tf from '@tensorflow/tfjs';
import {
  commutingDiagram,
  equivarianceError,
  transform,
  type ElementError,
  type Figure,
  type GridGroup,
} from 'equivariant';
import { find, Wrong, type Finding } from './Finding';
import { perChannel, place } from './largestDifference';
import type { Symmetry } from './symmetry';
import { once, share } from './values';

/** What to examine. */
export interface Examined {
  mapping: (x: tf.Tensor) => tf.Tensor;
  group: GridGroup;
  input: () => tf.Tensor;
  /** Called only after a failure. */
  hint: () => string | undefined;
  /** Throws where an element can't be examined. */
  requires?: (element: number) => void;
}

const tolerance = 1e-5;

/**
 * One finding for each element of the group: whether the mapping commutes with it. The first
 * failure has a figure.
 */
export function equivarianceFindings<Element extends number>(
  { group, elements }: Symmetry<Element>,
  { mapping, input, hint, requires }: Omit<Examined, 'group'>,
): Finding<`commutes-${Element}`>[] {
  const examined = { mapping, group, input, hint };
  const errors = once(() => errorsOf(examined));
  return elements.map((g) =>
    find(`commutes-${g}`, `commutes with ${group.describe(g)}`, () => {
      requires?.(g);
      const error = errors()[g]!;
      if (!isLarge(error)) return small(error.relative);
      throw wrong(examined, error, errors().find(isLarge) === error);
    }),
  );
}

/** @throws Wrong about the first element with which the mapping does not commute, if any */
export function requireEquivariance(examined: Examined): string {
  const { group } = examined;
  const errors = errorsOf(examined);
  const large = errors.find(isLarge);
  if (large) {
    const { message, help } = wrong(examined, large, true);
    throw new Wrong(`${group.describe(large.element)}: ${message}`, help);
  }
  return small(Math.max(...errors.map(({ relative }) => relative)));
}

/** Each error as a share of the largest number of its channel. */
function errorsOf({ mapping, group, input }: Examined): ElementError[] {
  const x = input();
  const y = mapping(x);
  return equivarianceError((moved) => perChannel(mapping(moved), y), group, x);
}

// Written so that NaN is large.
const isLarge = ({ relative }: ElementError): boolean => !(relative <= tolerance);
const small = (relative: number): string => `relative error ${relative.toExponential(1)}`;

function wrong(examined: Examined, error: ElementError, drawn: boolean): Wrong {
  const { relative, at, shape } = error;
  const message =
    at.length === 0
      ? `the output for the moved picture has the shape [${shape.join(', ')}]`
      : `the two ways differ by ${share(relative)} of the largest value of the channel, at ${place(at)}`;
  const hint = examined.hint();
  const figure = drawn && at.length > 2 ? figureOf(examined, error) : undefined;
  return new Wrong(message, { ...(hint && { hint }), ...(figure && { figure }) });
}

function figureOf(
  { mapping, group, ...examined }: Examined,
  { element, at }: ElementError,
): Figure {
  const input = examined.input();
  const moved = transform(group, element, input);
  const output = mapping(input);
  return diagram({
    input,
    movedInput: moved,
    outputOfMoved: mapping(moved),
    movedOutput: transform(group, element, output),
    groupElement: group.describe(element),
    at,
  });
}

/** The four corners of a commuting diagram, pictures or fields, and a place in the output. */
interface Corners {
  input: tf.Tensor;
  movedInput: tf.Tensor;
  outputOfMoved: tf.Tensor;
  movedOutput: tf.Tensor;
  /** In words. */
  groupElement: string;
  /** An index into each axis of the output; selects the picture, group element and channel. */
  at: readonly number[];
}

/** Both ways through the diagram for one picture, one group element and one channel. */
function diagram({ at, groupElement, ...corners }: Corners): Figure {
  const batch = at[0]!;
  const ofInput = corners.input.shape.slice(3).map(() => 0);
  const ofOutput = at.slice(3);
  return commutingDiagram({
    input: picture(corners.input, batch, ofInput),
    movedInput: picture(corners.movedInput, batch, ofInput),
    outputOfMoved: picture(corners.outputOfMoved, batch, ofOutput),
    movedOutput: picture(corners.movedOutput, batch, ofOutput),
    groupElement,
    title: title(groupElement, ofOutput),
  });
}

/** The pixels of one picture of a batch at an index into the remaining axes. */
function picture(
  x: tf.Tensor,
  batch: number,
  rest: number[],
): Parameters<typeof commutingDiagram>[0]['input'] {
  const size = x.shape[1]!;
  const pixels = x.slice([batch, 0, 0, ...rest], [1, size, x.shape[2]!, ...rest.map(() => 1)]);
  return { values: pixels.dataSync(), size };
}

function title(groupElement: string, ofOutput: number[]): string {
  const [h, channel] = ofOutput.length === 2 ? ofOutput : [undefined, ofOutput[0]];
  const where = h === undefined ? '' : `h = ${h}, `;
  return `Both ways: ${groupElement} (${where}channel ${channel!})`;
}
