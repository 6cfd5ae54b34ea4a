import * as tf from '@tensorflow/tfjs';

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
