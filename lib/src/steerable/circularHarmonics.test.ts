import { circularHarmonics, harmonicAt, type Harmonic } from './circularHarmonics';

/**
 * ∫ a·b over the plane, in polar coordinates: sums over circles, where the trapezium rule is as
 * good as exact.
 */
function product(a: Harmonic, b: Harmonic): number {
  const [directions, step] = [16, 0.1];
  let sum = 0;
  for (let r = step / 2; r < 5; r += step) {
    for (let k = 0; k < directions; k++) {
      const phi = (2 * Math.PI * k) / directions;
      const [x, y] = [r * Math.cos(phi), r * Math.sin(phi)];
      sum += harmonicAt(a, x, y) * harmonicAt(b, x, y) * r;
    }
  }
  return (sum * step * 2 * Math.PI) / directions;
}

describe('circular harmonics', () => {
  it('has a dot, and two waves for each frequency on each ring', () => {
    const names = circularHarmonics(5, 2).map((h) => `${h.radius}${h.wave}${h.frequency}`);
    expect(names.join(' ')).toBe(
      '0cos0 1cos0 1cos1 1sin1 1cos2 1sin2 2cos0 2cos1 2sin1 2cos2 2sin2',
    );
    expect(circularHarmonics(5, 99)).toHaveLength(1 + 5 + 9);
    expect(circularHarmonics(7, 0)).toHaveLength(4);
    expect(() => circularHarmonics(4, 2)).toThrow('odd size, but 4');
  });

  it('is orthogonal on the plane, but for rings of the same wave', () => {
    const harmonics = circularHarmonics(7, 4);
    const products = harmonics.flatMap((a, i) =>
      harmonics
        .slice(0, i)
        .filter((b) => a.frequency !== b.frequency || a.wave !== b.wave)
        .map((b) => Math.abs(product(a, b))),
    );
    expect(products).toHaveLength(254);
    expect(Math.max(...products)).toBeLessThan(1e-9);
    expect(Math.min(...harmonics.map((a) => product(a, a)))).toBeGreaterThan(0.5);
  });

  it.each(circularHarmonics(7, 4))('is turned like its picture is: %o', (harmonic) => {
    for (const angle of [0.3, Math.PI / 4, 2, -1]) {
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (const [x, y] of [
        [1.3, 0.4],
        [-0.7, 2.2],
        [0, 0],
      ] as const) {
        // What lies at a point now came from the point turned back.
        const before = harmonicAt(harmonic, cos * x + sin * y, -sin * x + cos * y);
        expect(harmonicAt(harmonic, x, y, angle)).toBeCloseTo(before, 12);
      }
    }
  });

  it('is steerable: a turned wave is a sum of the same two waves, whatever the angle', () => {
    const [cosine, sine] = (['cos', 'sin'] as const).map((wave) => ({
      radius: 2,
      frequency: 3,
      wave,
    }));
    const [x, y, angle] = [1.1, -1.7, 0.77];
    const sum =
      Math.cos(3 * angle) * harmonicAt(cosine!, x, y) +
      Math.sin(3 * angle) * harmonicAt(sine!, x, y);
    expect(harmonicAt(cosine!, x, y, angle)).toBeCloseTo(sum, 12);
  });

  it('is 1 on its ring and small two pixels away from it', () => {
    const ring: Harmonic = { radius: 2, frequency: 0, wave: 'cos' };
    expect(harmonicAt(ring, 0, -2)).toBeCloseTo(1, 12);
    expect(harmonicAt(ring, 0, 4)).toBeLessThan(1e-4);
  });
});
