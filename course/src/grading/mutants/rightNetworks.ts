import * as tf from '@tensorflow/tfjs';
import { C4 } from 'equivariant';
import type { ModelClass } from '../../checks/network/network';
import { convolve, layerClass, withBias } from './BuiltLayer';
import type { RightAnswer } from './Mutants';
import {
  isIsotropic,
  linear,
  network,
  networkLayers,
  spatialPool,
  type NetworkOptions,
} from './network';
import { OwnLayer, shaped } from './OwnLayer';
import { rightGroupLayers } from './rightGroupLayers';
import { announcing, inputs } from './wrongShapes';

/** A right network, written in different ways. */
export function rightNetworks(options: NetworkOptions): RightAnswer<ModelClass>[] {
  const isotropic = isIsotropic(options);
  const norm = (stage: number): tf.layers.Layer[] => options.norm?.(stage) ?? [];
  const right = (name: string, change: NetworkOptions): RightAnswer<ModelClass> => ({
    name,
    answer: network({ ...options, ...change }),
  });
  return [
    right('a sequential network', {}),
    right('ReLU before the pooling, as an activation layer', {
      norm: (stage) => [...norm(stage), tf.layers.activation({ activation: 'relu' })],
      activation: () => [],
    }),
    right('pools of TensorFlow.js', {
      pool: (stage) => [isotropic ? pool2d(stage) : pool3d(stage)],
    }),
    right('ReLU and poolings in layers of the student’s own', {
      activation: () => [new OwnLayer((x) => tf.maximum(x, 0))],
      pool: (stage) => [new OwnLayer((x) => pooled(x, stage))],
      groupPool: () => (isotropic ? [] : [new OwnLayer((x) => x.max(3))]),
    }),
    right('one maximum over space and group, by a reshape', {
      pool: (stage) => (stage < 4 ? [spatialPool(stage)] : []),
      groupPool: () => [
        new OwnLayer((x) => x.reshape([x.shape[0], -1, x.shape[x.rank - 1]!]).max(1)),
      ],
      head: () => [linear()],
    }),
    right('biases in layers of their own', {
      useBias: false,
      norm: (stage) => [
        new OwnLayer(
          (x, [bias]) => x.add(bias!),
          (shape) => [shape.slice(-1)],
        ),
        ...norm(stage),
      ],
    }),
    right('a flatten that announces the shape of its input, harmlessly', {
      head: () => [announcing(new OwnLayer((x) => x.reshape([x.shape[0], -1])), inputs), linear()],
    }),
    right('layers that do nothing in between', {
      norm: (stage) => [...norm(stage), tf.layers.activation({ activation: 'linear' })],
      activation: () => [tf.layers.reLU(), tf.layers.dropout({ rate: 0 })],
    }),
    right('the linear layer as a convolution of one pixel', {
      head: () => [
        new OwnLayer((x) => x.reshape([x.shape[0], 1, 1, x.size / x.shape[0]])),
        tf.layers.conv2d({ filters: 10, kernelSize: 1 }),
        tf.layers.reshape({ targetShape: [10] }),
      ],
    }),
    ...ownConvolutions(options, isotropic).map(([name, convolution]) =>
      right(`own layers: ${name}`, { convolution, change: behindInput }),
    ),
    { name: 'layers added one by one', answer: added(options) },
    { name: 'a functional network, with tf.input and apply', answer: functional(options) },
    { name: 'a network that the constructor returns', answer: returned(options) },
    { name: 'two networks, one inside the other', answer: nested(options) },
  ];
}

