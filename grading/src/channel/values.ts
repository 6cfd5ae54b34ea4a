import { limits } from '../limits';

/** One message: JSON, and the numbers of its tensors one after the other. */
export interface Frame {
  head: unknown;
  body: Uint8Array;
}

/** A tensor as it travels: float32 numbers in row-major order. */
export interface TensorValue {
  shape: number[];
  dtype: string;
  numbers: Float32Array;
}

/** What an argument or a reply can be. Anything else travels as a description only. */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | string
  | Value[]
  | { tensor: TensorValue }
  | { other: string }
  | { [name: string]: Value };

/**
 * Packs a value: JSON has no NaN, -0 or undefined, and is slow with numbers.
 *
 * @example unpack(pack({ x: NaN })); // { x: NaN }
 */
export function pack(value: Value): Frame {
  const parts: Float32Array[] = [];
  let length = 0;
  const visit = (value: Value): unknown => {
    if (value === undefined) return { u: 0 };
    if (typeof value === 'number') {
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { n: numberText(value) };
    }
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(visit);
    if (isTensorValue(value)) {
      const { shape, dtype, numbers } = value.tensor;
      const at = length;
      parts.push(numbers);
      length += numbers.length;
      return { t: [shape, dtype, at] };
    }
    return { o: Object.entries(value).map(([name, inner]) => [name, visit(inner)]) };
  };
  const head = visit(value);
  const body = new Uint8Array(4 * length);
  let at = 0;
  for (const part of parts) {
    body.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return { head, body };
}

/**
 * The reverse of {@link pack}. It takes nothing for granted, since anybody may be the sender.
 *
 * @throws TypeError if {@link pack} did not pack this
 */
export function unpack({ head, body }: Frame): Value {
  const visit = (packed: unknown, depth: number): Value => {
    if (depth > limits.channelNestingLevels) throw new TypeError('Nested too deeply.');
    if (packed === null || typeof packed === 'boolean') return packed;
    if (typeof packed === 'string' || typeof packed === 'number') return packed;
    if (Array.isArray(packed)) return packed.map((inner) => visit(inner, depth + 1));
    const { u, n, t, o } = packed as Record<'u' | 'n' | 't' | 'o', unknown>;
    if (u === 0) return undefined;
    if (typeof n === 'string') return Number(n);
    if (Array.isArray(t)) return { tensor: tensorAt(t, body) };
    if (!Array.isArray(o)) throw new TypeError('Neither a value nor a list.');
    const entries = o.map((entry): [string, Value] => {
      const [name, inner] = entry as [unknown, unknown];
      return [String(name), visit(inner, depth + 1)];
    });
    // Without a prototype: `__proto__` is a name like any other.
    return Object.assign(Object.create(null) as Record<string, Value>, Object.fromEntries(entries));
  };
  return visit(head, 0);
}

function tensorAt([shape, dtype, at]: unknown[], body: Uint8Array): TensorValue {
  const isSize = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;
  if (
    !Array.isArray(shape) ||
    shape.length > limits.channelTensorAxes ||
    !shape.every(isSize) ||
    !isSize(at)
  ) {
    throw new TypeError('Not a tensor.');
  }
  const count = shape.reduce((product, n) => product * n, 1);
  if (4 * (at + count) > body.length) throw new TypeError('A tensor without its numbers.');
  // A copy: floats must start at a multiple of 4 bytes, and a slice of a Buffer may not.
  const bytes = Uint8Array.from(body.subarray(4 * at, 4 * (at + count)));
  const numbers = new Float32Array(bytes.buffer);
  return { shape, dtype: String(dtype), numbers };
}

/** Whether a value stands for a tensor. */
export function isTensorValue(value: Value): value is { tensor: TensorValue } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return 'tensor' in value && (value.tensor as TensorValue).numbers instanceof Float32Array;
}

function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/**
 * The part of a TensorFlow.js tensor that {@link valueOf} reads; two copies of the library use it.
 */
interface Readable {
  shape: number[];
  dtype: string;
  dataSync(): ArrayLike<number>;
}

/** A tensor as it travels. */
export function valueOf(tensor: Readable): { tensor: TensorValue } {
  const { shape, dtype } = tensor;
  return { tensor: { shape, dtype, numbers: Float32Array.from(tensor.dataSync()) } };
}
