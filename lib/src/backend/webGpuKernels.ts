import * as tf from '@tensorflow/tfjs';
import { prefer } from './prefer';

const backendName = 'webgpu';

/** Every GPU lets a shader read this many tensors and write one. */
const mostInputs = 7;
/** Element-wise kernels of two tensors, of which the smaller is broadcast. */
const binary = ['Add', 'Sub', 'Multiply', 'RealDiv', 'Maximum', 'Minimum', 'SquaredDifference'];

/**
 * Corrects two cases in which TensorFlow.js's WebGPU kernels silently give wrong results: sums of
 * many tensors, and operations on a field and a vector.
 */
export function mendKernels(): void {
  prefer(backendName, 'AddN', (inputs) => {
    const terms = Object.values(inputs);
    return terms.length > mostInputs ? terms.reduce((sum, term) => sum.add(term)) : undefined;
  });
  for (const name of binary) {
    prefer(backendName, name, ({ a, b }) => {
      const [x, y] = [a!, b!];
      // Their shaders cannot index a fifth axis.
      if (Math.max(x.rank, y.rank) < 5 || Math.min(x.rank, y.rank) !== 1) return undefined;
      const { shape } = x.rank > y.rank ? x : y;
      const width = shape[shape.length - 1]!;
      const flat = (t: tf.Tensor): tf.Tensor => (t.rank > 1 ? t.reshape([-1, width]) : t);
      const result: tf.Tensor = tf.engine().runKernel(name, { a: flat(x), b: flat(y) });
      return result.reshape(shape);
    });
  }
}
