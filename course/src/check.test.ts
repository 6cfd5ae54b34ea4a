import * as tf from '@tensorflow/tfjs';
import {
  C4,
  C4CNN,
  C4CNNWithBatchNorm,
  chooseBackend,
  GroupBatchNorm,
  GroupConv2d,
  GroupMaxPool,
  IsotropicCNN,
  LiftingConv2d,
  SpatialMaxPool,
} from 'equivariant';
import type { ModelClass } from './answers';
import { check, checkTrained } from './check';
import { exercises } from './exercises';
import { CheckFailed } from './report/Report';
import { trainingPlan } from './trainingPlan';

beforeAll(async () => {
  await chooseBackend();
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});

/** The properties that a check said do not hold. */
async function failures(check: Promise<void>): Promise<string[]> {
  try {
    await check;
    return [];
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error;
    const { findings } = error.report;
    return findings.filter(({ passed }) => !passed).map(({ property }) => property);
  }
}

/** A network like the one of exercise 3.2, but for what `change` does to its layers. */
function variant(change: (layers: tf.layers.Layer[]) => tf.layers.Layer[]): ModelClass {
  return class extends tf.Sequential {
    constructor() {
      const conv = { group: C4, kernelSize: 3, padding: 1 };
      const layers: tf.layers.Layer[] = [8, 16, 32, 64, 128].flatMap((filters, i) => [
        i === 0
          ? new LiftingConv2d({ ...conv, filters, inputShape: [33, 33, 1] })
          : new GroupConv2d({ ...conv, filters, seed: i }),
        new SpatialMaxPool(i === 4 ? { strides: 1, padding: 'valid' } : {}),
        ...(i === 4 ? [new GroupMaxPool()] : []),
        tf.layers.reLU(),
      ]);
      super({ layers: change([...layers, tf.layers.flatten(), tf.layers.dense({ units: 10 })]) });
    }
  };
}

const turns = ['a quarter turn', 'a half turn', 'three quarter turns'];

it('has exercises worth 100 points and a bonus of 15', () => {
  const sum = (bonus: boolean): number =>
    Object.values(exercises)
      .filter((exercise) => 'bonus' in exercise === bonus)
      .reduce((points, exercise) => points + exercise.points, 0);
  expect(sum(false)).toBe(100);
  expect(sum(true)).toBe(15);
});

it('passes what is right', async () => {
  expect(await failures(check('3.2', C4CNN))).toEqual([]);
  expect(
    await failures(
      check(
        '3.2',
        variant((layers) => layers),
      ),
    ),
  ).toEqual([]);
  expect(await failures(check('3.3', IsotropicCNN))).toEqual([]);
  expect(await failures(check('3.5b', C4CNNWithBatchNorm))).toEqual([]);
  expect(await failures(check('3.5a', GroupBatchNorm))).toEqual([]);
});

it('finds a network that keeps the four rotations as features', async () => {
  const Model = variant((layers) => layers.filter((layer) => !(layer instanceof GroupMaxPool)));
  expect(await failures(check('3.2', Model))).toEqual([
    ...turns.map((turn) => `unchanged by ${turn}`),
    '393,290 parameters',
  ]);
});

it('finds a softmax', async () => {
  const Model = variant((layers) => [...layers, tf.layers.softmax()]);
  expect(await failures(check('3.2', Model))).toEqual([
    'the logits are not probabilities yet (no softmax)',
  ]);
});

it('finds a wrong number of outputs', async () => {
  const Model = variant((layers) => [...layers.slice(0, -1), tf.layers.dense({ units: 9 })]);
  expect(await failures(check('3.2', Model))).toContain('five pictures give five times ten logits');
});

it('finds a network that does not look at its input', async () => {
  const blank = tf.layers.dense({ units: 10, kernelInitializer: 'zeros', biasInitializer: 'ones' });
  const Model = variant((layers) => [...layers.slice(0, -1), blank]);
  expect(await failures(check('3.2', Model))).toContain('the logits depend on the picture');
});

it('finds the wrong channels', async () => {
  class Narrow extends C4CNN {
    constructor() {
      super({ channels: [8, 16, 32, 64, 127] });
    }
  }
  expect(await failures(check('3.2', Narrow))).toEqual(['393,290 parameters']);
});

it('judges the accuracy of the whole run alone', async () => {
  const model = new C4CNN();
  const plan = trainingPlan();
  const low = checkTrained('3.2', model, 0.92, plan);
  expect(await failures(low)).toEqual(['at least 93.00 % of the test pictures recognized']);
  expect(await failures(checkTrained('3.2', model, NaN, plan))).toHaveLength(1);
  expect(await failures(checkTrained('3.2', model, 0.94, plan))).toEqual([]);
  expect(await failures(checkTrained('3.2', model, 0.5, { ...plan, quick: true }))).toEqual([]);
});

/** A normalization with statistics over the given axes, running ones if asked for. */
function normalization(axes: number[], running: boolean): new () => tf.layers.Layer {
  return class extends tf.layers.Layer {
    private mean: tf.Tensor = tf.scalar(0);
    private variance: tf.Tensor = tf.scalar(1);

    override call(
      inputs: tf.Tensor | tf.Tensor[],
      { training }: { training?: boolean },
    ): tf.Tensor {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      if (training) {
        const { mean, variance } = tf.moments(x, axes, true);
        if (running) {
          this.mean = tf.keep(this.mean.mul(0.9).add(mean.mul(0.1)));
          this.variance = tf.keep(this.variance.mul(0.9).add(variance.mul(0.1)));
        }
        return x.sub(mean).div(variance.add(1e-5).sqrt());
      }
      return x.sub(this.mean).div(this.variance.add(1e-5).sqrt());
    }

    override getClassName(): string {
      return 'Normalization';
    }
  };
}

it('finds a normalization of each group element by itself', async () => {
  const found = await failures(check('3.5a', normalization([0, 1, 2], true)));
  expect(found).toContain('one mean for all four group elements');
});

it('finds a normalization over the channels too', async () => {
  const found = await failures(check('3.5a', normalization([0, 1, 2, 3, 4], true)));
  expect(found).toContain('in training each channel gets mean 0 and variance 1');
});

it('finds a normalization that forgets', async () => {
  const found = await failures(check('3.5a', normalization([0, 1, 2, 3], false)));
  expect(found).toEqual(['inference uses what training has seen']);
});

it('finds a normalization that does nothing', async () => {
  const Nothing = class extends tf.layers.Layer {
    override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
      return Array.isArray(inputs) ? inputs[0]! : inputs;
    }
    override getClassName(): string {
      return 'Nothing';
    }
  };
  expect(await failures(check('3.5a', Nothing))).toEqual([
    'in training each channel gets mean 0 and variance 1',
    'inference uses what training has seen',
  ]);
});
