import * as tf from '@tensorflow/tfjs';
import { said } from './explainError';
import { Wrong } from './Finding';

/** A computation that runs at most once, when its result is first needed. */
export function once<T>(compute: () => T): () => T {
  let done: { result: T } | undefined;
  return () => (done ??= { result: compute() }).result;
}

/** A share of something, in words: `150 %`, `1.2 %`, `3.0e-5`. */
export function share(part: number): string {
  if (part >= 0.1) return `${Math.round(100 * part)} %`;
  return part >= 0.001 ? `${(100 * part).toPrecision(2)} %` : part.toExponential(1);
}

/** A value from an answer, in a short and readable form for messages. */
export function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plain).join(', ')}]`;
  if (typeof value === 'string') return `the text '${value}'`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) {
    const { constructor } = value as { constructor?: { name: string } };
    return `an object (${constructor?.name ?? 'without a class'})`;
  }
  return String(value);
}

/** What a call gave, and that in words: a value, or undefined and an error. */
export interface Outcome {
  value: unknown;
  text: string;
}

/**
 * Calls an answer's function again and again: a call that throws is one wrong result.
 *
 * @throws what the first call throws, if all do
 */
export function outcomes(calls: readonly (() => unknown)[]): Outcome[] {
  const errors: unknown[] = [];
  const all = calls.map((call) => {
    try {
      const value = call();
      return { value, text: plain(value) };
    } catch (error) {
      errors.push(error);
      return { value: undefined, text: `the error “${said(error)}”` };
    }
  });
  if (errors.length === calls.length) throw errors[0];
  return all;
}

/**
 * What an answer returned, if it is one tensor.
 *
 * @param who what returned it, such as "call"
 * @throws Wrong otherwise
 */
export function tensorOf(value: unknown, who: string): tf.Tensor {
  if (!(value instanceof tf.Tensor)) {
    throw new Wrong(`${who} should return a tensor, but returned ${plain(value)}`, {
      hint:
        value === undefined
          ? 'Does every path through it end in a return, inside tf.tidy(() => { ... }), too?'
          : typeof value === 'function'
            ? 'Does a call lack its ()? x.clone is a function, x.clone() is its result.'
            : 'Return one tensor; tf.stack or tf.concat combines several.',
    });
  }
  if (value.isDisposed) {
    throw new Wrong(`${who} returned a tensor that has been disposed of`, {
      hint: 'Return the tensor from tf.tidy, so that it survives.',
    });
  }
  return value as tf.Tensor;
}

/**
 * An output `[batch, height, width, ...axes]`, even if the last axes are in the wrong order: the
 * group behind the channels, or folded into them. That is one mistake, and hides no other.
 *
 * @returns undefined if it can't be read as such
 */
export function laidOut(y: tf.Tensor, axes: readonly number[]): tf.Tensor | undefined {
  const got = y.shape.slice(3).join();
  if (y.rank < 4 || got === axes.join()) return y.rank < 4 ? undefined : y;
  if (got === String(tf.util.sizeFromShape([...axes]))) {
    return y.reshape([...y.shape.slice(0, 3), ...axes]);
  }
  return got === [...axes].reverse().join() ? y.transpose([0, 1, 2, 4, 3]) : undefined;
}

/** A number with its noun: `counted(1, 'bias', 'biases')` is "1 bias". */
export function counted(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** What `make` gives; undefined if it throws. */
export function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
