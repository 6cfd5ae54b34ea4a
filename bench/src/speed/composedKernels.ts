import * as tf from '@tensorflow/tfjs';

const backendName = 'wasm';

type Attributes = Record<string, unknown>;
interface ConvAttributes {
  strides: number | [number, number];
  pad: 'same' | 'valid' | number;
}

/** Keeps the library from registering its own: it does not where there is one. */
export function leaveOut(): void {
  const kernelFunc = (): never => {
    throw new Error('This kernel only keeps a place.');
  };
  tf.registerKernel({ kernelName: 'Conv2DBackpropFilter', backendName, kernelFunc });
}

/**
 * Registers the kernels that training needs on WebAssembly, all composed of TensorFlow.js's own, as
 * this library had them at first. Its faster ones are measured beside these.
 */
export function registerComposedKernels(): void {
  replace('Conv2DBackpropFilter', ({ x, dy }, attributes) =>
    filterGradient(x as tf.Tensor4D, dy as tf.Tensor4D, attributes),
  );
  replace('Conv2DBackpropInput', ({ dy, filter }, attributes) =>
    inputGradient(dy as tf.Tensor4D, filter as tf.Tensor4D, attributes),
  );
  replace('UnsortedSegmentSum', ({ x, segmentIds }, { numSegments }) =>
    segmentSum(x!, segmentIds as tf.Tensor1D, numSegments as number),
  );
  replace('GatherV2', ({ x, indices }, { axis }) => gathered(x!, indices!, axis as number));
  const poolGradient = tf.getKernel('MaxPoolGrad', backendName).kernelFunc;
  replace('MaxPoolGrad', ({ dy, input }, attributes) => {
    const positive = input!.sub(input!.min()).add(1);
    const inputs = { dy: dy!, input: positive };
    const attrs = attributes as tf.NamedAttrMap;
    return poolGradient({ inputs, backend: tf.backend(), attrs }) as tf.Tensor;
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

/** Zeros on each side, before and after, along height and width. */
function border(pad: ConvAttributes['pad'], size: number): [number, number] {
  if (pad === 'valid') return [0, 0];
  if (pad === 'same') return [Math.floor((size - 1) / 2), Math.ceil((size - 1) / 2)];
  return [pad, pad];
}

function strideOne(attributes: Attributes): ConvAttributes {
  const { strides, pad } = attributes as unknown as ConvAttributes;
  if ([strides].flat().some((stride) => stride !== 1)) {
    throw new Error('On WebAssembly this library trains convolutions of stride 1 only.');
  }
  return { strides, pad };
}

function filterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, attributes: Attributes): tf.Tensor {
  const { pad } = strideOne(attributes);
  const [rows, cols, inputs, outputs] = attributes.filterShape as [number, number, number, number];
  const [batch, height, width] = dy.shape;
  const padded = tf.pad(x, [[0, 0], border(pad, rows), border(pad, cols), [0, 0]]);
  const flat = dy.reshape<tf.Tensor2D>([-1, outputs]);
  const slices: tf.Tensor[] = [];
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const shifted = tf.slice(padded, [0, row, col, 0], [batch, height, width, inputs]);
      // Transposed first, because the backend multiplies a transposed matrix much more slowly.
      slices.push(tf.matMul(shifted.reshape<tf.Tensor2D>([-1, inputs]).transpose(), flat));
    }
  }
  return tf.stack(slices).reshape([rows, cols, inputs, outputs]);
}

function inputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, attributes: Attributes): tf.Tensor {
  const { pad } = strideOne(attributes);
  const [rows, cols] = filter.shape;
  const turned = tf.reverse(filter, [0, 1]).transpose<tf.Tensor4D>([0, 1, 3, 2]);
  const [top, bottom] = border(pad, rows);
  const [left, right] = border(pad, cols);
  const padded = tf.pad(dy, [
    [0, 0],
    [rows - 1 - top, rows - 1 - bottom],
    [cols - 1 - left, cols - 1 - right],
    [0, 0],
  ]);
  return tf.conv2d(padded, turned, 1, 'valid');
}

function gathered(x: tf.Tensor, indices: tf.Tensor, axis: number): tf.Tensor {
  const at = axis < 0 ? axis + x.rank : axis;
  const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
  const [before, after] = [x.shape.slice(0, at), x.shape.slice(at + 1)];
  const [blocks, count, width] = [size(before), x.shape[at]!, size(after)];
  const from = x.dataSync<'float32'>();
  const rows = indices.dataSync();
  const wrong = rows.find((row) => row < 0 || row >= count);
  if (wrong !== undefined) {
    throw new Error(`gather takes indices from 0 to ${count - 1} along axis ${at}, not ${wrong}.`);
  }
  // An array of the same type as the input, which depends on the tensor's type.
  const to = from.slice(0, 0).constructor as Float32ArrayConstructor;
  const values = new to(blocks * rows.length * width);
  let end = 0;
  for (let block = 0; block < blocks; block++) {
    for (const row of rows) {
      const start = (block * count + row) * width;
      values.set(from.subarray(start, start + width), end);
      end += width;
    }
  }
  return tf.tensor(values, [...before, ...indices.shape, ...after], x.dtype);
}

function segmentSum(x: tf.Tensor, segmentIds: tf.Tensor1D, numSegments: number): tf.Tensor {
  const [segments, ...rest] = x.shape;
  const membership = tf.oneHot(segmentIds, numSegments).cast('float32').transpose();
  const sums = tf.matMul(membership, x.reshape<tf.Tensor2D>([segments, -1]));
  return sums.reshape([numSegments, ...rest]);
}
