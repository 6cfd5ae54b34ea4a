import type { Figure, Trace } from './Figure';
import { markerStyle } from './palette';
import { count, percent } from './text';
import { axis, themedLayout } from './theme';

/** Settings of {@link scatterByClass}; all are optional. */
export interface ScatterByClassOptions {
  /** Text above the figure. */
  title?: string;
  /** Label of the horizontal axis. */
  xTitle?: string;
  /** Label of the vertical axis. */
  yTitle?: string;
}

/**
 * Points in the plane; each class has its own colour and shape.
 *
 * @param labels the class of each point, a whole number
 * @throws RangeError if there is no point, if labels and points differ in number, or if a
 * coordinate is not finite
 *
 * @example
 * scatterByClass(principalComponents(features), labels, { title: 'Features after pooling' });
 */
export function scatterByClass(
  points: readonly (readonly [x: number, y: number])[],
  labels: ArrayLike<number>,
  options: ScatterByClassOptions = {},
): Figure {
  check(points, labels);
  const {
    title = 'Points by class',
    xTitle = 'first component',
    yTitle = 'second component',
  } = options;
  const classes = [...new Set(Array.from(labels))].sort((a, b) => a - b);
  const members = classes.map((label) => points.filter((_, i) => labels[i] === label));
  return {
    data: classes.map((label, k) => classTrace(label, members[k]!)),
    layout: themedLayout(title, 460, {
      legend: { title: { text: 'class' }, itemsizing: 'constant' },
      xaxis: axis(xTitle),
      yaxis: axis(yTitle),
    }),
    alt: `${count(points.length, 'point')} of ${classes.length === 1 ? '1 class' : `${classes.length} classes`}${separation(members)}.`,
  };
}

function classTrace(label: number, points: readonly (readonly [number, number])[]): Trace {
  return {
    type: 'scatter',
    mode: 'markers',
    name: String(label),
    showlegend: true,
    // Four digits are finer than a screen shows and keep the notebook's file small.
    x: points.map(([x]) => Number(x.toPrecision(4))),
    y: points.map(([, y]) => Number(y.toPrecision(4))),
    marker: { ...markerStyle(label), size: 7, opacity: 0.8, line: { width: 0 } },
    hovertemplate: `class ${label}<extra></extra>`,
  };
}

/** How well the classes are separated, in words. */
function separation(members: readonly (readonly (readonly [number, number])[])[]): string {
  if (members.length < 2) return '';
  const centres = members.map((points) =>
    [0, 1].map((k) => points.reduce((sum, point) => sum + point[k]!, 0) / points.length),
  );
  const distance = ([x, y]: readonly [number, number], k: number): number =>
    Math.hypot(x - centres[k]![0]!, y - centres[k]![1]!);
  let [near, total] = [0, 0];
  members.forEach((points, own) => {
    total += points.length;
    near += points.filter((point) =>
      centres.every((_, k) => distance(point, own) <= distance(point, k)),
    ).length;
  });
  return `; ${percent(near / total)} lie nearer to the centre of their own class than to any other`;
}

function check(points: readonly (readonly [number, number])[], labels: ArrayLike<number>): void {
  if (points.length === 0 || labels.length !== points.length) {
    throw new RangeError(
      `scatterByClass: expected at least one point, and one label for each; got ${points.length} points and ${labels.length} labels.`,
    );
  }
  const wrong = points.findIndex((point) => point.length !== 2 || !point.every(Number.isFinite));
  if (wrong >= 0) {
    throw new RangeError(
      `scatterByClass: expected two finite coordinates for each point, but point ${wrong} is [${points[wrong]!.join(', ')}]. For more dimensions use principalComponents first.`,
    );
  }
  const strange = Array.from(labels).find((label) => !Number.isInteger(label) || label < 0);
  if (strange !== undefined) {
    throw new RangeError(
      `scatterByClass: expected whole numbers from 0 as labels, got ${strange}. Pass class numbers.`,
    );
  }
}
