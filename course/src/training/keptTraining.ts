import type * as tf from '@tensorflow/tfjs';
import type { TrainOptions } from 'equivariant';
import { platform } from '../platform';
import type { KeptTraining } from '../platform/Platform';

/**
 * Where a training is kept, so that it need not be done again after a restart of the kernel.
 *
 * It depends on the network and on how it is trained: whoever changes a layer, even only its code,
 * or the number of epochs, trains afresh.
 *
 * @param name of the training, such as '3.2'
 * @param count how many pictures it is trained on
 */
export function keptTraining(
  name: string,
  model: tf.LayersModel,
  count: number,
  { epochs, seed, recipe }: TrainOptions,
): KeptTraining {
  const identity = [model.layers.map(describeLayer), count, epochs, seed, describeRecipe(recipe)];
  return platform.keptTraining(name, JSON.stringify(identity));
}

/**
 * The code counts, with that of the classes it extends: students change it while the settings stay.
 */
function describeLayer(layer: tf.layers.Layer): unknown[] {
  const code: string[] = [];
  for (
    let prototype = Object.getPrototypeOf(layer) as object;
    Object.getPrototypeOf(prototype) !== null;
    prototype = Object.getPrototypeOf(prototype) as object
  ) {
    code.push(String(prototype.constructor));
  }
  // Names are new in every process.
  const settings = { ...layer.getConfig(), name: undefined };
  return [layer.getClassName(), settings, code];
}

/** A schedule is a function, so its values are taken. */
function describeRecipe(recipe: TrainOptions['recipe']): unknown {
  if (!recipe) return undefined;
  const { schedule, ...rest } = recipe;
  return [rest, [0, 0.1, 0.5, 0.9].map((share) => schedule(Math.floor(1000 * share), 1000))];
}
