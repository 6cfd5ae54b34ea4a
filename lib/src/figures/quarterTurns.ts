import { markColour } from './palette';

/** Whether an angle, in degrees, is a multiple of 90. */
export function isQuarterTurn(angle: number): boolean {
  return Math.abs(angle / 90 - Math.round(angle / 90)) < 1e-9;
}

/** The multiples of 90 between the smallest and the largest angle, in degrees. */
export function quarterTurnsWithin(angles: readonly number[]): number[] {
  const first = Math.ceil(Math.min(...angles) / 90);
  const last = Math.floor(Math.max(...angles) / 90);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * 90);
}

/** Plotly shapes: a dotted vertical line over the whole plot at each quarter turn. */
export function quarterTurnLines(angles: readonly number[]): object[] {
  return quarterTurnsWithin(angles).map((angle) => ({
    type: 'line',
    x0: angle,
    x1: angle,
    y0: 0,
    y1: 1,
    yref: 'paper',
    layer: 'below',
    line: { color: markColour, width: 1.5, dash: 'dot' },
  }));
}

/**
 * Plotly markers on a curve over angles: `large` pixels wide at quarter turns, otherwise `small`.
 */
export function quarterTurnMarkers(
  angles: readonly number[],
  large: number,
  small: number,
): object {
  const size = angles.map((angle) => (isQuarterTurn(angle) ? large : small));
  // By default, Plotly draws markers of several sizes translucent and with a white rim.
  return { size, opacity: 1, line: { width: 0 } };
}

/**
 * Checks that angles can be drawn.
 *
 * @throws RangeError if there is no angle, or if one is not a finite number
 */
export function checkAngles(angles: readonly number[], caller: string): void {
  if (angles.length === 0 || !angles.every(Number.isFinite)) {
    throw new RangeError(
      `${caller}: expected at least one angle, each a finite number of degrees; got [${angles.slice(0, 5).join(', ')}]. Pass for instance [0, 15, 30, ..., 360].`,
    );
  }
}
