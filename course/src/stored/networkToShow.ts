import type * as tf from '@tensorflow/tfjs';
import { loadNetwork, storedNetworks } from './trainedNetworks';

/**
 * The network that the figures show: your own, or in its place the course's own, which is trained
 * already. It says when it does so.
 *
 * @param name such as `C4CNN`
 * @param instead whether to show the course's own: after a quick or a stopped training
 *
 * @example
 * const shown = await networkToShow('C4CNN', c4Model, plan.tooShort || c4Run.interrupted);
 */
export function networkToShow(
  name: string,
  own: tf.LayersModel,
  instead: boolean,
): Promise<tf.LayersModel> {
  if (!instead) return Promise.resolve(own);
  const all = storedNetworks();
  const stored = all.find((one) => one.name === name);
  if (!stored) {
    const names = all.map((one) => one.name);
    throw new Error(
      `networkToShow: no network ${name} comes with the course; ${names.join('; ')} do.`,
    );
  }
  const { epochs, digits, accuracy, test } = stored;
  console.log(
    `In place of your ${name}, the figures show the course's own.\n` +
      `  Trained for ${epochs} epochs on ${digits.toLocaleString('en')} digits, it recognizes ${(100 * accuracy).toFixed(2)} % of ${test.toLocaleString('en')} test digits.`,
  );
  return Promise.resolve(loadNetwork(stored));
}
