import * as tf from '@tensorflow/tfjs';
import { find, Wrong, type Finding } from '../Finding';
import { randomSeed } from '../randomSeed';
import { notARow, type Step } from './chain';

const expected = 5;

/** Whether a ReLU, in any form, comes after each convolution, and none after the logits. */
export function reluFinding(steps: () => readonly Step[]): Finding<'relus'> {
  return find('relus', 'a ReLU after every convolution, none after the logits', () => {
    const all = steps();
    if (all.length === 0) return notARow;
    const rectifies = all.map(isReLU);
    if (rectifies[rectifies.length - 1]) {
      throw new Wrong('the logits are never negative', {
        hint: 'Nothing comes after the last linear layer: no ReLU, no activation.',
      });
    }
    const count = rectifies.filter(Boolean).length;
    if (count >= expected) return `${count} ReLUs`;
    throw new Wrong(`expected ${expected}, found ${count}`, {
      hint: 'Each of the five stages ends with tf.layers.reLU(), the last one too.',
    });
  });
}

/** Whether a layer cuts off at 0: its smallest output for a negative input is 0. */
function isReLU({ layer, input }: Step): boolean {
  const negative = tf.randomUniform(input.shape, -1, -0.1, 'float32', randomSeed(6));
  const y = layer.apply(negative) as tf.Tensor;
  return y.min().dataSync()[0] === 0;
}
