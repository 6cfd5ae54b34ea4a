import * as tf from '@tensorflow/tfjs';
import { memoryHost } from '../../node/run/memoryHost';
import { memoryReport } from './memoryReport';

const modules = {
  'C:\\app\\node_modules\\@tensorflow\\tfjs-core\\dist\\tf-core.node.js': { exports: tf },
};

const host = { ...memoryHost, loadedModules: () => modules };

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => tf.disposeVariables());

it('says what each variable holds, and what none does', () => {
  const alive = tf.memory();
  const image = tf.zeros([28, 28], 'int32');
  const mask = tf.zeros([10], 'bool');
  const pair = { a: tf.ones([256]), b: [tf.ones([256])], none: 3 };
  const step = tf.variable(tf.ones([1]), true, 'step');
  const lost = [tf.ones([2]), tf.ones([2])];
  const bindings = { count: 3, image, mask, pair, step, text: 'a' };
  const report = memoryReport(new Map(Object.entries(bindings)), host);
  const text = report['text/plain'] as string;
  // Variables keep their first value too: tf.variable copies nothing, and counts twice.
  const { numTensors, numBytes } = tf.memory();
  expect(text.split('\n').slice(0, 6)).toEqual([
    'variable  kind               shape     type     size',
    '--------  -----------------  --------  -------  --------',
    'image     Tensor             [28, 28]  int32    3.1 KiB',
    'mask      Tensor             [10]      bool     10 bytes',
    'pair      Object, 2 tensors                     2.0 KiB',
    'step      Variable           [1]       float32  4 bytes',
  ]);
  expect(numBytes - alive.numBytes).toBe(28 * 28 * 4 + 10 + 2 * 1024 + 2 * 4 + 2 * 8);
  expect(text).toContain(`Alive in all: ${numTensors} tensors, 5.1 KiB.`);
  expect(text).toContain(`${numTensors - 5} of them belong to no variable above`);
  expect(text).toMatch(/JavaScript values: .+ of at most .+iB\. The whole kernel: .+iB\./);
  expect(report['text/html']).toContain('>[28, 28]</td>');
  tf.dispose([image, mask, pair.a, pair.b, lost]);
});

it('finds the weights of a model, also inside an object of the notebook', () => {
  const before = tf.memory().numTensors;
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [4] })] });
  const net = new (class Network {
    readonly inner = model;
  })();
  const held = tf.memory().numTensors - before;
  const report = memoryReport(new Map<string, unknown>([['net', net]]), host);
  expect(held).toBe(2);
  expect(report['text/plain']).toMatch(/net +Network, 2 tensors +60 bytes/);
  model.dispose();
  expect(memoryReport(new Map([['net', net]]), host)['text/plain']).toContain(
    'No variable holds a tensor.',
  );
});

it('does without TensorFlow.js', () => {
  const report = memoryReport(new Map([['a', 1]]), { ...memoryHost, loadedModules: () => ({}) });
  expect(report['text/plain']).toContain('TensorFlow.js is not loaded.');
  expect(report['text/html']).toBeUndefined();
});
