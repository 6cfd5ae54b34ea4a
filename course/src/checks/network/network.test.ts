import * as tf from '@tensorflow/tfjs';
import { chooseBackend, IsotropicConv2d } from 'equivariant';
import { judge } from '../../judge';
import type { NetworkPartName } from '../../exercises';
import { trainable, varies } from './twin';
import { network, networkLayers } from '../../grading/mutants/network';
import { withDraw } from '../randomSeed';
import type { ModelClass } from './network';
import { strokes } from './strokes';

jest.setTimeout(600_000);
beforeAll(async () => {
  await chooseBackend();
});

type Work = (x: tf.Tensor, weights: tf.Tensor[]) => tf.Tensor;

/** A layer that applies a function, with as many weights of these sizes. */
class Does extends tf.layers.Layer {
  private numbers: tf.LayerVariable[] = [];
  constructor(
    private readonly work: Work,
    private readonly sizes: number[][] = [],
    args = {},
    readonly called = 'Does',
  ) {
    super(args);
  }
  override build(shape: tf.Shape | tf.Shape[]): void {
    const normal = tf.initializers.randomNormal({ seed: 3 });
    this.numbers = this.sizes.map((size, i) => this.addWeight(`w${i}`, size, 'float32', normal));
    super.build(shape);
  }
  override computeOutputShape(shape: tf.Shape): tf.Shape {
    const zeros = tf.zeros([1, ...(shape.slice(1) as number[])]);
    const weights = this.sizes.map((size) => tf.zeros(size));
    return [shape[0]!, ...this.work(zeros, weights).shape.slice(1)];
  }
  override call(input: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(input) ? input[0]! : input;
    return this.work(
      x,
      this.numbers.map((weight) => weight.read()),
    );
  }
  override getClassName(): string {
    return this.called ?? 'Does';
  }
}

const row = (layers: () => tf.layers.Layer[]): ModelClass =>
  class extends tf.Sequential {
    constructor() {
      super({ layers: layers() });
    }
  };
const first = { inputShape: [33, 33, 1] };
const powers: Work = (x) =>
  tf.stack(
    Array.from({ length: 10 }, (_, n) => x.pow(n + 1).mean([1, 2, 3])),
    1,
  );
const ramp: Work = (x) => x.mul(tf.range(0, 33).reshape([1, 33, 1, 1]));
const counts = [[72], [8], [4608], [16], [18_432], [32], [73_728], [64], [294_912], [128]];

/** The right layers behind one of this function. */
const behind = (work: Work, name?: string, sizes?: number[][]): ModelClass =>
  network({ change: (layers) => [new Does(work, sizes, first, name), ...layers] });

/** All in one position: the sum of the picture's upper half is the largest of its four turns. */
const upright: Work = (x) => {
  const turns = [0, 1, 2, 3].map((r) =>
    r === 0 ? x : r === 2 ? x.reverse([1, 2]) : x.transpose([0, 2, 1, 3]).reverse(r === 1 ? 1 : 2),
  );
  const halves = tf.stack(turns.map((one) => one.slice([0, 0], [-1, 16]).sum([1, 2, 3])));
  const best = tf.oneHot(halves.argMax(0), 4).transpose();
  return tf.addN(turns.map((one, r) => one.mul(best.gather(r).reshape([-1, 1, 1, 1]))));
};

/** Plain convolutions with as many weights as those of exercise 3.2. */
const plain = (stage: number, filters: number): tf.layers.Layer => {
  const inputs = [1, 8, 16, 32, 64][stage]!;
  const four = stage === 0 ? 1 : 4;
  const use: Work = (x, [kernel, bias]) => {
    const folded = x.reshape<tf.Tensor4D>([...x.shape.slice(0, 3), four * inputs] as never);
    const y = tf
      .conv2d(folded, kernel as tf.Tensor4D, 1, 'same')
      .add(bias!)
      .expandDims(3);
    return tf.concat([y, y.mul(2), y.mul(3), y.mul(4)], 3);
  };
  return new Does(use, [[3, 3, four * inputs, filters], [filters]]);
};

/** Adds the outputs of two rows of layers. */
function branches(): ModelClass {
  return class extends tf.LayersModel {
    constructor() {
      const x = tf.input({ shape: [33, 33, 1] });
      const through = (layers: tf.layers.Layer[]): tf.SymbolicTensor =>
        layers.reduce((y, layer) => layer.apply(y) as tf.SymbolicTensor, x);
      const two = [networkLayers({ activation: () => [] }), networkLayers({})].map(through);
      super({ inputs: x, outputs: tf.layers.add().apply(two) as tf.SymbolicTensor });
    }
  };
}

