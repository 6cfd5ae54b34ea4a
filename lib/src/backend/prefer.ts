import * as tf from '@tensorflow/tfjs';

/**
 * Puts a way of computing before a kernel's own, which goes on where it gives nothing.
 *
 * @param backendName as TensorFlow.js calls it
 * @param compute its result, or undefined for what is not its business
 */
export function prefer(
  backendName: string,
  kernelName: string,
  compute: (
    inputs: Record<string, tf.Tensor>,
    attributes: tf.NamedAttrMap,
  ) => tf.TensorInfo | undefined,
): void {
  const { kernelFunc } = tf.getKernel(kernelName, backendName);
  tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: (args) => {
      const inputs = args.inputs as Record<string, tf.Tensor>;
      // The declared type of `tidy` knows tensors alone.
      const y = tf.tidy(() => compute(inputs, args.attrs!) as tf.Tensor) as
        tf.TensorInfo | undefined;
      return y ?? kernelFunc(args);
    },
  });
}
