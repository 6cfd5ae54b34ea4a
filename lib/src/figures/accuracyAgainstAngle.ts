import type { Figure } from './Figure';
import { lineStyle } from './palette';
import { checkAngles, quarterTurnLines, quarterTurnMarkers } from './quarterTurns';
import { escapeMarkup, percent } from './text';
import { accuracyAxis, axis, themedLayout } from './theme';

/** One model's accuracy at each angle, as fractions 0 to 1. */
export interface AccuracySeries {
  name: string;
  accuracy: readonly number[];
}

/** Settings of {@link accuracyAgainstAngle}; all are optional. */
export interface AccuracyAgainstAngleOptions {
  /** Text above the figure. */
  title?: string;
}

/**
 * Test accuracy against the angle by which all test images were turned, one line for each model.
 *
 * Lines rather than a polar plot: readers compare heights on a common axis more exactly than radii.
 *
 * @param angles degrees, in ascending order
 * @throws RangeError if there is no series, if a series and `angles` differ in length, or if an
 * accuracy is not a fraction
 *
 * @example
 * accuracyAgainstAngle([0, 45, 90], [{ name: 'C4CNN', accuracy: [0.96, 0.94, 0.96] }])
 */
export function accuracyAgainstAngle(
  angles: readonly number[],
  series: readonly AccuracySeries[],
  options: AccuracyAgainstAngleOptions = {},
): Figure {
  checkAngles(angles, 'accuracyAgainstAngle');
  check(angles, series);
  return {
    data: series.map(({ name, accuracy }, i) => ({
      type: 'scatter',
      mode: 'lines+markers',
      name: escapeMarkup(name),
      x: [...angles],
      y: [...accuracy],
      line: { ...lineStyle(i), width: 2 },
      marker: quarterTurnMarkers(angles, 9, 4),
    })),
    layout: themedLayout(options.title ?? 'Accuracy while the test images turn', 420, {
      hovermode: 'x unified',
      showlegend: true,
      legend: { orientation: 'h', x: 0.5, xanchor: 'center', y: -0.2, yanchor: 'top' },
      margin: { l: 64, r: 24, t: 56, b: 96 },
      xaxis: axis('rotation of the test images (degrees)', { dtick: 45, ticksuffix: '°' }),
      yaxis: accuracyAxis(series.flatMap(({ accuracy }) => accuracy)),
      shapes: quarterTurnLines(angles),
    }),
    alt: `Accuracy for ${angles.length} rotations of the test images from ${Math.min(...angles)}° to ${Math.max(...angles)}°: ${series.map((one) => describe(angles, one)).join('; ')}.`,
  };
}

function describe(angles: readonly number[], { name, accuracy }: AccuracySeries): string {
  const [low, high] = [Math.min(...accuracy), Math.max(...accuracy)];
  const at = (value: number): string => `${angles[accuracy.indexOf(value)] ?? '?'}°`;
  return low === high
    ? `${name} ${percent(low)} throughout`
    : `${name} between ${percent(low)} (at ${at(low)}) and ${percent(high)} (at ${at(high)})`;
}

function check(angles: readonly number[], series: readonly AccuracySeries[]): void {
  if (series.length === 0) {
    throw new RangeError('accuracyAgainstAngle: expected at least one series, got none.');
  }
  for (const { name, accuracy } of series) {
    if (accuracy.length !== angles.length) {
      throw new RangeError(
        `accuracyAgainstAngle: expected one accuracy for each angle, but "${name}" has ${accuracy.length} for ${angles.length} angles.`,
      );
    }
    const wrong = accuracy.find((value) => !(value >= 0 && value <= 1));
    if (wrong !== undefined) {
      throw new RangeError(
        `accuracyAgainstAngle: expected fractions from 0 to 1, but "${name}" has ${wrong}. Divide percentages by 100.`,
      );
    }
  }
}
