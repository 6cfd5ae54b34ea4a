import { accuracyCurves } from './accuracyCurves';
import type { Figure } from './Figure';

/** The accuracies of a kind of network, as fractions 0 to 1, by its number of parameters. */
export interface SizeSeries {
  name: string;
  points: readonly { parameters: number; accuracy: number }[];
}

/**
 * Test accuracy against the number of parameters, on a logarithmic axis: a marker for each
 * training, and a line through the means for each kind of network.
 *
 * @throws RangeError if there is no series, one has no points, a number of parameters is not
 * positive, or an accuracy is not a fraction
 *
 * @example
 * const points = [{ parameters: 20412, accuracy: 0.94 }, { parameters: 20412, accuracy: 0.95 }];
 * accuracyAgainstParameters([{ name: 'C4', points }]);
 */
export function accuracyAgainstParameters(series: readonly SizeSeries[]): Figure {
  const curves = series.map(({ name, points }) => ({
    name,
    points: points.map(({ parameters, accuracy }) => ({ x: parameters, accuracy })),
  }));
  return accuracyCurves(curves, {
    by: 'accuracyAgainstParameters',
    title: 'Accuracy by the number of parameters',
    axis: 'parameters',
    joined: (accuracy, parameters) => `${accuracy} with ${parameters}`,
  });
}
