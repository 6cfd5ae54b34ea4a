import * as tf from '@tensorflow/tfjs';
import { rotate } from '../actions/actions';
import { assertEquivariant } from '../equivariance/equivarianceError';
import { C16, C4, C8, cyclicGroup } from '../groups/groups';
import { leftover, onEachBackend, randomTensor, saveAndLoad } from '../testSupport/onEachBackend';
import { circularHarmonics, harmonicAt } from './circularHarmonics';
import { smoothPictures } from './smoothPictures';
import { SteerableGroupConv2d } from './SteerableGroupConv2d';
import { SteerableLiftingConv2d } from './SteerableLiftingConv2d';

const lifting = (order: number, seed = 1): SteerableLiftingConv2d =>
  new SteerableLiftingConv2d({
    group: cyclicGroup(order),
    filters: 3,
    kernelSize: 5,
    padding: 2,
    seed,
  });
const onGroup = (order: number, seed = 2): SteerableGroupConv2d =>
  new SteerableGroupConv2d({
    group: cyclicGroup(order),
    filters: 3,
    kernelSize: 5,
    padding: 2,
    seed,
  });

const cases = [
  {
    name: 'SteerableLiftingConv2d, C8',
    layer: () => lifting(8),
    input: [2, 9, 9, 2],
    output: [2, 9, 9, 8, 3],
    parameters: 11 * 2 * 3 + 3,
  },
  {
    name: 'SteerableGroupConv2d, C8',
    layer: () => onGroup(8),
    input: [2, 9, 9, 8, 2],
    output: [2, 9, 9, 8, 3],
    parameters: 11 * 8 * 2 * 3 + 3,
  },
  {
    name: 'SteerableGroupConv2d, C16, 7 x 7, fine waves, no bias',
    layer: () =>
      new SteerableGroupConv2d({
        group: C16,
        filters: 2,
        kernelSize: 7,
        maxFrequency: 4,
        useBias: false,
      }),
    input: [1, 9, 9, 16, 1],
    output: [1, 3, 3, 16, 2],
    parameters: (1 + 5 + 9 + 9) * 16 * 2,
  },
  {
    name: 'SteerableLiftingConv2d, C12 by its name',
    layer: () => new SteerableLiftingConv2d({ group: 'C12', filters: 1, kernelSize: 5 }),
    input: [1, 5, 5, 1],
    output: [1, 1, 1, 12, 1],
    parameters: 11 + 1,
  },
];

/**
 * Turns a field on C_N by r quarter turns: the pixels by themselves, and N/4 places on the group
 * axis for each.
 */
function turnField(field: tf.Tensor5D, r: number): tf.Tensor5D {
  const order = field.shape[3];
  const slices = tf.unstack(field, 3) as tf.Tensor4D[];
  const shift = (r * order) / 4;
  const turned = slices.map((_, s) => rotate(slices[(s - shift + order) % order]!, r));
  return tf.stack(turned, 3) as tf.Tensor5D;
}

function largest(x: tf.Tensor): number {
  return x.abs().max().dataSync()[0]!;
}

/**
 * The responses at the picture's centre, which a turn leaves in place: `[batch, order, channels]`.
 */
function atCentre(y: tf.Tensor): tf.Tensor3D {
  const [batch, size, , order, channels] = y.shape;
  const middle = (size! - 1) / 2;
  return y.slice([0, middle, middle, 0, 0], [-1, 1, 1, -1, -1]).reshape([batch, order!, channels!]);
}

/**
 * How far two layers in a row are from commuting with a turn by `step` elements of C_N, if the
 * group axis is then shifted by `shift`.
 */
function centreError(order: number, step: number, shift: number): number {
  const [first, second] = [lifting(order), onGroup(order)];
  const apply = (x: tf.Tensor): tf.Tensor3D =>
    atCentre(second.apply(tf.relu(first.apply(x) as tf.Tensor)) as tf.Tensor);
  const y = apply(smoothPictures(12, 21, 0, 5));
  const turned = apply(smoothPictures(12, 21, (360 * step) / order, 5));
  const slices = tf.unstack(y, 1);
  const expected = tf.stack(
    slices.map((_, s) => slices[(s - shift + order) % order]!),
    1,
  );
  return tf.norm(turned.sub(expected)).dataSync()[0]! / tf.norm(y).dataSync()[0]!;
}

