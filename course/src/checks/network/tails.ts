import * as tf from '@tensorflow/tfjs';
import { needs, Wrong, type Finding } from '../Finding';
import { randomSeed } from '../randomSeed';
import { layerName, type Step } from './chain';
import { isEqual, type Stage, type Stages } from './stages';

/*
 * What follows a convolution is examined as one function, however many layers compute it. For
 * fields of one number for each channel it shows its activation, and for positive ones its pooling.
 */

/** Requires a ReLU between each convolution and the next layer with filters. */
export function requireReLUs(got: Stages, expected: Stages): string {
  const missing = pairs(got, expected).filter(([stage]) => !isReLU(stage));
  if (missing.length === 0) return `${expected.stages.length - 1} ReLUs`;
  const [first] = missing[0]!;
  throw new Wrong(
    `${missing.length === 1 ? 'one is' : `${missing.length} are`} missing: no ReLU follows ${layerName(got.steps, first.at)}`,
    { hint: 'Each of the five stages ends with tf.layers.reLU(), the last one too.' },
  );
}

/**
 * Requires the poolings of the course's network after each convolution, and nothing else.
 *
 * @param relus the finding about the activations: others change what a pooling gives
 */
export function requirePools(got: Stages, expected: Stages, relus: Finding): string {
  const all = pairs(got, expected);
  if (!isEqual(got.stages[0]!.filters.input, got.steps[0]!.input)) {
    throw new Wrong(
      `something happens to the picture before ${layerName(got.steps, got.head.length)}`,
      { hint: 'The first layer is the convolution; it gets the picture as it is.' },
    );
  }
  for (const [stage, own] of all) {
    const { output } = stage.filters;
    // The largest of many are still far apart.
    const x = tf.randomUniform(output.shape, 0, 7, 'float32', randomSeed(26)).exp();
    const pool = own.tail.filter(({ layer }) => layer.weights.length === 0);
    const [is, should] = [through(stage.tail, x), through(pool, x)];
    if (is.size === should.size && isEqual(standard(is), standard(should), 1e-3)) continue;
    // Another activation changes the numbers, too.
    if (is.size === should.size) needs(relus);
    throw new Wrong(
      is.size === should.size
        ? `after ${layerName(got.steps, stage.at)} the pooling gives different numbers`
        : `after ${layerName(got.steps, stage.at)} the pooling should give [${should.shape.join(', ')}], but gives [${is.shape.join(', ')}]`,
      {
        hint: 'Maximum over space with window 3, stride 2 and padding 1; the last one has stride 1 and no padding, and takes the maximum over the group, too.',
      },
    );
  }
  return `${expected.stages.length - 1} poolings`;
}

/** Requires a batch normalization right after each convolution. */
export function requireNormalizations(got: Stages, expected: Stages): string {
  const all = pairs(got, expected);
  const places = all.map(([{ tail }]) => tail.findIndex(isBatchNormalization));
  const found = places.filter((place) => place >= 0).length;
  if (found < all.length) {
    throw new Wrong(`expected ${all.length}, found ${found}`, {
      hint: 'A new GroupBatchNorm() comes right after each of the five convolutions. It takes mean and variance over the whole batch, one for each channel.',
    });
  }
  const late = all.findIndex(
    ([{ filters, tail }], index) => !isEqual(tail[places[index]!]!.input, filters.output),
  );
  if (late < 0) return `${found} normalizations`;
  throw new Wrong(
    `something comes between ${layerName(got.steps, all[late]![0].at)} and its normalization`,
    { hint: 'The normalization comes right after the convolution, before pooling and ReLU.' },
  );
}

/** The stages with convolutions, each with that of the course's network. */
function pairs(got: Stages, expected: Stages): [Stage, Stage][] {
  const wanted = expected.stages.slice(0, -1);
  if (got.stages.length <= wanted.length) {
    throw new Wrong(
      `expected ${wanted.length} convolutions and a linear layer, found ${got.stages.length} layers with filters`,
      { hint: 'Compare model.summary() with the table of the exercise, layer by layer.' },
    );
  }
  return wanted.map((own, index) => [got.stages[index]!, own]);
}

