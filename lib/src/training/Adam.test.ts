import * as tf from '@tensorflow/tfjs';
import { onEachBackend } from '../testSupport/onEachBackend';
import { Adam } from './Adam';

/** Adam for one number, as the papers write it down. */
function slowAdam(
  start: number,
  gradients: number[],
  rate: number,
  decay: number,
  decoupled: boolean,
): number {
  let [weight, m, v] = [start, 0, 0];
  gradients.forEach((plain, i) => {
    const g = decoupled ? plain : plain + decay * weight;
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    const mHat = m / (1 - 0.9 ** (i + 1));
    const vHat = v / (1 - 0.999 ** (i + 1));
    if (decoupled) weight -= rate * decay * weight;
    weight -= (rate * mHat) / (Math.sqrt(vHat) + 1e-8);
  });
  return weight;
}

onEachBackend(() => {
  it.each([true, false])(
    'agrees with the formula for every weight (decoupled: %s)',
    (decoupled) => {
      const variables = [tf.variable(tf.tensor2d([[1, -2]])), tf.variable(tf.tensor1d([0.5]))];
      const adam = new Adam(variables, 0.1, decoupled);
      const gradients = [
        [0.3, -1e-3, 2],
        [0, 0.5, -2],
        [-0.2, 0, 1e-4],
      ];
      for (const [a, b, c] of gradients) {
        adam.update([tf.tensor2d([[a!, b!]]), tf.tensor1d([c!])], 0.01);
      }
      const weights = variables.flatMap((variable) => [...variable.dataSync()]);
      [1, -2, 0.5].forEach((start, i) => {
        const expected = slowAdam(
          start,
          gradients.map((g) => g[i]!),
          0.01,
          0.1,
          decoupled,
        );
        expect(weights[i]).toBeCloseTo(expected, 6);
      });
      adam.dispose();
    },
  );

  it('refuses a state of another size', () => {
    const adam = new Adam([tf.variable(tf.zeros([3]))], 0, true);
    const moment = new Float32Array(2);
    const state = { step: 1, firstMoment: moment, secondMoment: moment };
    expect(() => adam.restore(state)).toThrow('for 2 weights, but the model has 3');
  });
});
