/**
 * A function on the plane: a ring along the radius and a wave around the circle.
 *
 * `ψ(r, φ) = exp(-(r - radius)² / 2σ²) · cos(frequency · φ)`, or the same with a sine; σ = 0.45
 * pixels.
 *
 * Turning it by any angle θ replaces φ by φ - θ; no pixel grid is involved (Weiler, Hamprecht &
 * Storath 2018, "Learning Steerable Filters for Rotation Equivariant CNNs").
 */
export interface Harmonic {
  /** Where the ring lies, in pixels from the centre. */
  radius: number;
  /** Waves around the circle. */
  frequency: number;
  wave: 'cos' | 'sin';
}

/**
 * The width of the rings. Narrower rings fall between the pixels, and the filter's border cuts off
 * wider ones. At about this width the error under an eighth of a turn is smallest.
 */
const sigma = 0.45;

/**
 * The harmonics that make up filters of a given size: a dot, and rings around it of radius 1, 2,
 * ... up to the border.
 *
 * A ring of radius j has about 2πj pixels, which cannot carry more than πj waves; here it carries
 * at most 2j, and at most `maxFrequency` (a band limit, as in Weiler & Cesa 2019, "General
 * E(2)-Equivariant Steerable CNNs").
 *
 * @param size height and width of the filters, odd
 * @throws RangeError if the size is even, so that no pixel lies at the centre
 *
 * @example
 * circularHarmonics(5, 2).length; // 11: 1 for the dot and 5 for each of two rings
 */
export function circularHarmonics(size: number, maxFrequency: number): Harmonic[] {
  if (size % 2 === 0) {
    throw new RangeError(`Steerable filters need an odd size, but ${size} was given.`);
  }
  const harmonics: Harmonic[] = [];
  for (let radius = 0; radius <= (size - 1) / 2; radius++) {
    for (let frequency = 0; frequency <= Math.min(maxFrequency, 2 * radius); frequency++) {
      harmonics.push({ radius, frequency, wave: 'cos' });
      if (frequency > 0) harmonics.push({ radius, frequency, wave: 'sin' });
    }
  }
  return harmonics;
}

/**
 * The harmonic's value at a point; at the centre, a wave is 0.
 *
 * @param x pixels to the right of the centre
 * @param y pixels above the centre
 * @param angle the angle by which the harmonic is turned, in radians, counter-clockwise
 */
export function harmonicAt(
  { radius, frequency, wave }: Harmonic,
  x: number,
  y: number,
  angle = 0,
): number {
  const r = Math.hypot(x, y);
  // The centre has no direction: a value other than 0 would not change when the wave turns.
  if (r === 0 && frequency > 0) return 0;
  const ring = Math.exp(-((r - radius) ** 2) / (2 * sigma ** 2));
  return ring * Math[wave](frequency * (Math.atan2(y, x) - angle));
}
