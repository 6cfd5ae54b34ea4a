import * as tf from '@tensorflow/tfjs';
import { hasKernel, nativeKernels } from './native/operation';

/** Statistics of each column, `[channels]`. */
export interface Statistics {
  mean: tf.Tensor;
  /** The unbiased variance. */
  variance: tf.Tensor;
}

/** The normalized numbers, and the updated running averages, which have no gradient. */
export interface NormalizedBatch extends Statistics {
  y: tf.Tensor2D;
}

/**
 * `y = γ (x - E[x]) / √(Var[x] + ε) + β`, with the mean and (biased) variance of each column, in
 * one pass if the backend can.
 *
 * @param x `[count, channels]`
 * @param gamma `[channels]`
 * @param beta `[channels]`
 * @param running the averages over the batches so far
 * @param momentum the share of the old average in the new one
 */
export function normalizeBatch(
  x: tf.Tensor2D,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
  running: Statistics,
  momentum: number,
): NormalizedBatch {
  return hasKernel(nativeKernels.normalizeBatch)
    ? inOnePass(x, gamma, beta, epsilon, running, momentum)
    : inSteps(x, gamma, beta, epsilon, running, momentum);
}

function inSteps(
  x: tf.Tensor2D,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
  running: Statistics,
  momentum: number,
): NormalizedBatch {
  const { mean, variance } = tf.moments(x, 0);
  const scale = variance.add(epsilon).rsqrt().mul(gamma);
  const shift = beta.sub(mean.mul(scale));
  const count = x.shape[0];
  const blend = (old: tf.Tensor, now: tf.Tensor): tf.Tensor =>
    old.mul(momentum).add(now.mul(1 - momentum));
  return {
    y: x.mul(scale).add(shift),
    mean: blend(running.mean, mean),
    variance: blend(running.variance, variance.mul(count / Math.max(1, count - 1))),
  };
}

function inOnePass(
  x: tf.Tensor2D,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
  running: Statistics,
  momentum: number,
): NormalizedBatch {
  const { normalizeBatch: forward, normalizeBatchGradient: backward } = nativeKernels;
  const statistics: tf.Tensor[] = [];
  const normalize = tf.customGrad((...args) => {
    const [pixels, scale, shift] = args as tf.Tensor[];
    const save = args[3] as unknown as tf.GradSaveFunc;
    const inputs = { x: pixels!, gamma: scale!, beta: shift!, ...running };
    const attributes = { epsilon, share: 1 - momentum };
    const outputs = tf.engine().runKernel(forward, inputs, attributes);
    const [y, mean, variance, ...reserved] = outputs as unknown as tf.Tensor[];
    statistics.push(tf.keep(mean!), tf.keep(variance!));
    save([pixels!, scale!, ...reserved]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
      const [x, gamma, reserved1, reserved2, reserved3] = saved;
      const given = { dy, x: x!, gamma: gamma! };
      const kept = { reserved1: reserved1!, reserved2: reserved2!, reserved3: reserved3! };
      const gradients = tf.engine().runKernel(backward, { ...given, ...kept }, { epsilon });
      return (gradients as unknown as tf.Tensor[]).slice(0, 3);
    };
    return { value: y!, gradFunc };
  });
  // The kernel takes pictures, so the rows become the height of one narrow picture.
  const column = x.reshape<tf.Tensor4D>([1, x.shape[0], 1, x.shape[1]]);
  const y = normalize(column, gamma, beta).reshape<tf.Tensor2D>(x.shape);
  const [mean, variance] = statistics.map((one) => {
    // From here on the tensor belongs to the caller's scope, like any other.
    const free = one.clone();
    one.dispose();
    return free;
  });
  return { y, mean: mean!, variance: variance! };
}
