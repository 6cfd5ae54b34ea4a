import * as tf from '@tensorflow/tfjs';
import { C4, equivarianceError } from 'equivariant';
import { find, Wrong, type Finding } from '../../checks/Finding';
import { notARow, type Step } from '../../checks/network/chain';
import { pictures } from '../../checks/network/network';
import { randomSeed } from '../../checks/randomSeed';

const convolutions = 5;

/**
 * Findings about the normalizations of an untrained network. This runs training steps, so later
 * examinations see other running averages.
 */
export function normalizedNetworkFindings(
  model: tf.LayersModel,
  steps: () => readonly Step[],
): Finding<'normalizations' | 'unchanged-in-training'>[] {
  return [
    find('normalizations', 'a batch normalization after every convolution', () => {
      const all = steps();
      if (all.length === 0) return notARow;
      const count = all.filter(isBatchNormalization).length;
      if (count >= convolutions) return `${count} normalizations`;
      throw new Wrong(`expected ${convolutions}, found ${count}`, {
        hint: 'A new GroupBatchNorm() comes right after each of the five convolutions. It takes mean and variance over the whole batch, one for each channel.',
      });
    }),
    find('unchanged-in-training', 'unchanged by quarter turns in training mode', () => {
      const train = (x: tf.Tensor): tf.Tensor => model.apply(x, { training: true }) as tf.Tensor;
      const errors = equivarianceError(train, C4, pictures(6));
      const worst = Math.max(...errors.map(({ relative }) => relative));
      // Statistics of few pictures magnify rounding errors.
      if (worst <= 1e-4) return `relative change ${worst.toExponential(1)}`;
      throw new Wrong(`the logits change by ${worst.toExponential(1)} of the largest`, {
        hint: 'Share mean and variance over the group elements: one for each channel.',
      });
    }),
  ];
}

/**
 * Whether a layer, in training, ignores a scale and a shift of each channel, but not a scale of
 * each picture.
 */
function isBatchNormalization({ layer, input, output }: Step): boolean {
  if (input.rank < 4 || output.shape.join() !== input.shape.join()) return false;
  const apply = (x: tf.Tensor): tf.Tensor => layer.apply(x, { training: true }) as tf.Tensor;
  const channels = input.shape[input.rank - 1]!;
  const x = tf.randomNormal(input.shape, 0, 1, 'float32', randomSeed(7));
  const y = apply(x);
  const scales = tf.randomUniform([channels], 1, 3, 'float32', randomSeed(8));
  const shifts = tf.randomUniform([channels], -2, 2, 'float32', randomSeed(9));
  const picture = tf
    .range(1, input.shape[0] + 1)
    .reshape([-1, ...input.shape.slice(1).map(() => 1)]);
  const change = (other: tf.Tensor): number => apply(other).sub(y).abs().max().dataSync()[0]!;
  return change(x.mul(scales).add(shifts)) < 0.01 && change(x.mul(picture)) > 0.01;
}