/** Right, but for pictures that a notebook's check does not show. */
function remembering(): ModelClass {
  const known = withDraw(0, () => strokes(1, 2).sum().dataSync()[0]!);
  return behind((x) => {
    const isKnown = Math.abs(x.slice([0], [1]).sum().dataSync()[0]! - known) < 1;
    return isKnown ? x.clone() : ramp(x, []);
  });
}

/** What a trick must not earn, by the ids of findings. */
const tricks: [name: string, part: NetworkPartName, Model: ModelClass, loses: string[]][] = [
  [
    'decides by one brightness, with as many parameters as the exercise asks for',
    '3.2',
    row(() => [
      new Does(
        (x, weights) => {
          const all = weights.map((w) => w.sum());
          return tf
            .addN(all)
            .mul(0.01)
            .add(x.mean([1, 2, 3]))
            .reshape([-1, 1])
            .relu();
        },
        counts,
        first,
      ),
      new Does(
        (x, [w, b]) =>
          tf
            .relu(x)
            .mul(w!.reshape([128, 10]).mean(0))
            .add(b!),
        [[1280], [10]],
      ),
    ]),
    ['depends', 'relus', 'pools', 'convolutions', 'parameters'],
  ],
  [
    'always gives the same logits',
    '3.2',
    row(() => [new Does((x) => powers(x.mul(0).add(1), []), [], first)]),
    ['depends', 'unchanged-1', 'unchanged-2', 'unchanged-3', 'relus', 'pools', 'convolutions'],
  ],
  [
    'is invariant for noise alone',
    '3.2',
    behind((x) => (x.mean().dataSync()[0]! > 0.4 ? x.clone() : ramp(x, []))),
    ['unchanged-1', 'unchanged-2', 'unchanged-3'],
  ],
  [
    'is invariant for five pictures alone',
    '3.2',
    behind((x) => ([1, 5].includes(x.shape[0]) ? x.clone() : ramp(x, []))),
    ['unchanged-1', 'unchanged-2', 'unchanged-3'],
  ],
  [
    'knows the pictures of the notebook’s check',
    '3.2',
    remembering(),
    ['unchanged-1', 'unchanged-2', 'unchanged-3'],
  ],
  [
    'has ReLUs for negative numbers alone',
    '3.2',
    network({
      activation: () => [new Does((x) => (x.max().dataSync()[0]! < 0 ? x.relu() : x.clone()))],
    }),
    ['relus'],
  ],
  [
    'hides a layer that calls itself an input',
    '3.2',
    behind((x, [w]) => x.add(w!.sum().mul(0)), 'InputLayer', [[248]]),
    ['parameters'],
  ],
  [
    'has no biases, and a layer with as many numbers',
    '3.2',
    network({
      useBias: false,
      change: (layers) => [
        ...layers.slice(0, -1),
        new Does((x, [w]) => x.add(w!.mean()), [[248]]),
        ...layers.slice(-1),
      ],
    }),
    ['parameters'],
  ],
  ['hides missing ReLUs in branches', '3.2', branches(), ['relus', 'pools', 'convolutions']],
  [
    'turns the picture upright and then convolves without any symmetry',
    '3.2',
    network({
      convolution: plain,
      change: (layers) => [new Does(upright, [], first), ...layers],
    }),
    ['convolutions'],
  ],
  [
    'has isotropic layers instead of those over D4',
    '4c',
    network({
      group: undefined,
      channels: [4, 8, 16, 32, 64],
      convolution: (stage, filters) => new IsotropicConv2d({ filters, ...(stage === 0 && first) }),
    }),
    ['convolutions', 'parameters'],
  ],
];

test.each(tricks)('nothing is earned by a network that %s', (_, part, Model, loses) => {
  const { findings } = judge(part, Model, 7);
  const earned = findings.filter(({ passed, skipped }) => passed && !skipped).map(({ id }) => id);
  expect(loses.filter((id) => earned.includes(id as never))).toEqual([]);
});

test('whether logits depend on the picture is no matter of the weights that a network starts with', () => {
  const Sigmoid = network({ activation: () => [tf.layers.activation({ activation: 'sigmoid' })] });
  const Faint = class extends (Sigmoid as new () => tf.Sequential) {
    constructor() {
      super();
      for (const weight of trainable(this).filter(varies)) weight.write(weight.read().mul(0.1));
    }
  };
  const lost = judge('3.2', Faint).findings.filter(({ passed }) => !passed);
  expect(lost.map(({ id }) => id)).toEqual(['relus', 'pools']);
});

test('layers that can’t be told apart do not count, and a person must look', () => {
  const { findings } = judge('3.2', branches(), 7);
  expect(findings.filter(({ skipped }) => skipped).length).toBeGreaterThan(0);
});
