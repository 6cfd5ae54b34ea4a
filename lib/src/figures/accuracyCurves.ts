import type { Figure, Trace } from './Figure';
import { lineStyle, markerStyle } from './palette';
import { escapeMarkup, percent } from './text';
import { accuracyAxis, axis, themedLayout } from './theme';

/** A network's accuracies, as fractions 0 to 1; a line joins the means of those at the same x. */
export interface AccuracyCurve {
  name: string;
  points: readonly { x: number; accuracy: number }[];
}

/** What the curves are drawn against. */
interface Against {
  /** The function that was called, for errors. */
  by: string;
  title: string;
  /** The title of the horizontal axis, and what its numbers count. */
  axis: string;
  /** How the text alternative joins an accuracy to its number. */
  joined: (accuracy: string, x: string) => string;
}

/**
 * Accuracies against a number on a logarithmic axis, one line for each network.
 *
 * @throws RangeError if there is no series, one has no points, a number is not positive, or an
 * accuracy is not a fraction
 */
export function accuracyCurves(series: readonly AccuracyCurve[], against: Against): Figure {
  check(series, against);
  const lines = series.map(({ name, points }) => ({
    name,
    points: [...points].sort((a, b) => a.x - b.x),
    means: meansOf(points),
  }));
  const all = lines.flatMap(({ points }) => points);
  const sizes = [...new Set(all.map(({ x }) => x))].sort((a, b) => a - b);
  // Labels of nearly equal numbers would overlap.
  const ticks = sizes.filter((size, i) => i === 0 || size > 1.1 * sizes[i - 1]!);
  return {
    data: lines.flatMap(({ name, points, means }, i): Trace[] => {
      const line = { ...lineStyle(i), width: 2 };
      const marker = { ...markerStyle(i), size: 9 };
      const shown = trace({ name: escapeMarkup(name), marker }, points);
      if (means.length === points.length) return [{ ...shown, mode: 'lines+markers', line }];
      const joined = trace({ line, showlegend: false, hoverinfo: 'skip' }, means);
      return [
        { ...shown, mode: 'markers' },
        { ...joined, mode: 'lines' },
      ];
    }),
    layout: themedLayout(against.title, 420, {
      hovermode: 'x unified',
      showlegend: true,
      legend: { orientation: 'h', x: 0.5, xanchor: 'center', y: -0.2, yanchor: 'top' },
      margin: { l: 64, r: 24, t: 56, b: 96 },
      xaxis: axis(against.axis, {
        type: 'log',
        tickvals: ticks,
        ticktext: ticks.map((size) => size.toLocaleString('en')),
      }),
      yaxis: accuracyAxis(all.map(({ accuracy }) => accuracy)),
    }),
    alt: `${against.title}: ${lines
      .map(({ name, means }) => {
        const at = means.map(({ x, accuracy }) =>
          against.joined(percent(accuracy), x.toLocaleString('en')),
        );
        return `${name} ${at.join(', ')}`;
      })
      .join('; ')}.`,
  };
}

function trace(rest: object, points: AccuracyCurve['points']): Trace {
  const [x, y] = [points.map((point) => point.x), points.map(({ accuracy }) => accuracy)];
  return { type: 'scatter', ...rest, x, y };
}

/** One point for each x. */
function meansOf(points: AccuracyCurve['points']): AccuracyCurve['points'] {
  const sizes = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b);
  return sizes.map((x) => {
    const there = points.filter((point) => point.x === x);
    const sum = there.reduce((total, { accuracy }) => total + accuracy, 0);
    return { x, accuracy: sum / there.length };
  });
}

function check(series: readonly AccuracyCurve[], { by, axis: counted }: Against): void {
  if (series.length === 0 || series.some(({ points }) => points.length === 0)) {
    throw new RangeError(`${by}: expected series with points, got none.`);
  }
  for (const { name, points } of series) {
    for (const { x, accuracy } of points) {
      if (!(x > 0) || !(accuracy >= 0 && accuracy <= 1)) {
        throw new RangeError(
          `${by}: expected a positive number (${counted}) and a fraction from 0 to 1, but "${name}" has ${x} and ${accuracy}.`,
        );
      }
    }
  }
}
