import * as tf from '@tensorflow/tfjs';
import { hasKernel, nativeKernels } from './native/operation';

/**
 * Registers a kernel that convolves and adds the bias itself, and its gradient; see `convolve`.
 *
 * @param compute takes the kernel's attributes, of which `pad` is one
 */
export function registerConvolveWithBias(
  backendName: string,
  compute: (
    x: tf.Tensor4D,
    filter: tf.Tensor4D,
    bias: tf.Tensor,
    attributes: tf.NamedAttrMap,
  ) => tf.TensorInfo,
): void {
  const { convolveWithBias: kernelName, biasGradient } = nativeKernels;
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs }) => {
      const { x, filter, bias } = inputs as Record<string, tf.Tensor>;
      return compute(x as tf.Tensor4D, filter as tf.Tensor4D, bias!, attrs!);
    },
  });
  if (tf.getGradient(kernelName) as unknown) return;
  tf.registerGradient({
    kernelName,
    inputsToSave: ['x', 'filter'],
    gradFunc: (upstream, [x, filter], { pad }) => {
      const dy = upstream as tf.Tensor;
      const shared = { strides: 1, pad: pad!, dataFormat: 'NHWC' };
      const run = (
        name: string,
        inputs: tf.NamedTensorMap,
        attributes?: tf.NamedAttrMap,
      ): tf.Tensor => tf.engine().runKernel(name, inputs, attributes);
      return {
        x: () =>
          run('Conv2DBackpropInput', { dy, filter: filter! }, { ...shared, inputShape: x!.shape }),
        filter: () =>
          run('Conv2DBackpropFilter', { x: x!, dy }, { ...shared, filterShape: filter!.shape }),
        bias: () => (hasKernel(biasGradient) ? run(biasGradient, { dy }) : dy.sum([0, 1, 2])),
      };
    },
  });
}