/** The layers of notebooks 2 and 4, as students write them. */
function ownConvolutions(
  { group = C4 }: NetworkOptions,
  isotropic: boolean,
): [name: string, convolution: NonNullable<NetworkOptions['convolution']>][] {
  const args = { kernelSize: 3, padding: 1 };
  if (isotropic) {
    const Ring = shaped(layerClass(ring));
    return [
      ['filters as a sum of centre and ring', (_, filters) => new Ring({ ...args, filters })],
    ];
  }
  const [lifting, others] = [true, false].map((first) => rightGroupLayers(group, first));
  // The rest are slow.
  const some = others!.filter(({ name }) => !/same value|half turn|loop/.test(name));
  return some.map(({ name, answer }) => {
    const Group = shaped(answer);
    const Lifting = shaped((lifting!.find((one) => one.name === name) ?? lifting![0]!).answer);
    const convolution = (stage: number, filters: number): tf.layers.Layer =>
      new (stage === 0 ? Lifting : Group)({ ...args, filters });
    return [name, convolution];
  });
}

/** Weights `[inputs, filters, 2]`: the ring first. */
const ring: Parameters<typeof layerClass>[0] = {
  weights: ({ filters }, shape) => [[shape[3]!, filters, 2]],
  call(x, [kernel], bias) {
    const [ring, centre] = tf.unstack(kernel!, 2);
    const zeros = tf.zerosLike(ring!);
    const middle = tf.stack([
      zeros,
      zeros,
      zeros,
      zeros,
      centre!.sub(ring!),
      ...Array<tf.Tensor>(4).fill(zeros),
    ]);
    const bank = middle
      .add(ring!)
      .reshape<tf.Tensor4D>([3, 3, ...(ring!.shape as [number, number])]);
    return withBias(convolve(x as tf.Tensor4D, bank, 1), bias);
  },
};

const behindInput = (layers: tf.layers.Layer[]): tf.layers.Layer[] => [
  tf.layers.inputLayer({ inputShape: [33, 33, 1] }),
  ...layers,
];

/** The pooling of a stage of pictures or fields. */
export function pooled(x: tf.Tensor, stage: number): tf.Tensor {
  const [batch, height, width, ...rest] = x.shape as number[];
  const folded = x.reshape<tf.Tensor4D>([batch!, height!, width!, -1]);
  const y = stage === 4 ? tf.maxPool(folded, 3, 1, 'valid') : tf.maxPool(folded, 3, 2, 'same');
  return y.reshape([batch!, y.shape[1], y.shape[2], ...rest]);
}

function pool2d(stage: number): tf.layers.Layer {
  return stage === 4
    ? tf.layers.maxPooling2d({ poolSize: 3, strides: 1, padding: 'valid' })
    : tf.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' });
}

function pool3d(stage: number): tf.layers.Layer {
  return stage === 4
    ? tf.layers.maxPooling3d({ poolSize: [3, 3, 1], strides: [1, 1, 1], padding: 'valid' })
    : tf.layers.maxPooling3d({ poolSize: [3, 3, 1], strides: [2, 2, 1], padding: 'same' });
}

function added(options: NetworkOptions): ModelClass {
  return class extends tf.Sequential {
    constructor() {
      super();
      for (const layer of networkLayers(options)) this.add(layer);
    }
  };
}

/** The inputs and outputs of a functional network. */
function ends(options: NetworkOptions): { inputs: tf.SymbolicTensor; outputs: tf.SymbolicTensor } {
  const inputs = tf.input({ shape: [33, 33, 1] });
  const outputs = networkLayers(options).reduce(
    (x, layer) => layer.apply(x) as tf.SymbolicTensor,
    inputs,
  );
  return { inputs, outputs };
}

function functional(options: NetworkOptions): ModelClass {
  return class extends tf.LayersModel {
    constructor() {
      super(ends(options));
    }
  };
}

function returned(options: NetworkOptions): ModelClass {
  return class {
    constructor() {
      return tf.model(ends(options));
    }
  } as unknown as ModelClass;
}

function nested(options: NetworkOptions): ModelClass {
  return class extends tf.Sequential {
    constructor() {
      const layers = networkLayers(options);
      const inner = tf.sequential({ layers: layers.slice(0, -2) });
      super({ layers: [inner, ...layers.slice(-2)] });
    }
  };
}