/** The layers' output for x, with every number for each channel, such as a scale, set to 1. */
function through(tail: readonly Step[], x: tf.Tensor): tf.Tensor {
  return tail.reduce((y, { layer }) => {
    layer.trainableWeights.forEach((weight) => weight.write(tf.ones(weight.shape as number[])));
    return layer.apply(y) as tf.Tensor;
  }, x);
}

/** For each channel: mean 0 and variance 1 over pictures and pixels. */
function standard(x: tf.Tensor): tf.Tensor {
  const rows = x.reshape([-1, x.shape[x.rank - 1]!]);
  const { mean, variance } = tf.moments(rows, 0);
  return rows.sub(mean).div(variance.sqrt());
}

/** Whether each channel is constant below a number, linear above it, and bent nowhere else. */
function isReLU({ filters, tail }: Stage): boolean {
  const { shape } = filters.output;
  const channels = shape[shape.length - 1]!;
  /**
   * What becomes of five numbers in each channel, one for each picture. Every picture has
   * several of them: a layer could look at the sign of all its input.
   */
  const of = (
    number: (n: number, channel: number) => number,
  ): ((n: number, i: number) => number) => {
    const at = (n: number, channel: number): number => (n + channel) % 5;
    const rows = Array.from({ length: 5 }, (_, row) =>
      Array.from({ length: channels }, (_, c) => number(at(row, c), c)),
    );
    const numbers = tf.tensor2d(rows).reshape([5, ...shape.slice(1, -1).map(() => 1), channels]);
    const y = through(tail, tf.zeros([5, ...shape.slice(1)]).add(numbers));
    const outputs = y.shape[y.rank - 1]!;
    const values = y.reshape([5, -1, outputs]).max(1).dataSync();
    return (n, i) => values[((((n - i) % 5) + 5) % 5) * outputs + i]!;
  };
  const y = of((n) => [-2e3, -1e3, 1e3, 2e3, 3e3][n]!);
  const lines = Array.from({ length: channels }, (_, c) => {
    const slope = (y(3, c) - y(2, c)) / 1e3;
    return { slope, low: y(1, c), bend: 1e3 + (y(1, c) - y(2, c)) / slope };
  });
  const near = of((n, c) => lines[c]!.bend + (n < 2 ? -1 : 1) / lines[c]!.slope);
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) < 0.01;
  return lines.every(
    ({ slope, low }, c) =>
      slope > 0 &&
      isNear(y(0, c), low) &&
      isNear((y(4, c) - y(3, c)) / 1e3, slope) &&
      [0, 1].every((n) => isNear(near(n, c), low)) &&
      [2, 3, 4].every((n) => isNear(near(n, c), low + 1)),
  );
}

/**
 * Whether a layer, in training, ignores a scale and a shift of each channel, but not a scale of
 * each picture.
 */
function isBatchNormalization({ layer, input, output }: Step): boolean {
  if (input.rank < 4 || output.shape.join() !== input.shape.join()) return false;
  const apply = (x: tf.Tensor): tf.Tensor => layer.apply(x, { training: true }) as tf.Tensor;
  const channels = input.shape[input.rank - 1]!;
  const x = tf.randomNormal(input.shape, 0, 1, 'float32', randomSeed(7));
  const y = apply(x);
  const scales = tf.randomUniform([channels], 1, 3, 'float32', randomSeed(8));
  const shifts = tf.randomUniform([channels], -2, 2, 'float32', randomSeed(9));
  const picture = tf
    .range(1, input.shape[0] + 1)
    .reshape([-1, ...input.shape.slice(1).map(() => 1)]);
  const change = (other: tf.Tensor): number => apply(other).sub(y).abs().max().dataSync()[0]!;
  return change(x.mul(scales).add(shifts)) < 0.01 && change(x.mul(picture)) > 0.01;
}
