import * as tf from '@tensorflow/tfjs';
import { assertEquivariant, equivarianceError } from '../equivariance/equivarianceError';
import type { GridGroup } from '../groups/GridGroup';
import { C1, C2, C4, D1, D2, D4 } from '../groups/groups';
import { leftover, onEachBackend, randomTensor, saveAndLoad } from '../testSupport/onEachBackend';
import { GroupBatchNorm } from './GroupBatchNorm';
import { GroupConv2d } from './GroupConv2d';
import { GroupMaxPool } from './GroupMaxPool';
import { IsotropicConv2d } from './IsotropicConv2d';
import { LiftingConv2d } from './LiftingConv2d';
import { SpatialMaxPool } from './SpatialMaxPool';
import { SpatialMeanPool } from './SpatialMeanPool';

const gridGroups = [C1, C2, C4, D1, D2, D4];

interface Case {
  layer: () => tf.layers.Layer;
  input: number[];
  output: number[];
  parameters: number;
  /** The groups with which the layer commutes. */
  groups: GridGroup[];
}

const cases: Record<string, Case> = {
  'LiftingConv2d over C4': {
    layer: () => new LiftingConv2d({ group: C4, filters: 5, kernelSize: 3, padding: 1, seed: 1 }),
    input: [2, 9, 9, 3],
    output: [2, 9, 9, 4, 5],
    parameters: 9 * 3 * 5 + 5,
    groups: [C4],
  },
  'LiftingConv2d over D4, even filters, no bias': {
    layer: () =>
      new LiftingConv2d({ group: 'D4', filters: 2, kernelSize: 4, useBias: false, seed: 2 }),
    input: [1, 7, 7, 1],
    output: [1, 4, 4, 8, 2],
    parameters: 16 * 2,
    groups: [D4],
  },
  'LiftingConv2d over C1, a plain convolution': {
    layer: () => new LiftingConv2d({ group: C1, filters: 2, kernelSize: 3, seed: 2 }),
    input: [1, 5, 5, 2],
    output: [1, 3, 3, 1, 2],
    parameters: 9 * 2 * 2 + 2,
    groups: [C1],
  },
  'GroupConv2d over C4': {
    layer: () => new GroupConv2d({ group: C4, filters: 5, kernelSize: 3, padding: 1, seed: 3 }),
    input: [2, 9, 9, 4, 3],
    output: [2, 9, 9, 4, 5],
    parameters: 36 * 3 * 5 + 5,
    groups: [C4],
  },
  'GroupConv2d over C4, wide padding': {
    layer: () => new GroupConv2d({ group: C4, filters: 2, kernelSize: 3, padding: 2, seed: 4 }),
    input: [1, 4, 4, 4, 2],
    output: [1, 6, 6, 4, 2],
    parameters: 36 * 2 * 2 + 2,
    groups: [C4],
  },
  'GroupConv2d over D4': {
    layer: () => new GroupConv2d({ group: D4, filters: 3, kernelSize: 5, padding: 2, seed: 5 }),
    input: [1, 9, 9, 8, 2],
    output: [1, 9, 9, 8, 3],
    parameters: 25 * 8 * 2 * 3 + 3,
    groups: [D4],
  },
  IsotropicConv2d: {
    layer: () => new IsotropicConv2d({ filters: 4, seed: 6 }),
    input: [2, 9, 9, 3],
    output: [2, 9, 9, 4],
    parameters: 2 * 3 * 4 + 4,
    groups: gridGroups,
  },
  GroupBatchNorm: {
    layer: () => new GroupBatchNorm(),
    input: [3, 5, 5, 4, 3],
    output: [3, 5, 5, 4, 3],
    parameters: 4 * 3,
    groups: [C4],
  },
  SpatialMaxPool: {
    layer: () => new SpatialMaxPool(),
    input: [2, 9, 9, 8, 2],
    output: [2, 5, 5, 8, 2],
    parameters: 0,
    groups: [D4],
  },
  'SpatialMaxPool, valid': {
    layer: () => new SpatialMaxPool({ strides: 1, padding: 'valid' }),
    input: [2, 5, 5, 3],
    output: [2, 3, 3, 3],
    parameters: 0,
    groups: gridGroups,
  },
  SpatialMeanPool: {
    layer: () => new SpatialMeanPool(),
    input: [2, 5, 5, 8, 2],
    output: [2, 1, 1, 8, 2],
    parameters: 0,
    groups: [D4],
  },
  GroupMaxPool: {
    layer: () => new GroupMaxPool(),
    input: [2, 3, 3, 4, 2],
    output: [2, 3, 3, 2],
    parameters: 0,
    groups: [C4],
  },
};

