import * as tf from '@tensorflow/tfjs';
import { C4CNNWithBatchNorm, D4CNN } from '../models/models';
import { onEachBackend, randomTensor, testedBackends } from '../testSupport/onEachBackend';
import { chooseBackend } from './chooseBackend';
import { convolve } from './convolve';
import { gatherRows, inverseRows } from './gatherRows';
import { maxPool } from './maxPool';
import { normalizeBatch } from './normalizeBatch';

/** Logits, loss and all gradients of a model in training mode. */
function lossAndGradients(model: tf.LayersModel): number[][] {
  return tf.tidy(() => {
    const x = randomTensor<tf.Tensor4D>([4, 33, 33, 1], 9);
    const target = tf.oneHot([1, 5, 7, 0], 10);
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const { value, grads } = tf.variableGrads(() => {
      const logits = model.apply(x, { training: true }) as tf.Tensor;
      const loss: tf.Tensor = tf.losses.softmaxCrossEntropy(target, logits);
      return loss.asScalar();
    }, variables);
    return [value, ...variables.map((variable) => grads[variable.name]!)].map((t) => [
      ...t.dataSync(),
    ]);
  });
}

const others = testedBackends.filter((name) => name !== 'native');
const pairs = [C4CNNWithBatchNorm, D4CNN].flatMap((Model) =>
  others.map((name) => ({ Model, name })),
);

it.each(pairs)('computes the same on $name as on native: $Model.name', async ({ Model, name }) => {
  const args = { channels: [4, 6, 8, 10, 12], seed: 4 };
  await chooseBackend('native');
  const native = lossAndGradients(new Model(args));
  await chooseBackend(name);
  const other = lossAndGradients(new Model(args));
  const overall = Math.max(...native.flat().map(Math.abs));
  native.forEach((values, i) => {
    // The gradient of a bias in front of a normalization is zero but for rounding.
    const scale = Math.max(...values.map(Math.abs), 0.05 * overall);
    values.forEach((value, j) => {
      expect(Math.abs(value - other[i]![j]!)).toBeLessThanOrEqual(1e-4 * scale);
    });
  });
});

onEachBackend(() => {
  it('gathers rows, with the gradient that a sum over the uses gives', () => {
    const rows = Int32Array.of(2, 0, 1, 1, 2, 0);
    const x = randomTensor<tf.Tensor2D>([3, 2], 1);
    const dy = randomTensor<tf.Tensor2D>([6, 2], 2);
    const uses = inverseRows(rows);
    const y = gatherRows(x, rows, uses).arraySync();
    const source = x.arraySync();
    expect(y).toEqual([...rows].map((row) => source[row]));
    const gradient = tf.grad((t: tf.Tensor) => gatherRows(t as tf.Tensor2D, rows, uses))(x, dy);
    const upstream = dy.arraySync();
    (gradient.arraySync() as number[][]).forEach((values, row) => {
      values.forEach((value, column) => {
        let sum = 0;
        rows.forEach((used, i) => (sum += used === row ? upstream[i]![column]! : 0));
        expect(value).toBeCloseTo(sum, 6);
      });
    });
  });
});

onEachBackend(() => {
  it.each([
    [[3, 2], 0, [2, 0, 0]],
    [[2, 3, 4], 1, [1, 2]],
    [[2, 3, 4], 2, [3, 0]],
  ])('gathers from %p along axis %p', (shape, axis, indices) => {
    const x = randomTensor<tf.Tensor>(shape, 3);
    const at = (axis + shape.length) % shape.length;
    const parts = indices.map((index) => {
      const begin = shape.map((_, i) => (i === at ? index : 0));
      return x.slice(
        begin,
        shape.map((n, i) => (i === at ? 1 : n)),
      );
    });
    const y = tf.gather(x, tf.tensor1d(indices, 'int32'), axis);
    expect(y.arraySync()).toEqual(tf.concat(parts, at).arraySync());
    const whole = tf.gather(x.mul(100).cast('int32'), tf.tensor1d(indices, 'int32'), axis);
    expect(whole.dtype).toBe('int32');
    expect(whole.shape).toEqual(y.shape);
  });
});

