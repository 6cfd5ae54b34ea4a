import * as tf from '@tensorflow/tfjs';
import { backendName, nativeKernels, oneDnn, operation } from './operation';
import {
  convolveSmall,
  isSmall,
  smallFilterGradient,
  smallInputGradient,
} from './smallConvolutions';
import { assertWindowFits } from './windows';
import { registerConvolveWithBias } from '../convolveWithBias';
import { prefer } from '../prefer';

/**
 * Registers a convolution that adds its bias itself, and a faster way to compute convolutions of
 * small pictures and their gradients.
 */
export function registerConvolutions(): void {
  registerConvolveWithBias(backendName, (x, filter, bias, attributes) =>
    isSmall(x.shape, filter.shape, attributes)
      ? tf.tidy(() => convolveSmall(x, filter, bias))
      : convolveWithBias(x, filter, bias, attributes),
  );
  prefer(backendName, 'Conv2D', ({ x, filter }, attributes) => {
    assertWindowFits({ x: x!, filter: filter! }, attributes);
    return isSmall(x!.shape, filter!.shape, attributes)
      ? convolveSmall(x as tf.Tensor4D, filter as tf.Tensor4D)
      : undefined;
  });
  prefer(backendName, 'Conv2DBackpropInput', ({ dy, filter }, attributes) =>
    isSmall(dy!.shape, filter!.shape, attributes)
      ? smallInputGradient(dy as tf.Tensor4D, filter as tf.Tensor4D)
      : undefined,
  );
  prefer(backendName, 'Conv2DBackpropFilter', ({ x, dy }, attributes) =>
    isSmall(x!.shape, attributes.filterShape as number[], attributes)
      ? smallFilterGradient(x as tf.Tensor4D, dy as tf.Tensor4D)
      : undefined,
  );
}

function convolveWithBias(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor,
  { pad }: tf.NamedAttrMap,
): tf.Tensor {
  const attributes = {
    ...oneDnn,
    strides: [1, 1, 1, 1],
    dilations: [1, 1, 1, 1],
    padding: (pad as string).toUpperCase(),
  };
  return operation(nativeKernels.convolveWithBias, attributes, [x, filter, bias])[0]!;
}
