import * as tf from '@tensorflow/tfjs';
import { expectClose, fixtures, load, weightsOf } from '../testSupport/fixtures';
import { onEachBackend } from '../testSupport/onEachBackend';
import { Adam } from '../training/Adam';
import { C4CNN, C4CNNWithBatchNorm, D4CNN, IsotropicCNN } from './models';

const models = { C4CNN, C4CNNWithBatchNorm, D4CNN, IsotropicCNN };
const files = ['c4cnn', 'c4cnn-batch-norm', 'isotropic-cnn', 'd4cnn'];
const cases = files.flatMap((file) => fixtures(`${file}.json`));

onEachBackend(() => {
  it.each(cases)('%s computes what PyTorch computes, and learns as it does', (_, fixture) => {
    const channels = fixture.config.channels as number[];
    const model = new models[fixture.layer as keyof typeof models]({ channels });
    const weight = (name: string): tf.Variable =>
      model.weights.find((w) => w.originalName === name)!.read() as tf.Variable;
    const stored = weightsOf(fixture);
    for (const [name, value] of Object.entries(stored)) weight(name).assign(load(value));
    const x = load<tf.Tensor>(fixture.input);
    const target = tf.oneHot(fixture.labels, 10);
    const loss = (): tf.Scalar => {
      const logits = model.apply(x, { training: fixture.training! }) as tf.Tensor;
      const mean: tf.Tensor = tf.losses.softmaxCrossEntropy(target, logits);
      return mean.asScalar();
    };
    expectClose(model.apply(x, { training: fixture.training! }) as tf.Tensor, fixture.output);
    for (const [name, value] of Object.entries(fixture.movingAfter ?? {})) {
      expectClose(weight(name), value);
    }

    const variables = model.trainableWeights.map((w) => w.read() as tf.Variable);
    const { value, grads } = tf.variableGrads(loss, variables);
    expect(value.dataSync()[0]).toBeCloseTo(fixture.loss, 5);
    for (const [name, expected] of Object.entries(fixture.gradients)) {
      expectClose(grads[weight(name).name], expected);
    }

    if (!fixture.adamW) return;
    const { config, losses, steps, weightsAfter } = fixture.adamW;
    const adam = new Adam(variables, config.weightDecay, true);
    for (let step = 0; step < steps; step++) {
      const now = tf.variableGrads(loss, variables);
      expect(now.value.dataSync()[0]).toBeCloseTo(losses[step]!, 5);
      adam.update(
        variables.map((variable) => now.grads[variable.name]!),
        config.learningRate,
      );
    }
    for (const [name, expected] of Object.entries(weightsAfter))
      expectClose(weight(name), expected);
  });
});
