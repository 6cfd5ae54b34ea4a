import { accuracyCurves } from './accuracyCurves';
import type { Figure } from './Figure';

/** One network's accuracies, as fractions 0 to 1, by the number of digits that it learned from. */
export interface LearningSeries {
  name: string;
  points: readonly { digits: number; accuracy: number }[];
}

/** Settings of {@link accuracyAgainstDigits}; all are optional. */
export interface AccuracyAgainstDigitsOptions {
  /** Text above the figure. */
  title?: string;
}

/**
 * Test accuracy against the number of digits to train on, one line for each network, on a
 * logarithmic axis: how much data a network needs.
 *
 * @throws RangeError if there is no series, one has no points, a number of digits is not positive,
 * or an accuracy is not a fraction
 *
 * @example
 * const points = [{ digits: 100, accuracy: 0.6 }, { digits: 1000, accuracy: 0.85 }];
 * accuracyAgainstDigits([{ name: 'C4', points }]);
 */
export function accuracyAgainstDigits(
  series: readonly LearningSeries[],
  { title = 'Accuracy by the number of training digits' }: AccuracyAgainstDigitsOptions = {},
): Figure {
  const curves = series.map(({ name, points }) => ({
    name,
    points: points.map(({ digits, accuracy }) => ({ x: digits, accuracy })),
  }));
  return accuracyCurves(curves, {
    by: 'accuracyAgainstDigits',
    title,
    axis: 'digits to train on',
    joined: (accuracy, digits) => `${accuracy} from ${digits}`,
  });
}
