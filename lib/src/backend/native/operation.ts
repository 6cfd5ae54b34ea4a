import * as tf from '@tensorflow/tfjs';

/** TensorFlow.js's name for the native backend. */
export const backendName = 'tensorflow';

/**
 * The part of tfjs-node's backend that is used here: it runs any operation of TensorFlow's library.
 */
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

/** The attributes that all operations on pictures share. */
export const layout = { T: 'float32', data_format: 'NHWC' };
/** The same for oneDNN's operations, with the label under which TensorFlow registers them. */
export const oneDnn = { ...layout, _kernel: 'MklNameChangeOp' };

/**
 * The attributes of an operation. `'float32'` is a type, other strings are strings, and whole
 * numbers come in lists.
 */
export type Attributes = Record<
  string,
  string | boolean | number | readonly number[] | { shape: readonly number[] }
>;

/**
 * Runs an operation of TensorFlow's library, even one that TensorFlow.js does not use.
 *
 * @throws Error if the library has no such operation, or the operation refuses its inputs
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

/**
 * Operations of TensorFlow's library that TensorFlow.js does not use. Here they are kernels under
 * these names, which no other backend has.
 */
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
