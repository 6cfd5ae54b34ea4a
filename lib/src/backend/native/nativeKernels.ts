import * as tf from '@tensorflow/tfjs';
import { registerConvolutions } from './convolutions';
import { refuseTooLargeWindows } from './windows';
import {
  backendName,
  hasKernel,
  isOnGpu,
  layout,
  nativeKernels,
  oneDnn,
  operation,
  usesFastKernels,
  type Attributes,
} from './operation';

/** How a kernel's arguments become those of an operation. */
interface Kernel {
  name: string;
  inputs: readonly string[];
  outputs: number;
  attributes: (attrs: tf.NamedAttrMap) => Attributes;
}

const kernels: Kernel[] = [
  {
    name: nativeKernels.reluGradient,
    inputs: ['dy', 'x'],
    outputs: 1,
    attributes: () => ({ T: 'float32' }),
  },
  {
    name: nativeKernels.biasGradient,
    inputs: ['dy'],
    outputs: 1,
    attributes: () => layout,
  },
  {
    name: nativeKernels.normalizeBatch,
    inputs: ['x', 'gamma', 'beta', 'mean', 'variance'],
    outputs: 6,
    attributes: ({ epsilon, share }) => ({
      ...normalization({ epsilon: epsilon! }),
      exponential_avg_factor: share as number,
    }),
  },
  {
    name: nativeKernels.normalizeBatchGradient,
    inputs: ['dy', 'x', 'gamma', 'reserved1', 'reserved2', 'reserved3'],
    outputs: 5,
    attributes: normalization,
  },
];

function normalization({ epsilon }: tf.NamedAttrMap): Attributes {
  return { ...layout, U: 'float32', epsilon: epsilon as number, is_training: true };
}

/** Kernels of oneDNN, which only the library for Intel and AMD processors contains. */
const oneDnnKernels: Kernel[] = [
  { name: nativeKernels.maxPool, inputs: ['x'], outputs: 2, attributes: pooling },
  {
    name: nativeKernels.maxPoolGradient,
    inputs: ['x', 'y', 'dy', 'workspace'],
    outputs: 1,
    attributes: pooling,
  },
];

function pooling({ size, strides, pad }: tf.NamedAttrMap): Attributes {
  return {
    ...oneDnn,
    workspace_enabled: true,
    padding: (pad as string).toUpperCase(),
    ksize: [1, size as number, size as number, 1],
    strides: [1, strides as number, strides as number, 1],
  };
}

/**
 * Registers training kernels that are faster than those of TensorFlow.js:
 *
 * - the gradient of ReLU, and batch normalization with the batch's own statistics and its gradient
 *   (see `normalizeBatch`), in one pass instead of several;
 * - a convolution that adds its bias itself (see `convolve`), and the gradient of the bias;
 * - max pooling that remembers the position of each maximum (see `maxPool`);
 * - convolutions of small pictures (see `convolveSmall`).
 *
 * `npm run bench -- --no-peers` measures what they save.
 */
export function registerNativeKernels(): void {
  if (usesFastKernels()) return;
  kernels.forEach(register);
  registerReluGradient();
  if (!isOnGpu() && hasOneDnn()) {
    oneDnnKernels.forEach(register);
    registerConvolutions();
  }
  refuseTooLargeWindows();
}

function hasOneDnn(): boolean {
  const attributes = pooling({ size: 1, strides: 1, pad: 'valid' });
  try {
    tf.tidy(() => operation(nativeKernels.maxPool, attributes, [tf.ones([1, 1, 1, 1])], 2));
    return true;
  } catch {
    return false;
  }
}

function register({ name, inputs: names, outputs, attributes }: Kernel): void {
  tf.registerKernel({
    kernelName: name,
    backendName,
    kernelFunc({ inputs, attrs }) {
      const given = names.map((name) => inputs[name]!);
      const results = operation(name, attributes(attrs ?? {}), given, outputs);
      return outputs === 1 ? results[0]! : results;
    },
  });
}

function registerReluGradient(): void {
  tf.unregisterGradient('Relu');
  tf.registerGradient({
    kernelName: 'Relu',
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => reluGradient(dy as tf.Tensor, x!) }),
  });
  tf.registerGradient({
    kernelName: nativeKernels.reluGradient,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({
      dy: () => reluGradient(dy as tf.Tensor, x!),
      x: () => tf.zerosLike(x!),
    }),
  });
}

/**
 * `dy` where x > 0, else 0. Gradients are registered for all backends alike, so a backend without
 * the kernel gets TensorFlow.js's own computation.
 */
function reluGradient(dy: tf.Tensor, x: tf.Tensor): tf.Tensor {
  const name = nativeKernels.reluGradient;
  return hasKernel(name) ? tf.engine().runKernel(name, { dy, x }) : dy.mul(tf.step(x));
}
