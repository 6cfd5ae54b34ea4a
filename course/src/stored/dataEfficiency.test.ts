import { dataEfficiency } from './dataEfficiency';

test('the stored curve has one point for each network and each number of digits', () => {
  const { plan, networks, points, versions, backend, digits } = dataEfficiency();
  const sizes = [...new Set(points.map((point) => point.digits))].sort((a, b) => a - b);
  expect([sizes[0], sizes.at(-1)]).toEqual([100, 12_000]);
  expect(networks.map(({ name }) => name).slice(0, 4)).toEqual([
    'plain',
    'plain, augmented',
    'C4',
    'D4',
  ]);
  expect(points).toHaveLength(networks.length * sizes.length);
  for (const { name } of networks) {
    for (const size of sizes) {
      const [point, ...others] = points.filter(
        (one) => one.network === name && one.digits === size,
      );
      expect(others).toEqual([]);
      expect(point!.accuracy).toBeGreaterThan(0.1);
      expect(point!.accuracy).toBeLessThanOrEqual(1);
      const steps = point!.epochs * Math.ceil(size / plan.batchSize);
      expect(Math.abs(steps - plan.steps)).toBeLessThanOrEqual(
        Math.ceil(size / plan.batchSize) / 2,
      );
    }
  }
  expect([backend, digits, Object.keys(versions)]).toEqual([
    expect.any(String),
    expect.any(String),
    ['node', '@tensorflow/tfjs'],
  ]);
});
