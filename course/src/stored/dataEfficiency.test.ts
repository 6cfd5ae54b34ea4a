import { dataEfficiency, directions } from './dataEfficiency';

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

test('each network of every group was trained on the same digits, from three seeds or more', () => {
  const { networks, points } = directions();
  expect(networks.map(({ name }) => name)).toEqual(['C4', 'C4, wider', 'C8', 'C8, wider', 'C16']);
  const seeds = [...new Set(points.map(({ seed }) => seed))];
  expect(seeds.length).toBeGreaterThanOrEqual(3);
  expect(new Set(points.map((point) => `${point.digits} ${point.epochs}`)).size).toBe(1);
  const measured = points.map(({ network, seed }) => `${network} ${seed}`);
  const all = seeds.flatMap((seed) => networks.map(({ name }) => `${name} ${seed}`));
  expect([...measured].sort()).toEqual(all.sort());
});