onEachBackend(() => {
  it('adds many tensors, and a vector to a field', () => {
    const parts = Array.from({ length: 9 }, (_, i) => randomTensor<tf.Tensor1D>([40], i));
    expectClose(
      tf.addN(parts),
      parts.reduce((sum, part) => sum.add(part)),
    );
    const field = randomTensor<tf.Tensor5D>([2, 3, 3, 4, 2], 1);
    const vector = tf.tensor1d([10, 20]);
    const [first, second] = tf.split(field, 2, 4);
    expectClose(field.add(vector), tf.concat([first!.add(10), second!.add(20)], 4));
    expectClose(vector.sub(field), tf.concat([tf.sub(10, first!), tf.sub(20, second!)], 4));
  });

  it('normalizes a batch as the formula says, and so are its gradients', () => {
    const [x, dy] = [1, 2].map((seed) => randomTensor<tf.Tensor2D>([40, 3], seed));
    const [gamma, beta] = [3, 4].map((seed) => randomTensor<tf.Tensor1D>([3], seed));
    const running = { mean: tf.tensor1d([1, 2, 3]), variance: tf.tensor1d([4, 5, 6]) };
    const plain = (...[x, gamma, beta]: tf.Tensor[]): tf.Tensor => {
      const mean = x!.mean(0);
      const deviation = x!.sub(mean).square().mean(0).add(1e-3).sqrt();
      return x!.sub(mean).div(deviation).mul(gamma!).add(beta!);
    };
    const ours = (...[x, gamma, beta]: tf.Tensor[]): tf.Tensor =>
      normalizeBatch(x as tf.Tensor2D, gamma!, beta!, 1e-3, running, 0.9).y;
    const args = [x!, gamma!, beta!];
    expectClose(ours(...args), plain(...args));
    const gradients = [ours, plain].map((f) =>
      tf.grads((...args) =>
        f(...args)
          .mul(dy!)
          .sum(),
      )(args),
    );
    gradients[0]!.forEach((gradient, i) => expectClose(gradient, gradients[1]![i]!));
    const { mean, variance } = normalizeBatch(x!, gamma!, beta!, 1e-3, running, 0.9);
    const unbiased = x!.sub(x!.mean(0)).square().sum(0).div(39);
    expectClose(mean, running.mean.mul(0.9).add(x!.mean(0).mul(0.1)));
    expectClose(variance, running.variance.mul(0.9).add(unbiased.mul(0.1)));
  });

  it('has the gradient of ReLU, and the gradient of that', () => {
    const [x, w] = [5, 6].map((seed) => randomTensor<tf.Tensor1D>([50], seed));
    const expected = tf.where(x!.greater(0), w!, tf.zerosLike(w!));
    const gradient = tf.grad((x) => tf.relu(x).mul(w!).sum())(x!);
    expectClose(gradient, expected);
    const second = tf.grad((w) =>
      tf
        .grad((x) => tf.relu(x).mul(w).sum())(x!)
        .square()
        .sum(),
    )(w!);
    expectClose(second, expected.mul(2));
  });
});

/** A convolution as its formula says: for each pixel of the filter a product of matrices. */
function slowConvolve(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  padding: number,
  bias: tf.Tensor,
): tf.Tensor {
  const border: [number, number] = [padding, padding];
  const padded = tf.pad(x, [[0, 0], border, border, [0, 0]]);
  const [batch, height, width, inputs] = padded.shape;
  const [rows, cols, , outputs] = filter.shape;
  const size: [number, number] = [height - rows + 1, width - cols + 1];
  const parts: tf.Tensor[] = [];
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const seen = padded.slice([0, row, col, 0], [batch, ...size, inputs]).reshape([-1, inputs]);
      const weights = filter.slice([row, col, 0, 0], [1, 1, inputs, outputs]);
      parts.push(tf.matMul(seen, weights.reshape([inputs, outputs])));
    }
  }
  return tf
    .addN(parts)
    .reshape([batch, ...size, outputs])
    .add(bias);
}

