import * as tf from '@tensorflow/tfjs';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** A tensor as the fixtures write it. */
export interface Stored {
  shape: number[];
  values: number[];
}

/** What every fixture has; `lib/fixtures/make_fixtures.py` describes the format. */
export interface Fixture {
  name: string;
  layer: string;
  group: string | null;
  config: Record<string, number | boolean | number[]>;
  weights?: Record<string, Stored>;
  weightsFrom?: { seed: number; tensors: Record<string, { shape: number[]; limit: number }> };
  input: Stored;
  training?: boolean;
  output: Stored;
  outputGradient: Stored;
  gradients: Record<string, Stored>;
  movingAfter?: Record<string, Stored>;
  labels: number[];
  loss: number;
  adamW?: {
    steps: number;
    config: { learningRate: number; weightDecay: number };
    losses: number[];
    weightsAfter: Record<string, Stored>;
  };
}

/** The cases of a file in `lib/fixtures` with their names, for `it.each`. */
export function fixtures(file: string): [string, Fixture][] {
  const folder = path.join(__dirname, '../../fixtures');
  const cases = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as Fixture[];
  return cases.map((fixture) => [fixture.name, fixture]);
}

export function load<T extends tf.Tensor>({ values, shape }: Stored): T {
  const tensor: tf.Tensor = tf.tensor(values, shape);
  return tensor as T;
}

/** Passes if both agree to 1e-5: relative for large values, absolute for small ones. */
export function expectClose(actual: tf.Tensor | undefined, expected: Stored): void {
  expect(actual?.shape).toEqual(expected.shape);
  const values = actual!.dataSync();
  const errors = expected.values.map(
    (value, i) => Math.abs(values[i]! - value) / (1 + Math.abs(value)),
  );
  expect(Math.max(...errors)).toBeLessThan(1e-5);
}

/** The weights of a fixture; for the largest model, a generator replaces the list. */
export function weightsOf({ weights, weightsFrom }: Fixture): Record<string, Stored> {
  if (!weightsFrom) return weights ?? {};
  let state = weightsFrom.seed;
  const next = (): number => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return (2 * Math.floor(state / 256)) / 2 ** 24 - 1;
  };
  return Object.fromEntries(
    Object.entries(weightsFrom.tensors).map(([name, { shape, limit }]) => [
      name,
      { shape, values: Array.from({ length: tf.util.sizeFromShape(shape) }, () => limit * next()) },
    ]),
  );
}
