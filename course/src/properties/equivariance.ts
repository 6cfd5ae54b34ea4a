import type * as tf from '@tensorflow/tfjs';
import {
  equivarianceError,
  transform,
  type ElementError,
  type Figure,
  type GridGroup,
} from 'equivariant';
import { find, Wrong, type Finding } from '../report/Finding';
import { diagram } from './diagram';
import { elementName } from './elementName';
import { place } from './largestDifference';
import { once } from './once';

/** What is to be examined. */
export interface Examined {
  mapping: (x: tf.Tensor) => tf.Tensor;
  group: GridGroup;
  input: tf.Tensor;
  /** Asked only after a failure. */
  hint: () => string | undefined;
}

const tolerance = 1e-5;

/** One finding for each element of the group: whether the mapping commutes with it. The first that fails has a figure. */
export function equivarianceFindings(examined: Examined): Finding[] {
  const { mapping, group, input } = examined;
  const errors = once(() => equivarianceError(mapping, group, input));
  return group.elements.map((g) =>
    find(`commutes with ${elementName(g)}`, () => {
      const error = errors()[g]!;
      if (!isLarge(error)) return small(error.relative);
      throw wrong(examined, error, errors().find(isLarge) === error);
    }),
  );
}

/** @throws Wrong if a mapping does not commute with one of the elements, the first such */
export function requireEquivariance(examined: Examined): string {
  const { mapping, group, input } = examined;
  const errors = equivarianceError(mapping, group, input);
  const large = errors.find(isLarge);
  if (large) {
    const { message, help } = wrong(examined, large, true);
    throw new Wrong(`${elementName(large.element)}: ${message}`, help);
  }
  return small(Math.max(...errors.map(({ relative }) => relative)));
}

// Written so that NaN is large.
const isLarge = ({ relative }: ElementError): boolean => !(relative <= tolerance);
const small = (relative: number): string => `relative error ${relative.toExponential(1)}`;

function wrong(examined: Examined, error: ElementError, drawn: boolean): Wrong {
  const { relative, at, shape } = error;
  const message =
    at.length === 0
      ? `the answer to the moved picture has the shape [${shape.join(', ')}]`
      : `the two ways differ by ${relative.toPrecision(2)} of the largest value, at ${place(at)}`;
  const hint = examined.hint();
  const figure = drawn && at.length > 2 ? figureOf(examined, error) : undefined;
  return new Wrong(message, { ...(hint && { hint }), ...(figure && { figure }) });
}

function figureOf({ mapping, group, input }: Examined, { element, at }: ElementError): Figure {
  const moved = transform(group, element, input);
  const output = mapping(input);
  return diagram({
    input,
    movedInput: moved,
    outputOfMoved: mapping(moved),
    movedOutput: transform(group, element, output),
    groupElement: elementName(element),
    at,
  });
}
