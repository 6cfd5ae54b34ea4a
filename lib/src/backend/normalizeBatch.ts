import * as tf from '@tensorflow/tfjs';
import { hasKernel, nativeKernels } from './native/kernelNames';

/** Numbers that were normalized, and the statistics that they had. */
export interface NormalizedBatch {
  y: tf.Tensor2D;
  /** `[channels]`; for running averages, without a gradient. */
  mean: tf.Tensor1D;
  /** `[channels]`, unbiased; likewise. */
  variance: tf.Tensor1D;
}

/**
 * `y = γ (x - E[x]) / √(Var[x] + ε) + β`, with mean and (biased) variance of each column, in one pass where the backend can.
 *
 * @param x `[count, channels]`
 * @param gamma `[channels]`
 * @param beta `[channels]`
 */
export function normalizeBatch(
  x: tf.Tensor2D,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
): NormalizedBatch {
  return hasKernel(nativeKernels.normalizeBatch)
    ? inOnePass(x, gamma, beta, epsilon)
    : inSteps(x, gamma, beta, epsilon);
}

function inSteps(
  x: tf.Tensor2D,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
): NormalizedBatch {
  const { mean, variance } = tf.moments(x, 0);
  const scale = variance.add(epsilon).rsqrt().mul(gamma);
  const shift = beta.sub(mean.mul(scale));
  const count = x.shape[0];
  return {
    y: x.mul(scale).add(shift),
    mean: mean as tf.Tensor1D,
    variance: variance.mul(count / Math.max(1, count - 1)),
  };
}

function inOnePass(
  x: tf.Tensor2D,
  gamma: tf.Tensor,
  beta: tf.Tensor,
  epsilon: number,
): NormalizedBatch {
  const { normalizeBatch: forward, normalizeBatchGradient: backward } = nativeKernels;
  const statistics: tf.Tensor[] = [];
  const normalize = tf.customGrad((...args) => {
    const [pixels, scale, shift] = args as tf.Tensor[];
    const save = args[3] as unknown as tf.GradSaveFunc;
    const inputs = { x: pixels!, gamma: scale!, beta: shift!, empty: tf.tensor1d([]) };
    const outputs = tf.engine().runKernel(forward, inputs, { epsilon });
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
  // To the kernel, what is counted is the height of one narrow picture.
  const column = x.reshape<tf.Tensor4D>([1, x.shape[0], 1, x.shape[1]]);
  const y = normalize(column, gamma, beta).reshape<tf.Tensor2D>(x.shape);
  const [mean, variance] = statistics.map((one) => {
    // From here on it belongs to the caller's scope, as other tensors do.
    const free = one.clone();
    one.dispose();
    return free;
  });
  return { y, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
}