onEachBackend(() => {
  it.each([
    { picture: [2, 7, 6, 3], filter: [3, 3, 3, 4], padding: 1 },
    { picture: [2, 7, 6, 3], filter: [3, 3, 3, 4], padding: 0 },
    { picture: [2, 7, 6, 3], filter: [5, 5, 3, 4], padding: 1 },
    // These are computed position by position where oneDNN is.
    { picture: [4, 3, 3, 64], filter: [3, 3, 64, 66], padding: 1 },
    { picture: [1, 3, 3, 70], filter: [3, 3, 70, 64], padding: 1 },
    { picture: [3, 2, 3, 64], filter: [3, 3, 64, 64], padding: 1 },
  ])('convolves $picture with $filter, padding $padding', ({ picture, filter, padding }) => {
    const x = randomTensor<tf.Tensor4D>(picture, 1);
    const weights = randomTensor<tf.Tensor4D>(filter, 2).div<tf.Tensor4D>(Math.sqrt(filter[2]!));
    const bias = randomTensor<tf.Tensor1D>([filter[3]!], 3);
    const fast = (x: tf.Tensor, weights: tf.Tensor, bias?: tf.Tensor): tf.Tensor =>
      convolve(x as tf.Tensor4D, weights as tf.Tensor4D, padding, bias as tf.Tensor1D);
    const slow = (x: tf.Tensor, weights: tf.Tensor, bias: tf.Tensor): tf.Tensor =>
      slowConvolve(x as tf.Tensor4D, weights as tf.Tensor4D, padding, bias);
    const expected = slow(x, weights, bias);
    expectClose(fast(x, weights, bias), expected);
    expectClose(fast(x, weights), expected.sub(bias));
    const dense = randomTensor<tf.Tensor>(expected.shape, 4);
    // As behind a max pooling; one is zero as a whole.
    const sparse = [0.8, 2].map((least) => dense.mul(dense.abs().greater(least)));
    for (const dy of [dense, ...sparse]) {
      const [ours, theirs] = [fast, slow].map((f) => tf.grads(f)([x, weights, bias], dy));
      ours!.forEach((gradient, i) => expectClose(gradient, theirs![i]!));
    }
  });

  it.each([
    { size: 3, strides: 2, pad: 'same' as const },
    { size: 3, strides: 1, pad: 'valid' as const },
    { size: 2, strides: 2, pad: 'valid' as const },
  ])('takes maxima over $size x $size, stride $strides, $pad', ({ size, strides, pad }) => {
    const x = randomTensor<tf.Tensor4D>([2, 7, 5, 3], 1);
    const pool = (x: tf.Tensor): tf.Tensor => maxPool(x as tf.Tensor4D, size, strides, pad);
    const y = pool(x);
    const dy = randomTensor<tf.Tensor>(y.shape, 2);
    const [maxima, gradient] = [y, tf.zerosLike(x)].map((t) => t.bufferSync());
    const [pixels, upstream] = [x, dy].map((t) => t.bufferSync());
    const [, height, width] = x.shape;
    const before = pad === 'same' ? 1 : 0;
    for (let i = 0; i < y.size; i++) {
      const [n, row, col, channel] = maxima!.indexToLoc(i) as [number, number, number, number];
      let best = { value: -Infinity, a: 0, b: 0 };
      for (let a = row * strides - before; a < row * strides - before + size; a++) {
        for (let b = col * strides - before; b < col * strides - before + size; b++) {
          if (a < 0 || b < 0 || a >= height || b >= width) continue;
          const value = pixels!.get(n, a, b, channel);
          if (value > best.value) best = { value, a, b };
        }
      }
      expect(maxima!.values[i]).toBe(best.value);
      const place = [n, best.a, best.b, channel];
      gradient!.set(gradient!.get(...place) + upstream!.get(n, row, col, channel), ...place);
    }
    expectClose(tf.grad(pool)(x, dy), gradient!.toTensor());
  });
});

