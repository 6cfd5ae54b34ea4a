import * as tf from '@tensorflow/tfjs';

type KernelFunc = tf.KernelConfig['kernelFunc'] & { isPreferred?: true };

/**
 * Puts a faster or more correct computation before a kernel of TensorFlow.js. The kernel still
 * computes what this computation declines. A second call for the same kernel has no effect.
 *
 * @param backendName as TensorFlow.js calls it
 * @param compute returns the result, or undefined to decline
 */
export function prefer(
  backendName: string,
  kernelName: string,
  compute: (
    inputs: Record<string, tf.Tensor>,
    attributes: tf.NamedAttrMap,
  ) => tf.TensorInfo | undefined,
): void {
  const plain: KernelFunc = tf.getKernel(kernelName, backendName).kernelFunc;
  // Marked on the function, since another copy of this library may have been here before.
  if (plain.isPreferred) return;
  const kernelFunc: KernelFunc = (args) => {
    const inputs = args.inputs as Record<string, tf.Tensor>;
    // The declared type of `tidy` knows only tensors.
    const y = tf.tidy(() => compute(inputs, args.attrs!) as tf.Tensor) as tf.TensorInfo | undefined;
    return y ?? plain(args);
  };
  kernelFunc.isPreferred = true;
  tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({ kernelName, backendName, kernelFunc });
}
