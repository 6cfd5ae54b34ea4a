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
const plan = { steps: 6, batchSize: 10, peakRate: 1e-2, test: 20 };

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
    seeds: [1],
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
  await expect(measure('figures', { plan: { ...plan, steps: 7 } })).rejects.toThrow(
    /figures of another plan. Delete it/,
  );
});

it('trains each network once for each seed', async () => {
  await measure('figures', { sizes: [10], seeds: [1] });
  await measure('figures', { sizes: [10], seeds: [1, 2] });
  const measured = figuresIn('figures').points.map(({ network, seed }) => [network, seed]);
  expect(measured).toEqual([1, 2].flatMap((seed) => competitors.map(({ name }) => [name, seed])));
});

/** Runs the command with a tiny plan. */
function runCommand(...args: string[]): string {
  const program = resolve(__dirname, '../../dist/accuracy.js');
  const plan = ['--train', '64', '--steps', '1', '--test', '50', '--out', folder];
  const { status, stdout } = spawnSync(process.execPath, [program, ...plan, ...args], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stdout;
}

test('the command measures networks of C4, C8 and C16, among them the one of notebook 5', () => {
  runCommand('--directions', '--seed', '3,4');
  const { networks, points } = figuresIn('directions.json');
  const parameters = networks.map(({ name, parameters }) => [name, parameters]);
  expect(parameters).toEqual([
    ['C4', 20_412],
    ['C4, wider', 40_136],
    ['C8', 40_476],
    ['C8, wider', 79_780],
    ['C16', 80_604],
  ]);
  expect(points.map(({ seed }) => seed)).toEqual(
    [3, 4].flatMap((seed) => Array<number>(5).fill(seed)),
  );
});

test('the command measures the curve of a tiny plan', () => {
  const stdout = runCommand('--curve');
  for (const name of ['plain', 'plain, augmented', 'C4', 'D4', 'C4, augmented']) {
    expect(stdout).toMatch(new RegExp(`^${name}, 64 digits, seed 0, 1 epoch: [\\d.]+ %$`, 'm'));
  }
  expect(figuresIn('data-efficiency.json').points).toHaveLength(5);
  expect(existsSync(join(folder, 'networks.json'))).toBe(false);
});