/** Calls back with all small sizes of a picture and a window, empty ones too. */
function forSmallSizes(
  call: (x: tf.Tensor4D, window: number, doesFit: (border: number) => boolean) => void,
): void {
  const sizes = [0, 1, 2, 3];
  for (const height of sizes) {
    for (const width of sizes) {
      for (const batch of [0, 2]) {
        for (const window of [1, 2, 3]) {
          const x = randomTensor<tf.Tensor4D>([batch, height, width, 2], 1);
          call(x, window, (border) => window <= Math.min(height, width) + 2 * border);
          x.dispose();
        }
      }
    }
  }
}

const tooLarge = /A window of (\d) x \1 pixels does not fit into an input of \d x \d/;

onEachBackend(() => {
  it('convolves pictures of every small size, or refuses with both sizes', () => {
    forSmallSizes((x, window, doesFit) => {
      const filter = randomTensor<tf.Tensor4D>([window, window, 2, 3], 2);
      const bias = randomTensor<tf.Tensor1D>([3], 3);
      for (const padding of [0, 1]) {
        const run = (): tf.Tensor => convolve(x, filter, padding, bias);
        if (doesFit(padding)) expectClose(run(), slowConvolve(x, filter, padding, bias));
        else expect(run).toThrow(tooLarge);
      }
    });
  });

  it('pools pictures of every small size, or refuses with both sizes', () => {
    forSmallSizes((x, window, doesFit) => {
      for (const pad of ['same', 'valid'] as const) {
        const pool = (x: tf.Tensor): tf.Tensor => maxPool(x as tf.Tensor4D, window, 1, pad);
        if (pad === 'valid' && !doesFit(0)) expect(() => pool(x)).toThrow(tooLarge);
        else if (x.size > 0) {
          const y = pool(x);
          expectClose(y, tf.maxPool(x, window, 1, pad));
          const plain = tf.grad((x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, window, 1, pad));
          expectClose(tf.grad(pool)(x), plain(x));
        } else if (tf.getBackend() !== 'wasm') expect(pool(x).size).toBe(0); // It prints warnings.
      }
    });
  });
});

it('refuses a window that is too large in operations of TensorFlow.js, too', async () => {
  await chooseBackend('native');
  const x = tf.ones<tf.Rank.R4>([1, 2, 2, 1]);
  const filter = tf.ones<tf.Rank.R4>([3, 3, 1, 1]);
  const operations = [
    () => tf.conv2d(x, filter, 1, 'valid'),
    () => tf.conv2d(x, tf.ones([2, 2, 1, 1]), 1, 'valid', 'NHWC', 2),
    () => tf.depthwiseConv2d(x, filter, 1, 'valid'),
    () => tf.maxPool(x, 3, 1, 'valid'),
    () => tf.avgPool(x, 3, 1, 'valid'),
    () => tf.maxPool3d(tf.ones<tf.Rank.R5>([1, 2, 2, 2, 1]), [3, 1, 1], 1, 'valid'),
  ];
  for (const run of operations) expect(run).toThrow(/window of .* does not fit into/);
});

function expectClose(found: tf.Tensor, expected: tf.Tensor): void {
  expect(found.shape).toEqual(expected.shape);
  if (found.size === 0) return;
  expect(found.sub(expected).abs().max().dataSync()[0]).toBeLessThanOrEqual(1e-5);
}

it('refuses rows that are not all used equally often', () => {
  expect(() => inverseRows(Int32Array.of(0, 0, 1))).toThrow('equally often');
});
