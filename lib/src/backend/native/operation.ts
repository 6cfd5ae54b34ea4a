import * as tf from '@tensorflow/tfjs';

/** What TensorFlow.js calls the native backend. */
export const backendName = 'tensorflow';

/** What is used of tfjs-node's backend: it runs any operation of TensorFlow's library. */
interface NativeBackend {
  binding: Record<
    `TF_ATTR_${'TYPE' | 'FLOAT' | 'INT' | 'SHAPE' | 'STRING' | 'BOOL'}` | 'TF_FLOAT',
    number
  >;
  isUsingGpuDevice: boolean;
  executeMultipleOutputs(
    name: string,
    attributes: { name: string; type: number; value: unknown }[],
    inputs: readonly tf.TensorInfo[],
    outputs: number,
  ): tf.Tensor[];
}

/** The attributes of all operations on pictures here. */
export const layout = { T: 'float32', data_format: 'NHWC' };
/** Those of oneDNN's, with the label under which TensorFlow registers them. */
export const oneDnn = { ...layout, _kernel: 'MklNameChangeOp' };

/** The attributes of an operation; `'float32'` is a type, any other text a text, and whole numbers come in lists. */
export type Attributes = Record<
  string,
  string | boolean | number | readonly number[] | { shape: readonly number[] }
>;

/**
 * Runs an operation of TensorFlow's library, also one that TensorFlow.js does not know.
 *
 * @throws Error if the library has no such operation, or it refuses its inputs
 */
export function operation(
  name: string,
  attributes: Attributes,
  inputs: readonly tf.TensorInfo[],
  outputs = 1,
): tf.Tensor[] {
  const backend = tf.backend() as unknown as NativeBackend;
  const { binding } = backend;
  const described = Object.entries(attributes).map(([name, value]) => {
    if (value === 'float32') return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
    if (typeof value === 'boolean') return { name, type: binding.TF_ATTR_BOOL, value };
    if (typeof value === 'number') return { name, type: binding.TF_ATTR_FLOAT, value };
    if (typeof value === 'string') return { name, type: binding.TF_ATTR_STRING, value };
    if ('shape' in value) return { name, type: binding.TF_ATTR_SHAPE, value: value.shape };
    return { name, type: binding.TF_ATTR_INT, value };
  });
  return backend.executeMultipleOutputs(name, described, inputs, outputs);
}

/** Kernels of TensorFlow's library that TensorFlow.js does not call; other backends have none of that name. */
export const nativeKernels = {
  reluGradient: 'ReluGrad',
  normalizeBatch: 'FusedBatchNormV3',
  normalizeBatchGradient: 'FusedBatchNormGradV3',
  convolveWithBias: '_MklNativeConv2DWithBias',
  biasGradient: 'BiasAddGrad',
  maxPool: '_MklNativeMaxPool',
  maxPoolGradient: '_MklNativeMaxPoolGrad',
} as const;

/** Whether the backend in use has a kernel. */
export function hasKernel(name: string): boolean {
  return (tf.getKernel(name, tf.getBackend()) as unknown) !== undefined;
}

/** Whether the backend in use is the native one, with this library's own kernels. */
export const usesFastKernels = (): boolean => hasKernel(nativeKernels.reluGradient);

/** Whether the native backend computes on a GPU. */
export const isOnGpu = (): boolean => (tf.backend() as unknown as NativeBackend).isUsingGpuDevice;