onEachBackend(() => {
  describe.each(cases)('$name', ({ layer, input, output, parameters }) => {
    const x = (): tf.Tensor5D => randomTensor(input, 11);

    it('gives the promised shape and has the promised number of parameters', () => {
      const subject = layer();
      expect((subject.apply(x()) as tf.Tensor).shape).toEqual(output);
      expect(subject.computeOutputShape([null, ...input.slice(1)])).toEqual([
        null,
        ...output.slice(1),
      ]);
      expect(subject.countParams()).toBe(parameters);
    });

    it('commutes with quarter turns, but for rounding', () => {
      const subject = layer();
      const y = subject.apply(x()) as tf.Tensor5D;
      for (const r of [1, 2, 3]) {
        const turned = input.length === 5 ? turnField(x(), r) : rotate(randomTensor(input, 11), r);
        const error = (subject.apply(turned) as tf.Tensor).sub(turnField(y, r));
        expect(largest(error) / largest(y)).toBeLessThan(5e-6);
      }
    });

    it('learns: every weight has a gradient, and it is that of the loss', () => {
      const subject = layer();
      subject.apply(x());
      const kernel = subject.trainableWeights[0]!.read() as tf.Variable;
      const loss = (): tf.Scalar => (subject.apply(x()) as tf.Tensor).square().mean().asScalar();
      const { grads } = tf.variableGrads(loss, [kernel]);
      const gradient = grads[kernel.name]!;
      expect(gradient.abs().min().dataSync()[0]).toBeGreaterThan(0);
      const values = kernel.dataSync().slice();
      const direction = randomTensor<tf.Tensor>(kernel.shape, 3);
      const lossAt = (step: number): number => {
        kernel.assign(tf.tensor(values, kernel.shape).add(direction.mul(step)));
        return loss().dataSync()[0]!;
      };
      // Along any line the loss is a parabola, of which a central difference is exact.
      const slope = (lossAt(0.1) - lossAt(-0.1)) / 0.2;
      expect(gradient.mul(direction).sum().dataSync()[0]! / slope).toBeCloseTo(1, 2);
    });

    it('leaves no tensor behind', () => {
      const subject = layer();
      const input = x();
      subject.apply(input);
      expect(leftover(() => (subject.apply(input) as tf.Tensor).dispose())).toBe(0);
    });

    it('survives being saved and loaded inside a model', async () => {
      const symbolic = tf.input({ shape: input.slice(1) });
      const outputs = layer().apply(symbolic) as tf.SymbolicTensor;
      const model = tf.model({ inputs: symbolic, outputs });
      const loaded = await saveAndLoad(model);
      expect((loaded.predict(x()) as tf.Tensor).dataSync()).toEqual(
        (model.predict(x()) as tf.Tensor).dataSync(),
      );
    });
  });

  it('with four orientations is a layer over C4', () => {
    assertEquivariant(lifting(4), C4, randomTensor([2, 9, 9, 2], 1), 5e-6);
    assertEquivariant(onGroup(4), C4, randomTensor([2, 9, 9, 4, 2], 1), 5e-6);
  });

  it('filters are the learned function, turned and then sampled', () => {
    const [order, size] = [16, 5];
    const layer = onGroup(order);
    layer.apply(tf.zeros([1, 5, 5, order, 2]));
    const kernel = (layer.trainableWeights[0]!.read() as tf.Tensor4D).arraySync();
    const bank = layer.filterBank().reshape([size, size, order, 2, order, 3]).arraySync();
    const harmonics = circularHarmonics(size, 2);
    const pixels = Array.from({ length: 25 }, (_, p) => [(p % 5) - 2, 2 - Math.floor(p / 5)]);
    const norms = harmonics.map((h) =>
      Math.sqrt(pixels.reduce((sum, [x, y]) => sum + harmonicAt(h, x!, y!) ** 2, 0)),
    );
    let worst = 0;
    for (const [row, col, s, i, r, o] of [
      [0, 1, 3, 1, 5, 2],
      [4, 3, 0, 0, 1, 0],
      [2, 2, 7, 1, 9, 1],
      [1, 4, 15, 0, 15, 2],
      [3, 0, 2, 1, 0, 0],
    ] as const) {
      const angle = (-2 * Math.PI * r) / order;
      const [x, y] = [col - 2, 2 - row];
      const [u, v] = [
        Math.cos(angle) * x - Math.sin(angle) * y,
        Math.sin(angle) * x + Math.cos(angle) * y,
      ];
      const expected = harmonics.reduce(
        (sum, h, b) =>
          sum +
          (kernel[b]![(s - r + order) % order]![i]![o]! *
            harmonicAt(h, u, v) *
            Math.sqrt(25 / 11)) /
            norms[b]!,
        0,
      );
      const value = (bank as number[][][][][][])[row]![col]![s]![i]![r]![o]!;
      worst = Math.max(worst, Math.abs(value - expected));
    }
    expect(worst).toBeLessThan(1e-6);
  });

  it('starts as strong as an ordinary convolution does', () => {
    const layer = lifting(8);
    layer.apply(tf.zeros([1, 5, 5, 40]));
    // Weights are uniform in ±1/√(25·40).
    const power = layer.filterBank().square().mean().dataSync()[0]! * 3 * 25 * 40;
    expect(power).toBeGreaterThan(0.8);
    expect(power).toBeLessThan(1.2);
  });
});

describe('between quarter turns', () => {
  // Measured: 1.9 % to 3.0 %. With the wrong shift it is 50 % and more.
  it.each([
    [8, 1],
    [8, 3],
    [16, 1],
    [16, 2],
    [16, 7],
  ])('C%i commutes nearly with %i of its smallest turns', (order, step) => {
    expect(centreError(order, step, step)).toBeLessThan(0.06);
    expect(centreError(order, step, step)).toBeGreaterThan(1e-4);
    expect(centreError(order, step, order - step)).toBeGreaterThan(0.3);
  });

  it('with finer waves less exactly', () => {
    const error = (maxFrequency: number): number => {
      const args = { group: C8, filters: 8, kernelSize: 5, padding: 2, maxFrequency };
      const layer = new SteerableLiftingConv2d(args);
      const invariant = (degrees: number): tf.Tensor =>
        atCentre(layer.apply(smoothPictures(12, 21, degrees, 5)) as tf.Tensor).max(1);
      const y = invariant(0);
      return tf.norm(invariant(45).sub(y)).dataSync()[0]! / tf.norm(y).dataSync()[0]!;
    };
    expect(error(4)).toBeGreaterThan(1.2 * error(1));
  });
});
