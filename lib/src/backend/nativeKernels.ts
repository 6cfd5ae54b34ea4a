import * as tf from '@tensorflow/tfjs';

/** Kernels of TensorFlow's library that TensorFlow.js does not call; other backends have none of that name. */
export const nativeKernels = {
  reluGradient: 'ReluGrad',
  normalizeBatch: 'FusedBatchNormV3',
  normalizeBatchGradient: 'FusedBatchNormGradV3',
} as const;

const backendName = 'tensorflow';

/** What is used of tfjs-node's backend: it runs any operation of the library. */
interface NativeBackend {
  binding: Record<`TF_ATTR_${'TYPE' | 'FLOAT' | 'STRING' | 'BOOL'}` | 'TF_FLOAT', number>;
  executeMultipleOutputs(
    name: string,
    attributes: { name: string; type: number; value: unknown }[],
    inputs: tf.TensorInfo[],
    outputs: number,
  ): tf.Tensor[];
}

/**
 * Registers kernels for training that do in one pass what TensorFlow.js makes of several:
 *
 * - the gradient of ReLU;
 * - batch normalization with the batch's own statistics, and its gradient (see `normalizeBatch`).
 *
 * Beside the plain way, in one run on 2 cores (`npm run bench -- --quick --no-peers`), a step of C4CNNWithBatchNorm takes 0.6 of the time.
 * `COURSE_FAST_KERNELS=0` in the environment leaves them out.
 */
export function registerNativeKernels(): void {
  if (process.env.COURSE_FAST_KERNELS === '0') return;
  if (hasKernel(nativeKernels.reluGradient)) return;
  register(nativeKernels.reluGradient, ['dy', 'x'], 1);
  register(nativeKernels.normalizeBatch, ['x', 'gamma', 'beta', 'empty', 'empty'], 6);
  register(
    nativeKernels.normalizeBatchGradient,
    ['dy', 'x', 'gamma', 'reserved1', 'reserved2', 'reserved3'],
    5,
  );
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

/** Whether the backend in use has a kernel. */
export function hasKernel(name: string): boolean {
  return (tf.getKernel(name, tf.getBackend()) as unknown) !== undefined;
}

/** `dy` where x > 0, else 0. The gradient is the same for every backend, so one without the kernel gets TensorFlow.js's own. */
function reluGradient(dy: tf.Tensor, x: tf.Tensor): tf.Tensor {
  const name = nativeKernels.reluGradient;
  return hasKernel(name) ? tf.engine().runKernel(name, { dy, x }) : dy.mul(tf.step(x));
}

function register(kernelName: string, inputNames: readonly string[], outputs: number): void {
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc({ inputs, backend, attrs }) {
      const native = backend as NativeBackend;
      const { binding } = native;
      const type = (name: string): { name: string; type: number; value: unknown } => ({
        ...{ name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
      });
      const isNormalization = kernelName !== nativeKernels.reluGradient;
      const attributes = [
        type('T'),
        ...(isNormalization
          ? [
              type('U'),
              { name: 'epsilon', type: binding.TF_ATTR_FLOAT, value: attrs!.epsilon },
              { name: 'data_format', type: binding.TF_ATTR_STRING, value: 'NHWC' },
              { name: 'is_training', type: binding.TF_ATTR_BOOL, value: true },
            ]
          : []),
      ];
      const given = inputNames.map((name) => inputs[name]!);
      const results = native.executeMultipleOutputs(kernelName, attributes, given, outputs);
      return outputs === 1 ? results[0]! : results;
    },
  });
}