/** One layer of each kind over one group. */
const layersOver = (group: GridGroup): [string, () => tf.layers.Layer, number[]][] => {
  const conv = { group, filters: 3, kernelSize: 3, padding: 1, seed: 7 };
  const field = [2, 7, 7, group.order, 2];
  return [
    ['LiftingConv2d', () => new LiftingConv2d(conv), [2, 7, 7, 2]],
    ['GroupConv2d', () => new GroupConv2d(conv), field],
    ['GroupBatchNorm', () => new GroupBatchNorm(), field],
    ['SpatialMaxPool', () => new SpatialMaxPool(), field],
    ['SpatialMeanPool', () => new SpatialMeanPool(), field],
    ['GroupMaxPool', () => new GroupMaxPool(), field],
  ];
};

onEachBackend(() => {
  describe.each(gridGroups)('over $name', (group) => {
    it.each(layersOver(group))('%s is equivariant', (_, layer, input) => {
      assertEquivariant(layer(), group, randomTensor(input, 11), 2e-6);
    });
  });

  describe.each(Object.entries(cases))('%s', (_, { layer, input, output, parameters, groups }) => {
    const x = (): tf.Tensor => randomTensor(input, 11);

    it('gives the promised shape and has the promised number of parameters', () => {
      const subject = layer();
      expect((subject.apply(x()) as tf.Tensor).shape).toEqual(output);
      expect(subject.computeOutputShape([null, ...input.slice(1)])).toEqual([
        null,
        ...output.slice(1),
      ]);
      expect(subject.countParams()).toBe(parameters);
    });

    it.each(groups)('is equivariant under every element of $name', (group) => {
      assertEquivariant(layer(), group, x(), 2e-6);
    });

    it('looks at its input', () => {
      const subject = layer();
      const a = subject.apply(x()) as tf.Tensor;
      const b = subject.apply(randomTensor(input, 12)) as tf.Tensor;
      expect(a.sub(b).abs().max().dataSync()[0]).toBeGreaterThan(0.1);
    });

    it('leaves no tensor behind, in a call or a gradient', () => {
      const subject = layer();
      const input = x();
      const weights = tf.tidy(() => {
        subject.apply(input);
        return subject.trainableWeights.map((weight) => weight.read() as tf.Variable);
      });
      const call = (): tf.Tensor => subject.apply(input) as tf.Tensor;
      expect(leftover(() => call().dispose())).toBe(0);
      const gradient = (): void => {
        if (weights.length === 0)
          return tf
            .grad(() => call())(input)
            .dispose();
        const { value, grads } = tf.variableGrads(() => call().square().sum().asScalar(), weights);
        tf.dispose([value, grads]);
      };
      expect(leftover(gradient)).toBe(0);
    });

    it('survives being saved and loaded inside a model', async () => {
      const symbolic = tf.input({ shape: input.slice(1) });
      const model = tf.model({
        inputs: symbolic,
        outputs: layer().apply(symbolic) as tf.SymbolicTensor,
      });
      const loaded = await saveAndLoad(model);
      expect((loaded.predict(x()) as tf.Tensor).dataSync()).toEqual(
        (model.predict(x()) as tf.Tensor).dataSync(),
      );
    });
  });

  it('normalizes in training', () => {
    const norm = new GroupBatchNorm();
    const x = randomTensor<tf.Tensor>([4, 5, 5, 4, 3], 1).mul(3).add(7);
    const y = norm.apply(x, { training: true }) as tf.Tensor;
    const { mean, variance } = tf.moments(y, [0, 1, 2, 3]);
    mean.dataSync().forEach((value) => expect(value).toBeCloseTo(0, 5));
    variance.dataSync().forEach((value) => expect(value).toBeCloseTo(1, 4));
  });

  it('is equivariant in training mode too', () => {
    const norm = new GroupBatchNorm();
    const x = randomTensor<tf.Tensor>([4, 5, 5, 4, 3], 1);
    assertEquivariant((input) => norm.apply(input, { training: true }) as tf.Tensor, C4, x, 2e-6);
  });

  it('loses equivariance where the size is even: why the pictures are padded to 33', () => {
    const [, quarter] = equivarianceError(new SpatialMaxPool(), C4, randomTensor([1, 8, 8, 1], 3));
    expect(quarter!.relative).toBeGreaterThan(0.1);
  });

  it('is infinitely far from equivariance where values are not finite', () => {
    for (const value of [NaN, Infinity]) {
      const errors = equivarianceError((x) => x.mul(value), C4, tf.ones([1, 3, 3, 1]));
      expect(errors.map(({ relative }) => relative)).toEqual(Array(4).fill(Infinity));
    }
  });
});
