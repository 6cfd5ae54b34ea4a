interface Point {
  x: number;
  y: number;
}

/** The part of an SVG path that this package uses. */
export interface SvgPath {
  getAttribute(name: 'd'): string | null;
}

/** The length of a path of straight lines, such as an arrow's shaft. */
export function lengthOf(path: SvgPath): number {
  const points = pointsOf(path);
  return points.slice(1).reduce((sum, point, i) => sum + distance(points[i]!, point), 0);
}

/** The point at a distance along a path of straight lines; beyond its ends, the end. */
export function pointAlong(path: SvgPath, length: number): Point {
  const points = pointsOf(path);
  let from = points[0] ?? { x: 0, y: 0 };
  let left = Math.max(0, length);
  for (const to of points.slice(1)) {
    const step = distance(from, to);
    if (left <= step && step > 0) {
      const share = left / step;
      return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
    }
    left -= step;
    from = to;
  }
  return { ...from };
}

/** The corners of a path in absolute coordinates, as Plotly writes it: `M0,0L3,4`. */
function pointsOf(path: SvgPath): Point[] {
  const numbers = (path.getAttribute('d') ?? '').match(/-?[\d.]+(e-?\d+)?/g) ?? [];
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) => ({
    x: Number(numbers[2 * i]),
    y: Number(numbers[2 * i + 1]),
  }));
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}
