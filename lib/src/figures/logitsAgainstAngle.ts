import type { Figure, Trace } from './Figure';
import { lineStyle } from './palette';
import { checkAngles, isQuarterTurn, quarterTurnLines, quarterTurnMarkers } from './quarterTurns';
import { escapeMarkup, short } from './text';
import { axis, themedLayout } from './theme';

/** Settings of {@link logitsAgainstAngle}; all are optional. */
export interface LogitsOptions {
  /** Text above the figure. */
  title?: string;
  /** Names of the classes; default: 0, 1, 2, ... */
  classNames?: readonly string[];
  /** The right class, drawn with a thicker line. */
  trueClass?: number;
}

/**
 * A model's logits while its input turns. Lines that return to the same height at every quarter
 * turn show invariance under C4; level lines would show invariance at every angle.
 *
 * @param angles degrees, in ascending order; quarter turns among them get a marker
 * @param logits `[angle][class]`
 * @throws RangeError if the lengths do not match
 *
 * @example
 * logitsAgainstAngle([0, 90], [[1.5, -0.3], [1.5, -0.3]], { trueClass: 0 })
 */
export function logitsAgainstAngle(
  angles: readonly number[],
  logits: readonly ArrayLike<number>[],
  options: LogitsOptions = {},
): Figure {
  checkAngles(angles, 'logitsAgainstAngle');
  const classes = logits[0]?.length ?? 0;
  check(angles, logits, classes, options);
  const names = options.classNames ?? Array.from({ length: classes }, (_, k) => String(k));
  const curves = names.map((_, k) => logits.map((row) => row[k] ?? NaN));
  return {
    data: curves.map((curve, k) =>
      curveTrace(angles, curve, k, names[k] ?? '', k === options.trueClass),
    ),
    layout: themedLayout(options.title ?? 'Logits while the input turns', 460, {
      legend: { title: { text: 'class' } },
      xaxis: axis('rotation of the input (degrees)', { dtick: 45, ticksuffix: '°' }),
      yaxis: axis('logit (no unit)', { hoverformat: '.4f' }),
      shapes: quarterTurnLines(angles),
    }),
    alt: describe(angles, logits, curves, names),
  };
}

function curveTrace(
  angles: readonly number[],
  curve: number[],
  index: number,
  name: string,
  thick: boolean,
): Trace {
  const style = lineStyle(index);
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name: escapeMarkup(name) + (thick ? ' (true)' : ''),
    x: [...angles],
    y: curve,
    line: { ...style, width: thick ? 4 : 2 },
    marker: quarterTurnMarkers(angles, thick ? 11 : 8, 0),
    hovertemplate: `%{x}: %{y}<extra>class ${escapeMarkup(name)}</extra>`,
  };
}

function describe(
  angles: readonly number[],
  logits: readonly ArrayLike<number>[],
  curves: readonly number[][],
  names: readonly string[],
): string {
  const spread = (wanted: (angle: number) => boolean): number =>
    Math.max(...curves.map((curve) => range(curve.filter((_, i) => wanted(angles[i] ?? NaN)))));
  const turns = angles.filter(isQuarterTurn).length;
  const atTurns =
    turns > 1
      ? `; over the ${turns} quarter turns no logit varies by more than ${short(spread(isQuarterTurn))}, over all angles one varies by ${short(spread(() => true))}`
      : '';
  const winners = new Set(logits.map((row) => names[indexOfLargest(row)] ?? ''));
  return `${names.length} logits for ${angles.length} rotations from ${Math.min(...angles)}° to ${Math.max(...angles)}°${atTurns}; the largest logit is that of class ${[...winners].join(' or ')}.`;
}

function range(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

function indexOfLargest(values: ArrayLike<number>): number {
  return Array.from(values).reduce(
    (best, v, i, all) => (v > (all[best] ?? -Infinity) ? i : best),
    0,
  );
}

function check(
  angles: readonly number[],
  logits: readonly ArrayLike<number>[],
  classes: number,
  options: LogitsOptions,
): void {
  if (logits.length !== angles.length) {
    throw new RangeError(
      `logitsAgainstAngle: expected one row of logits for each angle, got ${logits.length} rows for ${angles.length} angles.`,
    );
  }
  const ragged = logits.findIndex((row) => row.length !== classes);
  if (classes === 0 || ragged >= 0) {
    throw new RangeError(
      `logitsAgainstAngle: expected the same number of classes (at least 1) in every row; row 0 has ${classes}, row ${Math.max(ragged, 0)} has ${logits[Math.max(ragged, 0)]?.length ?? 0}.`,
    );
  }
  if (options.classNames && options.classNames.length !== classes) {
    throw new RangeError(
      `logitsAgainstAngle: expected ${classes} class names, got ${options.classNames.length}.`,
    );
  }
}
