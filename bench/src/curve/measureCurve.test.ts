import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DataEfficiency } from 'course';
import { C4CNN, chooseBackend, PlainCNN } from 'equivariant';
import type { DigitSet } from 'rotated-mnist';
import { measureCurve, type CurveOptions } from './measureCurve';

const channels = [2, 2, 2, 2, 2];
const competitors: CurveOptions['competitors'] = [
  { name: 'plain', make: (seed) => new PlainCNN({ seed, channels }) },
  {
    name: 'plain, augmented',
    make: (seed) => new PlainCNN({ seed, channels }),
    augmentation: { degrees: 180 },
  },
  { name: 'C4', make: (seed) => new C4CNN({ seed, channels }) },
];
const plan = { steps: 6, batchSize: 10, peakRate: 1e-2, test: 20, seed: 1 };

function noise(count: number): DigitSet {
  const images = Uint8Array.from({ length: count * 33 * 33 }, (_, i) => (i * i * 31) % 251);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
  return { images, labels, count, height: 33, width: 33 };
}

let folder: string;
beforeAll(() => chooseBackend('native'));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'curve-'));
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function measure(name: string, changes: Partial<CurveOptions> = {}): Promise<boolean> {
  return measureCurve({
    plan,
    sizes: [30, 10],
    competitors,
    digits: { train: noise(40), test: noise(20), source: 'Noise.' },
    backend: 'native',
    file: join(folder, name),
    say: () => undefined,
    ...changes,
  });
}

const figuresIn = (name: string): DataEfficiency =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as DataEfficiency;

it('trains every network for as many steps, whatever the number of digits', async () => {
  expect(await measure('figures')).toBe(true);
  const { networks, points } = figuresIn('figures');
  expect(networks.map(({ augmentation }) => augmentation)).toEqual([0, 180, 0]);
  expect(points.map(({ network, digits, epochs }) => [network, digits, epochs])).toEqual(
    [30, 10].flatMap((digits) => competitors.map(({ name }) => [name, digits, 60 / digits])),
  );
  expect(readdirSync(folder)).toEqual(['figures']);
});

it('measures the same after a stop between points and in a training', async () => {
  await measure('whole');
  let points = 0;
  const say = (): void => {
    // As Ctrl-C does it, once the next training listens.
    const interrupt = (): boolean => process.emit('SIGINT');
    if (++points === 2) setImmediate(() => setImmediate(interrupt));
  };
  expect(await measure('stopped', { say })).toBe(false);
  expect(figuresIn('stopped').points).toHaveLength(2);
  const again: string[] = [];
  expect(await measure('stopped', { say: (line) => again.push(line) })).toBe(true);
  expect(again).toHaveLength(4);
  expect(figuresIn('stopped')).toEqual(figuresIn('whole'));
});

it('adds a number of digits to those of an earlier run, and measures nothing twice', async () => {
  await measure('figures', { sizes: [10] });
  const say = jest.fn();
  expect(await measure('figures', { say })).toBe(true);
  expect(say).toHaveBeenCalledTimes(competitors.length);
  expect(await measure('figures', { say })).toBe(true);
  expect(say).toHaveBeenCalledTimes(competitors.length);
});

it('does not mix the figures of two plans', async () => {
  await measure('figures', { sizes: [10] });
  await expect(measure('figures', { plan: { ...plan, seed: 2 } })).rejects.toThrow(
    /figures of another plan. Delete it/,
  );
});

test('the command measures the curve of a tiny plan', () => {
  const program = resolve(__dirname, '../../dist/accuracy.js');
  const args = ['--curve', '--train', '64', '--steps', '1', '--test', '50', '--out', folder];
  const { status, stdout } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  expect(status).toBe(0);
  for (const name of ['plain', 'plain, augmented', 'C4', 'D4', 'C4, augmented']) {
    expect(stdout).toMatch(new RegExp(`^${name}, 64 digits, 1 epochs?: [\\d.]+ %$`, 'm'));
  }
  expect(figuresIn('data-efficiency.json').points).toHaveLength(5);
  expect(existsSync(join(folder, 'networks.json'))).toBe(false);
});
