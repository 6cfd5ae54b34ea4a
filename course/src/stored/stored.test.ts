import * as tf from '@tensorflow/tfjs';
import { C4CNN, chooseBackend } from 'equivariant';
import { definitionOf } from '../exercises';
import { passed } from '../checks/Report';
import { judgeTrained } from '../judge';
import { isShipped } from './isShipped';
import { networkToShow } from './networkToShow';
import {
  fingerprintOf,
  loadNetwork,
  storedNetworks,
  storeNetwork,
  type StoredNetwork,
} from './trainedNetworks';

beforeAll(() => chooseBackend('native'));
afterEach(() => jest.restoreAllMocks());

const cosine = (a: readonly number[], b: readonly number[]): number => {
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

const ofExercises = [
  ['3.2', 'C4CNN'],
  ['3.3', 'IsotropicCNN'],
  ['3.5b', 'C4CNNWithBatchNorm'],
  ['4c', 'D4CNN'],
] as const;

const storedNetwork = (name: string): StoredNetwork =>
  storedNetworks().find((one) => one.name === name)!;

describe('trained networks', () => {
  const named = storedNetworks().map((stored) => [stored.name, stored] as const);

  test.each(named)('%s computes what it computed when its accuracy was measured', (_, stored) => {
    const network = loadNetwork(stored);
    expect(cosine(fingerprintOf(network), stored.fingerprint)).toBeGreaterThan(0.9999);
    expect(isShipped(network)).toBe(true);
    network.dispose();
  });

  test.each(ofExercises)('the one of exercise %s reaches its bar', (part, name) => {
    expect(storedNetwork(name).accuracy).toBeGreaterThanOrEqual(definitionOf(part).accuracy);
  });

  test('weights are stored to a byte, and biases exactly', () => {
    const model = new C4CNN({ channels: [8, 16, 32, 64, 128], seed: 3 });
    const { bytes, weights, network } = storeNetwork({ name: 'any', model: 'C4CNN' }, model);
    expect(bytes.length).toBeLessThan(1.02 * model.countParams());
    model.getWeights().forEach((weight, index) => {
      const { quantization } = weights[index]!;
      const error = weight.sub(network.getWeights()[index]!).abs().max().dataSync()[0]!;
      expect(error).toBeLessThanOrEqual(0.51 * (quantization?.scale ?? 0));
    });
  });
});

describe('the weights that come with the course earn no points as one’s own', () => {
  test.each(ofExercises)('a copy is noticed in exercise %s, however changed', (part, name) => {
    const changes: ((values: tf.Tensor[]) => tf.Tensor[])[] = [
      (values) => values,
      (values) => [
        // The channels of the first field, and the inputs of the second layer with them.
        values[0]!.reverse(-1),
        values[1]!.reverse(-1),
        values[2]!.reverse(-2),
        ...values.slice(3),
      ],
      (values) => [...values.slice(0, -2), ...values.slice(-2).map((value) => value.mul(3))],
      (values) =>
        values.map((value, i) => value.add(tf.randomNormal(value.shape, 0, 1e-3, 'float32', i))),
    ];
    // Its normalizations have weights between and behind those of the layers.
    if (part === '3.5b') changes.splice(1, 2);
    for (const change of changes) {
      const copy = loadNetwork(storedNetwork(name));
      copy.setWeights(change(copy.getWeights()));
      expect(isShipped(copy)).toBe(true);
      const report = judgeTrained(part, copy, 0.99);
      expect(passed(report)).toBe(false);
      expect(report.findings.find(({ id }) => id === 'accuracy')?.detail).toMatch(
        /weights of the course's own network, which recognizes \d/,
      );
    }
  });

  test('networks of different trainings are told apart', () => {
    const fingerprints = storedNetworks().map(({ fingerprint }) => fingerprint);
    fingerprints.forEach((one, i) =>
      fingerprints.slice(0, i).forEach((other) => expect(cosine(one, other)).toBeLessThan(0.95)),
    );
    const fresh = new C4CNN({ seed: 1 });
    expect(isShipped(fresh)).toBe(false);
    const { findings } = judgeTrained('3.2', fresh, 0.99);
    expect(findings.find(({ id }) => id === 'accuracy')?.passed).toBe(true);
  });
});

describe('networkToShow', () => {
  test('shows one’s own network, or says that it shows the course’s', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation();
    const own = new C4CNN();
    expect(await networkToShow('C4CNN', own, false)).toBe(own);
    expect(log).not.toHaveBeenCalled();
    const shown = await networkToShow('C4CNN', own, true);
    expect(isShipped(shown)).toBe(true);
    expect(log).toHaveBeenCalledWith(
      expect.stringMatching(
        /^In place of your C4CNN, .*\n.* 5 epochs on 12,000 .* 9\d\.\d\d % of 10,000/,
      ),
    );
  });

  test('names those that there are', () => {
    expect(() => networkToShow('C5CNN', new C4CNN(), true)).toThrow(/no network C5CNN.*C4CNN;/);
  });
});
