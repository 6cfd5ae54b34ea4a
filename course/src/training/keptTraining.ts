import type * as tf from '@tensorflow/tfjs';
import type { TrainOptions } from 'equivariant';
import { platform } from '../platform';
import { progressFolder } from '../platform/Platform';

/** Where a training run is saved. */
export interface KeptTraining {
  /** The checkpoint for `train` of `equivariant`. */
  file: string;
  /** Whether a run has been saved there. */
  exists: boolean;
}

/** Hexadecimal digits of the fingerprint in a file's name. */
const hashLength = 8;

/**
 * Where a training run is saved, so that it survives a restart of the kernel. Any change of the
 * network or of its training starts a new run, even if only a layer's code differs. Removes other
 * runs of the same name.
 *
 * @param name of the run, such as '3.2'
 * @param count how many pictures it trains on
 */
export function keptTraining(
  name: string,
  model: tf.LayersModel,
  count: number,
  { epochs, seed, recipe }: TrainOptions,
): KeptTraining {
  const identity = [model.layers.map(describeLayer), count, epochs, seed, describeRecipe(recipe)];
  const hash = platform.sha256(JSON.stringify(identity)).slice(0, hashLength);
  const file = `${name}-${hash}.weights`;
  const saved = platform.savedRuns();
  for (const other of saved) {
    const hasName = other.startsWith(`${name}-`) && other.length === file.length;
    if (hasName && other !== file) platform.removeRun(other);
  }
  return { file: `${progressFolder}/${file}`, exists: saved.includes(file) };
}

/** The code and that of base classes count: students change it while the settings stay. */
function describeLayer(layer: tf.layers.Layer): unknown[] {
  const code: string[] = [];
  for (
    let prototype = Object.getPrototypeOf(layer) as object;
    Object.getPrototypeOf(prototype) !== null;
    prototype = Object.getPrototypeOf(prototype) as object
  ) {
    code.push(String(prototype.constructor));
  }
  // Names differ between processes.
  const settings = { ...layer.getConfig(), name: undefined };
  return [layer.getClassName(), settings, code];
}

/** A schedule is a function: samples of it stand for it. */
function describeRecipe(recipe: TrainOptions['recipe']): unknown {
  if (!recipe) return undefined;
  const { schedule, ...rest } = recipe;
  return [rest, [0, 0.1, 0.5, 0.9].map((share) => schedule(Math.floor(1000 * share), 1000))];
}
