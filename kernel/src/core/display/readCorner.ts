import type { TensorLike } from '../values/TensorLike';
import type { Flat } from './cellText';

/** Values of a tensor, nested as its shape is. */
export type Nested = Flat | Nested[];

/** Stands where values are left out. */
export const leftOut = '…';

/** Most values that are read at once; of larger tensors only the corner is taken out. */
const largestRead = 10_000;

/**
 * The first values of a tensor, `…` where there are more.
 *
 * @param most how many along each axis
 * @throws where the backend can't read or slice the tensor
 */
export function readCorner(tensor: TensorLike, most: readonly number[]): Nested {
  const { shape } = tensor;
  const corner = shape.map((length, axis) => Math.min(length, most[axis]!));
  if (tensor.size <= largestRead) return nest(tensor, corner, shape);
  if (!tensor.slice) throw new Error('slice is not loaded');
  const part = tensor.slice(Array<number>(shape.length).fill(0), corner);
  try {
    return nest(part, corner, shape);
  } finally {
    part.dispose();
  }
}

/**
 * @param tensor what to read
 * @param corner how much of it
 * @param whole shape of the tensor that it may be a part of
 */
function nest(tensor: TensorLike, corner: readonly number[], whole: readonly number[]): Nested {
  const value = reader(tensor);
  const from = (axis: number, offset: number): Nested => {
    if (axis === corner.length) return value(offset);
    const length = corner[axis]!;
    const stride = tensor.shape.slice(axis + 1).reduce((product, n) => product * n, 1);
    const values = Array.from({ length }, (_, at) => from(axis + 1, offset + at * stride));
    return length < whole[axis]! ? [...values, leftOut] : values;
  };
  return from(0, 0);
}

/** Gives a tensor's values by their place. */
function reader(tensor: TensorLike): (at: number) => Flat {
  const data = tensor.dataSync();
  switch (tensor.dtype) {
    case 'bool':
      return (at) => Boolean(data[at]);
    case 'string':
      return (at) => JSON.stringify(data[at]);
    case 'complex64':
      return (at) => complexText(Number(data[2 * at]), Number(data[2 * at + 1]));
    default:
      return (at) => data[at];
  }
}

function complexText(real: number, imaginary: number): string {
  const [re, im] = [real, Math.abs(imaginary)].map((part) => Number(part.toPrecision(6)));
  return `${re} ${imaginary < 0 ? '-' : '+'} ${im}i`;
}
