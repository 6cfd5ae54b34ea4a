import * as tf from '@tensorflow/tfjs';
import { C4CNNWithBatchNorm } from '../models/models';
import { randomTensor } from '../testSupport/onEachBackend';
import { chooseBackend } from './chooseBackend';
import { repeated, type Computation } from './repeated';

/** A training step's numbers, and a count of how often the computation itself was asked. */
function gradientsOf(model: tf.LayersModel): { compute: Computation; asked: () => number } {
  let count = 0;
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const compute: Computation = ([x, labels]) => {
    count++;
    const { value, grads } = tf.variableGrads(() => {
      const logits = model.apply(x!, { training: true }) as tf.Tensor2D;
      const loss: tf.Tensor = tf.losses.softmaxCrossEntropy(tf.oneHot(labels!, 10), logits);
      return loss.asScalar();
    }, variables);
    return [value, ...variables.map((variable) => grads[variable.name]!)];
  };
  return { compute, asked: () => count };
}

const stateOf = (model: tf.LayersModel): tf.Variable[] =>
  model.weights.map((weight) => weight.read() as tf.Variable);
const numbersOf = (tensors: readonly tf.Tensor[]): number[][] =>
  tensors.map((tensor) => [...tensor.dataSync()]);

/** Pictures of noise and classes; another seed, others. */
function batch(seed: number, count = 3): tf.Tensor[] {
  const x = randomTensor<tf.Tensor>([count, 33, 33, 1], seed);
  return [x, tf.range(seed, seed + count, 1, 'int32')];
}

describe('on the native backend', () => {
  beforeAll(async () => {
    await chooseBackend('native');
  });

  it('gives to the last bit what the computation gives, also for other numbers and sizes', () => {
    const args = { channels: [2, 3, 4, 5, 6], seed: 1 };
    const [model, twin] = [new C4CNNWithBatchNorm(args), new C4CNNWithBatchNorm(args)];
    const [ours, plain] = [gradientsOf(model), gradientsOf(twin)];
    const again = repeated(ours.compute, stateOf(model));
    // The sizes take turns, as in a training whose last batch is smaller.
    for (const [seed, count] of [3, 3, 2, 3, 3, 2, 3, 2, 2].entries()) {
      tf.tidy(() => {
        const inputs = batch(seed, count);
        expect(numbersOf(again.run(inputs))).toEqual(numbersOf(plain.compute(inputs)));
      });
      // The averages of the normalization move on, and with them the next results.
      expect(numbersOf(stateOf(model))).toEqual(numbersOf(stateOf(twin)));
      for (const one of [model, twin]) {
        const weight = one.trainableWeights[0]!;
        tf.tidy(() => {
          weight.write(weight.read().mul(1.1));
        });
      }
    }
    expect(ours.asked()).toBe(4);
    again.dispose();
  });

  it('leaves no tensor behind', () => {
    const model = new C4CNNWithBatchNorm({ channels: [2, 2, 2, 2, 2] });
    const again = repeated(gradientsOf(model).compute, stateOf(model));
    const counts = [0, 1, 2, 3, 4].map((seed) => {
      tf.tidy(() => void again.run(batch(seed)));
      return tf.memory().numTensors;
    });
    expect(new Set(counts).size).toBe(1);
    again.dispose();
  });

  it.each<[string, Computation]>([
    ['draws random numbers', ([x]) => [x!.mul(tf.randomUniform(x!.shape))]],
    ['looks at its numbers', ([x]) => [x!.mul(x!.square().sum().dataSync()[0]!)]],
    ['gives back what it was given', ([x]) => [x!]],
  ])('does not repeat what %s', (_, compute) => {
    let count = 0;
    const counted: Computation = (inputs) => {
      count++;
      return compute(inputs);
    };
    const again = repeated(counted, []);
    for (let run = 1; run <= 6; run++) {
      tf.tidy(() => void again.run([randomTensor([4], run)]));
      expect(count).toBe(run);
    }
  });

  it('does not repeat what uses tensors from elsewhere', () => {
    let factor = tf.tensor1d([1, 2]).square();
    const again = repeated(([x]) => [x!.mul(factor)], []);
    for (let run = 1; run <= 5; run++) {
      factor.dispose();
      factor = tf.tidy(() => tf.tensor1d([run, 2 * run]).add(0));
      const [y] = tf.tidy(() => again.run([tf.tensor1d([1, 1]).add(0)]));
      expect([...y!.dataSync()]).toEqual([run, 2 * run]);
      y!.dispose();
    }
    factor.dispose();
  });
});

it('computes every time on another backend', async () => {
  await chooseBackend('wasm');
  let count = 0;
  const again = repeated(([x]) => [x!.mul(++count)], []);
  for (let run = 1; run <= 4; run++) {
    const y = tf.tidy(() => again.run([tf.tensor1d([2])])[0]!.dataSync()[0]);
    expect([count, y]).toEqual([run, 2 * run]);
  }
});
