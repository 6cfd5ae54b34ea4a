import * as tf from '@tensorflow/tfjs';
import { prefer } from '../prefer';
import { assertFits } from '../assertFits';
import { backendName } from './operation';

/** The operations that move a window over their input. */
const windowed = [
  'Conv2D',
  'Conv3D',
  'DepthwiseConv2dNative',
  'MaxPool',
  'MaxPool3D',
  'AvgPool',
  'AvgPool3D',
];

/**
 * Makes the native library refuse a window that is larger than the input. oneDNN returns memory
 * that nobody has written, or ends the program.
 */
export function refuseTooLargeWindows(): void {
  for (const name of windowed) {
    prefer(backendName, name, (inputs, attributes) => assertWindowFits(inputs, attributes));
  }
}

/** @throws Error with both sizes if the window does not fit into the padded input */
export function assertWindowFits(
  { x, filter }: Record<string, tf.Tensor>,
  { pad, filterSize, dilations = 1 }: tf.NamedAttrMap,
): undefined {
  if (pad === 'same') return;
  const sizes = x!.shape.slice(1, -1);
  const each = <T>(value: T | T[], axis: number): T =>
    Array.isArray(value) ? value[axis]! : value;
  const window = sizes.map((_, axis) => {
    const size = filter ? filter.shape[axis]! : each(filterSize as number | number[], axis);
    return (size - 1) * each(dilations as number | number[], axis) + 1;
  });
  const padded = sizes.map((size) => size + 2 * (typeof pad === 'number' ? pad : 0));
  if (!Array.isArray(pad)) assertFits(window, padded);
}
