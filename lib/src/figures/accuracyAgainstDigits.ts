import type { Figure } from './Figure';
import { lineStyle, markerStyle } from './palette';
import { escapeMarkup, percent } from './text';
import { accuracyAxis, axis, themedLayout } from './theme';

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
  options: AccuracyAgainstDigitsOptions = {},
): Figure {
  check(series);
  const lines = series.map(({ name, points }) => ({
    name,
    points: [...points].sort((a, b) => a.digits - b.digits),
  }));
  const all = lines.flatMap(({ points }) => points);
  const sizes = [...new Set(all.map(({ digits }) => digits))].sort((a, b) => a - b);
  return {
    data: lines.map(({ name, points }, i) => ({
      type: 'scatter',
      mode: 'lines+markers',
      name: escapeMarkup(name),
      x: points.map(({ digits }) => digits),
      y: points.map(({ accuracy }) => accuracy),
      line: { ...lineStyle(i), width: 2 },
      marker: { ...markerStyle(i), size: 9 },
    })),
    layout: themedLayout(options.title ?? 'Accuracy by the number of training digits', 420, {
      hovermode: 'x unified',
      showlegend: true,
      legend: { orientation: 'h', x: 0.5, xanchor: 'center', y: -0.2, yanchor: 'top' },
      margin: { l: 64, r: 24, t: 56, b: 96 },
      xaxis: axis('digits to train on', {
        type: 'log',
        tickvals: sizes,
        ticktext: sizes.map((size) => size.toLocaleString('en')),
      }),
      yaxis: accuracyAxis(all.map(({ accuracy }) => accuracy)),
    }),
    alt: `Accuracy by the number of training digits: ${lines.map(describe).join('; ')}.`,
  };
}

function describe({ name, points }: LearningSeries): string {
  const at = points.map(
    ({ digits, accuracy }) => `${percent(accuracy)} from ${digits.toLocaleString('en')}`,
  );
  return `${name} ${at.join(', ')}`;
}

function check(series: readonly LearningSeries[]): void {
  if (series.length === 0 || series.some(({ points }) => points.length === 0)) {
    throw new RangeError('accuracyAgainstDigits: expected series with points, got none.');
  }
  for (const { name, points } of series) {
    for (const { digits, accuracy } of points) {
      if (!(digits > 0) || !(accuracy >= 0 && accuracy <= 1)) {
        throw new RangeError(
          `accuracyAgainstDigits: expected a positive number of digits and a fraction from 0 to 1, but "${name}" has ${digits} and ${accuracy}.`,
        );
      }
    }
  }
}
