interface Point {
  step: number;
  value: number;
}

/**
 * Shortens a noisy curve: every `size` neighbouring points become one, at their last step and with
 * the mean of their values. So do the points left over at the end.
 *
 * @example
 * const points = [{ step: 1, value: 2 }, { step: 2, value: 4 }];
 * averageNeighbours(points, 2); // [{ step: 2, value: 3 }]
 */
export function averageNeighbours(points: readonly Point[], size: number): Point[] {
  const averaged: Point[] = [];
  for (let start = 0; start < points.length; start += size) {
    const group = points.slice(start, start + size);
    const last = group.at(-1);
    if (!last) continue;
    const value = group.reduce((sum, point) => sum + point.value, 0) / group.length;
    averaged.push({ step: last.step, value });
  }
  return averaged;
}
