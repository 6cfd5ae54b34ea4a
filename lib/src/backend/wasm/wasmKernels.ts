import * as tf from '@tensorflow/tfjs';
import { registerConvolveWithBias } from '../convolveWithBias';
import { prefer } from '../prefer';
import { copied, run } from './compute';
import { filterGradient, inputGradient, type ConvolutionAttributes } from './convolutionGradients';
import { maxPoolGradient, type PoolAttributes } from './maxPoolGradient';

const backendName = 'wasm';

type Attributes = Record<string, unknown>;

/**
 * Registers kernels that training needs and that the WebAssembly backend lacks or computes slowly:
 *
 * - the gradients of a convolution, of `gather` and of max pooling (its own skips windows without a
 *   positive value);
 * - `gather`: copies whole rows at once, while its own kernel locates each number anew;
 * - sums over all axes but the last, as in the gradient of a bias, without transposing;
 * - `identity`, without a copy.
 *
 * All convolutions in this library have stride 1.
 */
export function registerTrainingKernels(): void {
  // The backend itself has no such kernel; if it is there, these were registered before.
  if (tf.getKernel('Conv2DBackpropFilter', backendName) as unknown) return;
  replace('Conv2DBackpropFilter', ({ x, dy }, attributes) =>
    filterGradient(
      x as tf.Tensor4D,
      dy as tf.Tensor4D,
      attributes.filterShape as [number, number, number, number],
      attributes as unknown as ConvolutionAttributes,
    ),
  );
  replace('Conv2DBackpropInput', ({ dy, filter }, attributes) =>
    inputGradient(
      dy as tf.Tensor4D,
      filter as tf.Tensor4D,
      attributes.inputShape as tf.Tensor4D['shape'],
      attributes as unknown as ConvolutionAttributes,
    ),
  );
  replace('UnsortedSegmentSum', ({ x, segmentIds }, { numSegments }) =>
    segmentSum(x!, segmentIds as tf.Tensor1D, numSegments as number),
  );
  replace('MaxPoolGrad', ({ dy, input, output }, attributes) =>
    maxPoolGradient(
      dy as tf.Tensor4D,
      input as tf.Tensor4D,
      output as tf.Tensor4D,
      attributes as unknown as PoolAttributes,
    ),
  );
  prefer(backendName, 'GatherV2', ({ x, indices }, { axis, batchDims }) =>
    batchDims === 0 ? gathered(x!, indices!, axis as number) : undefined,
  );
  prefer(backendName, 'Sum', ({ x }, { axis, keepDims }) => {
    const axes = tf.util.parseAxisParam(axis as number[], x!.shape);
    const isOfColumns = x!.rank > 1 && x!.dtype === 'float32' && axes.length === x!.rank - 1;
    if (!isOfColumns || axes.includes(x!.rank - 1)) return undefined;
    const sums = columnSums(x!);
    return keepDims ? sums.reshape([...axes.map(() => 1), -1]) : sums;
  });
  const { kernelFunc } = tf.getKernel('FusedConv2D', backendName);
  registerConvolveWithBias(backendName, (x, filter, bias, { pad }) => {
    // The backend refuses a bias that had another shape before it became a vector.
    const vector = copied([bias.size], bias, (to, from) => to.set(from));
    const attrs = { strides: 1, pad: pad!, dataFormat: 'NHWC', dilations: 1, activation: 'linear' };
    const inputs = { x, filter, bias: vector };
    const y = kernelFunc({ inputs, backend: tf.backend(), attrs }) as tf.TensorInfo;
    vector.dispose();
    return y;
  });
  tf.unregisterKernel('Identity', backendName);
  tf.registerKernel({
    kernelName: 'Identity',
    backendName,
    kernelFunc: ({ inputs, backend }) => {
      const { dataId, shape, dtype } = inputs.x!;
      (backend as tf.KernelBackend).incRef(dataId);
      return { dataId, shape, dtype };
    },
  });
}

function replace(
  kernelName: string,
  compute: (inputs: Record<string, tf.Tensor>, attributes: Attributes) => tf.Tensor,
): void {
  if (tf.getKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs }) =>
      tf.tidy(() => compute(inputs as Record<string, tf.Tensor>, attrs as Attributes)),
  });
}

function gathered(x: tf.Tensor, indices: tf.Tensor, axis: number): tf.Tensor {
  const at = axis < 0 ? axis + x.rank : axis;
  const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
  const [before, after] = [x.shape.slice(0, at), x.shape.slice(at + 1)];
  const [blocks, count, width] = [size(before), x.shape[at]!, size(after)];
  const rows = indices.dataSync();
  const wrong = rows.find((row) => row < 0 || row >= count);
  if (wrong !== undefined) {
    throw new Error(`gather takes indices from 0 to ${count - 1} along axis ${at}, not ${wrong}.`);
  }
  const shape = [...before, ...indices.shape, ...after];
  return copied(shape, x, (to, from) => {
    let end = 0;
    for (let block = 0; block < blocks; block++) {
      for (const row of rows) {
        const start = (block * count + row) * width;
        to.set(from.subarray(start, start + width), end);
        end += width;
      }
    }
  });
}

function columnSums(x: tf.Tensor): tf.Tensor {
  const width = x.shape[x.rank - 1]!;
  const room = run([2 * width], [], () => undefined);
  return run([width], [room, x], ({ columnSums }, to, sums, from) =>
    columnSums(to, sums, from, x.size / width, width),
  );
}

function segmentSum(x: tf.Tensor, segmentIds: tf.Tensor1D, numSegments: number): tf.Tensor {
  const [segments, ...rest] = x.shape;
  const membership = tf.oneHot(segmentIds, numSegments).cast('float32').transpose();
  const sums = tf.matMul(membership, x.reshape<tf.Tensor2D>([segments, -1]));
  return sums.reshape([numSegments, ...rest]);
}
