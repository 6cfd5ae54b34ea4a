import * as tf from '@tensorflow/tfjs';
import { C4, equivarianceError } from 'equivariant';
import { find, type Finding } from '../report/Finding';

/** What must hold for an equivariant batch normalization of fields `[batch, height, width, 4, channels]`. */
export function normalizationProperties(make: () => tf.layers.Layer): Finding[] {
  const apply = (layer: tf.layers.Layer, x: tf.Tensor, training: boolean): tf.Tensor =>
    layer.apply(x, { training }) as tf.Tensor;
  return [
    find('the shape stays as it is', () => {
      const shape = apply(make(), field(1), true).shape.join(', ');
      if (shape !== '8, 5, 5, 4, 3') throw new Error(`expected [8, 5, 5, 4, 3], got [${shape}]`);
      return `[${shape}]`;
    }),
    find('in training each channel gets mean 0 and variance 1', () => {
      const y = apply(make(), field(2).mul(3).add(5), true);
      const { mean, variance } = tf.moments(y, [0, 1, 2, 3]);
      const off = Math.max(...mean.abs().dataSync(), ...variance.sub(1).abs().dataSync());
      if (!(off < 1e-2)) throw new Error(`mean or variance is off by ${off.toPrecision(2)}`);
      return `off by at most ${off.toExponential(1)}`;
    }),
    find('one mean for all four group elements', () => {
      // Element h of this field has mean h. Statistics of its own for each element would level that out.
      const steps = tf.range(0, 4).reshape([1, 1, 1, 4, 1]);
      const means = apply(make(), field(3).mul(0.1).add(steps), true).mean([0, 1, 2, 4]).dataSync();
      if (!(means[3]! - means[0]! > 1)) {
        throw new Error(
          'the group elements are normalized one by one; share the statistics over the group axis',
        );
      }
      return 'differences between the elements survive';
    }),
    ...[true, false].map((training) =>
      find(`equivariant in ${training ? 'training' : 'inference'}`, () => {
        const layer = make();
        apply(layer, field(4).mul(2).add(1), true);
        const errors = equivarianceError((x) => apply(layer, x, training), C4, field(5));
        const worst = Math.max(...errors.map((error) => error.relative));
        if (!(worst <= 1e-5)) throw new Error(`relative error ${worst.toExponential(1)}`);
        return `relative error ${worst.toExponential(1)}`;
      }),
    ),
    find('inference uses what training has seen', () => {
      const layer = make();
      const x = field(6).mul(2).add(7);
      const before = apply(layer, x, false).mean().dataSync()[0]!;
      for (let i = 0; i < 100; i++) tf.tidy(() => void apply(layer, x, true));
      const after = apply(layer, x, false).mean().dataSync()[0]!;
      if (!(Math.abs(after) < 0.1 && Math.abs(before) > 1)) {
        throw new Error(
          `after 100 training steps the mean is ${after.toPrecision(2)}; keep running statistics and use them`,
        );
      }
      return 'running statistics reach those of the data';
    }),
  ];
}

function field(seed: number): tf.Tensor {
  return tf.randomUniform([8, 5, 5, 4, 3], -1, 1, 'float32', seed);
}
