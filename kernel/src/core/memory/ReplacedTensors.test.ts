import * as tf from '@tensorflow/tfjs';
import { memoryHost } from '../../node/run/memoryHost';
import type { LoadedModules } from './findEngine';
import { ReplacedTensors } from './ReplacedTensors';

const modules = (): LoadedModules => ({
  '/app/node_modules/@tensorflow/tfjs/dist/tf.node.js': { exports: {} },
  '/app/node_modules/@tensorflow/tfjs-core/dist/tf-core.node.js': { exports: tf },
});

let replaced: ReplacedTensors;
let before: number;
const left = (): number => tf.memory().numTensors - before;

beforeAll(() => tf.setBackend('cpu'));
beforeEach(() => {
  replaced = new ReplacedTensors({ ...memoryHost, loadedModules: modules });
  before = tf.memory().numTensors;
});

/** What a notebook does: a name is given to values one after the other. */
function redeclare(times: number, value: () => unknown): { x: unknown } {
  const notebook: { x: unknown } = { x: value() };
  for (let time = 1; time < times; time++) {
    const old = notebook.x;
    notebook.x = value();
    replaced.watch(old);
  }
  return notebook;
}

it('ten declarations of the same name leave one tensor, which can be used', async () => {
  const memory = tf.memory();
  const notebook = redeclare(10, () => tf.ones([100]));
  expect(replaced.pending).toBe(9);
  expect(left()).toBe(10);
  expect(await replaced.collect()).toBe(9);
  expect(left()).toBe(1);
  expect(replaced.pending).toBe(0);
  const x = notebook.x as tf.Tensor;
  expect([...x.dataSync()]).toEqual(Array(100).fill(1));
  x.dispose();
  expect(tf.memory()).toMatchObject(memory);
});

it('arrays, objects, maps and instances of tensors are freed too', async () => {
  class Layer {
    readonly weights = [tf.ones([2]), tf.ones([3])];
  }
  const notebook = redeclare(2, () => ({
    list: [tf.ones([1])],
    map: new Map([['a', { deep: tf.ones([1]) }]]),
    layer: new Layer(),
  }));
  expect(await replaced.collect()).toBe(4);
  expect(left()).toBe(4);
  tf.dispose(notebook.x as tf.TensorContainer);
});

it('what something else still holds is left alone until that lets go', async () => {
  const others: { list: tf.Tensor[]; closure?: () => tf.Tensor } = { list: [] };
  (() => {
    const [a, b] = [tf.tensor([1, 2]), tf.tensor([3])];
    others.list.push(a);
    others.closure = () => b.square();
    replaced.watch([a, b]);
  })();
  expect(await replaced.collect()).toBe(0);
  expect([...others.list[0]!.dataSync()]).toEqual([1, 2]);
  tf.tidy(() => expect(others.closure!().dataSync()[0]).toBe(9));
  expect(replaced.pending).toBe(2);
  others.list = [];
  expect(await replaced.collect()).toBe(1);
  delete others.closure;
  expect(await replaced.collect()).toBe(1);
  expect(left()).toBe(0);
});

it('a tensor that the notebook disposes of itself is not disposed of twice', async () => {
  (() => {
    const tensor = tf.ones([2]);
    const shared = tensor.reshape([2, 1]);
    replaced.watch([tensor, shared]);
    expect(tensor.isDisposed).toBe(false);
    tensor.dispose();
    tensor.dispose();
    expect(tensor.isDisposed).toBe(true);
    expect(() => tensor.square()).toThrow('Tensor is disposed');
    expect([...shared.dataSync()]).toEqual([1, 1]);
  })();
  expect(replaced.pending).toBe(1);
  expect(left()).toBe(1);
  expect(await replaced.collect()).toBe(1);
  expect(left()).toBe(0);
});

it('tensors that share their values are counted one by one', async () => {
  const buffers = tf.memory().numDataBuffers;
  const reshaped = (() => {
    const tensor = tf.tensor([1, 2, 3, 4]);
    const other = tensor.reshape([2, 2]);
    replaced.watch(tensor);
    return other;
  })();
  expect(await replaced.collect()).toBe(1);
  expect([...reshaped.dataSync()]).toEqual([1, 2, 3, 4]);
  expect(tf.memory().numDataBuffers).toBe(buffers + 1);
  reshaped.dispose();
  expect(tf.memory().numDataBuffers).toBe(buffers);
  expect(left()).toBe(0);
});

it('the tensors of a gradient that is still to be computed stay', async () => {
  const gradient = (() => {
    const factor = tf.tensor([2, 3]);
    replaced.watch(factor);
    return tf.grad((x: tf.Tensor) => x.mul(factor).sum());
  })();
  expect(await replaced.collect()).toBe(0);
  tf.tidy(() => expect([...gradient(tf.tensor([1, 1])).dataSync()]).toEqual([2, 3]));
});

it('variables, kept and disposed tensors are not watched, and no tensor twice', () => {
  const variable = tf.variable(tf.ones([1]));
  const kept = tf.keep(tf.ones([1]));
  const disposed = tf.ones([1]);
  disposed.dispose();
  const tensor = tf.ones([1]);
  replaced.watch({ variable, kept, disposed });
  expect(replaced.pending).toBe(0);
  replaced.watch(tensor);
  replaced.watch([tensor, tensor]);
  expect(replaced.pending).toBe(1);
  tf.dispose([variable, kept, tensor]);
  expect(replaced.pending).toBe(0);
});

it('whatever the value is, nothing of it runs', () => {
  const trap = (): never => {
    throw new Error('ran');
  };
  const cyclic: unknown[] = [new Proxy({}, { get: trap, ownKeys: trap })];
  for (const name of ['dataId', 'shape']) {
    cyclic.push(cyclic, Object.defineProperty({}, name, { get: trap, enumerable: true }));
  }
  for (const value of [cyclic, 1, null, undefined, 'text', new Float32Array(9), () => trap()]) {
    replaced.watch(value);
  }
  replaced.watch(Array(1_000_000).fill({ a: 1 }));
  expect(replaced.pending).toBe(0);
});

it('without TensorFlow.js there is nothing to watch', async () => {
  const without = new ReplacedTensors({ ...memoryHost, loadedModules: () => ({}) });
  without.watch({ dataId: {}, shape: [] });
  expect(without.pending).toBe(0);
  expect(await without.collect()).toBe(0);
});
