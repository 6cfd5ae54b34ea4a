import type { ValueTypes } from './Values';

/**
 * What the kernel uses of a TensorFlow.js tensor; it knows one by its looks, since it does not
 * import TensorFlow.js.
 */
export interface TensorLike {
  readonly id: number;
  /** Stands for the values, which several tensors may share. */
  readonly dataId: object;
  readonly dtype: string;
  readonly shape: number[];
  readonly size: number;
  /** Whether `tf.keep` was called on it. */
  readonly kept: boolean;
  readonly isDisposed: boolean;
  dataSync(): ArrayLike<number | string>;
  /** Missing where only the core of TensorFlow.js is loaded. */
  slice?(begin: number[], size: number[]): TensorLike;
  dispose(): void;
}

/** What the kernel uses of a `tf.Variable`. */
export interface VariableLike extends TensorLike {
  readonly name: string;
  readonly trainable: boolean;
}

/** Whether a value is a TensorFlow.js tensor, disposed or not. */
export function isTensor(value: unknown, types: ValueTypes): value is TensorLike {
  if (typeof value !== 'object' || value === null || types.isProxy(value)) return false;
  // Asked first and without running a getter, so that nothing runs in the objects of others.
  if (typeof dataProperty(value, 'dataId') !== 'object') return false;
  const { dtype, shape, size, dataSync, isDisposed } = value as Partial<TensorLike>;
  return (
    typeof dtype === 'string' &&
    typeof size === 'number' &&
    typeof dataSync === 'function' &&
    typeof isDisposed === 'boolean' &&
    Array.isArray(shape) &&
    shape.every((length) => typeof length === 'number')
  );
}

/** An object's own property; undefined where there is none, or where it is a getter. */
export function dataProperty(object: object, name: string | number): unknown {
  return Object.getOwnPropertyDescriptor(object, name)?.value;
}

/** Whether a tensor is a `tf.Variable`. */
export function isVariable(tensor: TensorLike): tensor is VariableLike {
  const { name, trainable } = tensor as Partial<VariableLike>;
  return typeof name === 'string' && typeof trainable === 'boolean';
}

/** Bytes of each type of value; of strings TensorFlow.js itself has only a guess. */
const bytesPerValue: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  complex64: 8,
};

/** Bytes of a tensor's values, as TensorFlow.js counts them; 0 for strings. */
export function bytesOf({ dtype, size }: TensorLike): number {
  return size * (bytesPerValue[dtype] ?? 0);
}
