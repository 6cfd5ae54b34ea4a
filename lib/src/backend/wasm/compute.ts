import * as tf from '@tensorflow/tfjs';
import { plainModule, sharedModule } from './module';

/** The part of TensorFlow.js's WebAssembly backend that is used here. */
interface WasmBackend {
  wasm: { wasmMemory?: Memory; asm: Record<string, unknown> };
  dataIdMap: { get(dataId: object): { memoryOffset: number } };
  makeOutput(shape: readonly number[], dtype: tf.DataType): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): tf.TypedArray;
}

interface Memory {
  readonly buffer: ArrayBufferLike;
}

/** The part of this global that is used here; it is on every platform, but in no common types. */
declare const WebAssembly: {
  Memory: new () => Memory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: object };
};

/** The functions of `lib/assembly/kernels.ts`. */
type Kernels = Record<
  'addProducts' | 'columnSums' | 'countNonzero' | 'maxPoolGradient' | 'unfold',
  (...args: (number | boolean)[]) => number
>;

const started = new WeakMap<object, Kernels>();
const backend = (): WasmBackend => tf.backend() as unknown as WasmBackend;

/** This library's module in the memory of the backend's. */
function kernels(): Kernels {
  const { wasm } = backend();
  let found = started.get(wasm);
  if (!found) {
    const isMemory = (one: unknown): one is Memory => one instanceof WebAssembly.Memory;
    const memory = wasm.wasmMemory ?? Object.values(wasm.asm).find(isMemory)!;
    const isShared = memory.buffer.constructor.name === 'SharedArrayBuffer';
    const text = atob(isShared ? sharedModule : plainModule);
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
      env: { memory },
    });
    found = exports as Kernels;
    started.set(wasm, found);
  }
  return found;
}

/** Where the numbers of a tensor lie; brings those of another backend to this one. */
function addressOf({ dataId }: tf.TensorInfo): number {
  return backend().dataIdMap.get(dataId).memoryOffset;
}

/**
 * A tensor whose numbers a kernel of this library computes.
 *
 * @param call gets the address of the new tensor, then those of the inputs
 */
export function run(
  shape: readonly number[],
  inputs: readonly tf.TensorInfo[],
  call: (kernels: Kernels, to: number, ...from: number[]) => void,
): tf.Tensor {
  const output = backend().makeOutput(shape, 'float32');
  call(kernels(), addressOf(output), ...inputs.map(addressOf));
  return tf.engine().makeTensorFromTensorInfo(output);
}

/** How many numbers of a tensor are not zero. */
export function countNonzero(tensor: tf.Tensor): number {
  return kernels().countNonzero(addressOf(tensor), tensor.size);
}

/**
 * A tensor with numbers of another, copied where WebAssembly has them.
 *
 * @param copy gets both as arrays of the tensors' type
 */
export function copied(
  shape: readonly number[],
  input: tf.TensorInfo,
  copy: (to: Float32Array, from: Float32Array) => void,
): tf.Tensor {
  const numbers = (tensor: tf.TensorInfo): Float32Array =>
    backend().typedArrayFromHeap(tensor) as Float32Array;
  // First, since the memory must stay where it is while numbers of it are in use.
  addressOf(input);
  const output = backend().makeOutput(shape, input.dtype);
  copy(numbers(output), numbers(input));
  return tf.engine().makeTensorFromTensorInfo(output);
}
