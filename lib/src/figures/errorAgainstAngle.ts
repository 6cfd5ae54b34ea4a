import type { Figure } from './Figure';
import { lineStyle } from './palette';
import { checkAngles, quarterTurnLines, quarterTurnMarkers } from './quarterTurns';
import { escapeMarkup, percent } from './text';
import { axis, themedLayout } from './theme';

/** One mapping's error at each angle, as fractions; 0 is exact. */
export interface ErrorSeries {
  name: string;
  error: readonly number[];
}

/** Settings of {@link errorAgainstAngle}; all are optional. */
export interface ErrorAgainstAngleOptions {
  /** Text above the figure. */
  title?: string;
}

/**
 * Smaller errors are drawn here: a logarithmic axis has no 0, and one that reached down to rounding
 * errors would be nearly empty.
 */
const floor = 1e-3;

/**
 * How much outputs change while the input turns, one line for each mapping, on a logarithmic axis
 * from 0.1 % to 100 %. Exact mappings are drawn at 0.1 %.
 *
 * @param angles degrees, in ascending order
 * @throws RangeError if there is no series, if a series and `angles` differ in length, or if an
 * error is negative or not finite
 *
 * @example
 * errorAgainstAngle([0, 45, 90], [{ name: 'C8', error: [0, 0.03, 4e-7] }])
 */
export function errorAgainstAngle(
  angles: readonly number[],
  series: readonly ErrorSeries[],
  options: ErrorAgainstAngleOptions = {},
): Figure {
  checkAngles(angles, 'errorAgainstAngle');
  check(angles, series);
  return {
    data: series.map(({ name, error }, i) => ({
      type: 'scatter',
      mode: 'lines+markers',
      name: escapeMarkup(name),
      x: [...angles],
      y: error.map((value) => Math.max(floor, value)),
      customdata: [...error],
      hovertemplate: '%{customdata:.1e}',
      line: { ...lineStyle(i), width: 2 },
      marker: quarterTurnMarkers(angles, 9, 4),
    })),
    layout: themedLayout(options.title ?? 'Change of the answer while the input turns', 420, {
      hovermode: 'x unified',
      showlegend: true,
      legend: { orientation: 'h', x: 0.5, xanchor: 'center', y: -0.2, yanchor: 'top' },
      margin: { l: 64, r: 24, t: 56, b: 96 },
      xaxis: axis('rotation of the input (degrees)', { dtick: 45, ticksuffix: '°' }),
      yaxis: axis('relative change', {
        type: 'log',
        tickvals: [floor, 0.01, 0.1, 1],
        ticktext: ['0.1 % or less', '1 %', '10 %', '100 %'],
      }),
      shapes: quarterTurnLines(angles),
    }),
    alt: `Relative change of the answer for ${angles.length} rotations of the input from ${Math.min(...angles)}° to ${Math.max(...angles)}°, on a logarithmic axis: ${series.map((one) => describe(angles, one)).join('; ')}.`,
  };
}

function describe(angles: readonly number[], { name, error }: ErrorSeries): string {
  const largest = Math.max(...error);
  const small = angles.filter((_, i) => error[i]! <= 1e-5).map((angle) => `${angle}°`);
  const none = small.length > 0 ? `, and none but rounding at ${small.join(', ')}` : '';
  return `${name} at most ${percent(largest)} (at ${angles[error.indexOf(largest)]!}°)${none}`;
}

function check(angles: readonly number[], series: readonly ErrorSeries[]): void {
  if (series.length === 0) {
    throw new RangeError('errorAgainstAngle: expected at least one series, got none.');
  }
  for (const { name, error } of series) {
    if (error.length !== angles.length) {
      throw new RangeError(
        `errorAgainstAngle: expected one error for each angle, but "${name}" has ${error.length} for ${angles.length} angles.`,
      );
    }
    const wrong = error.find((value) => !(value >= 0 && value < Infinity));
    if (wrong !== undefined) {
      throw new RangeError(
        `errorAgainstAngle: expected errors of 0 or more, but "${name}" has ${wrong}.`,
      );
    }
  }
}
