import * as tf from '@tensorflow/tfjs';
import type { Skipped } from '../Finding';

/** What an examination of single layers says of a network whose layers do not stand in a row. */
export const notARow: Skipped = { skipped: 'the layers do not stand in a row' };

/** One layer of a network, with what it was given and what it made of it. */
export interface Step {
  layer: tf.layers.Layer;
  input: tf.Tensor;
  output: tf.Tensor;
}

/**
 * What each layer of a network does to these pictures, one after the other; nested networks are
 * unfolded.
 *
 * @returns no steps if the layers do not stand in a row
 */
export function chain(model: tf.LayersModel, pictures: tf.Tensor): Step[] {
  try {
    const steps = applyInARow(model, pictures);
    const last = steps[steps.length - 1]!.output;
    const expected = model.predict(pictures) as tf.Tensor;
    const largest = (x: tf.Tensor): number => x.abs().max().dataSync()[0]!;
    return largest(last.sub(expected)) <= 1e-4 * largest(expected) ? steps : [];
  } catch {
    return [];
  }
}

/** The same without a look at whether the network is such a row. */
export function applyInARow(model: tf.LayersModel, pictures: tf.Tensor): Step[] {
  let input = pictures;
  return layersOf(model).map((layer) => {
    const output = layer.apply(input) as tf.Tensor;
    const step = { layer, input, output };
    input = output;
    return step;
  });
}

/** How a message names a layer: its place, counted from 1, and its class. */
export function layerName(steps: readonly Step[], index: number): string {
  return `layer ${index + 1} of ${steps.length}, ${steps[index]!.layer.getClassName()}`;
}

function layersOf(model: tf.LayersModel): tf.layers.Layer[] {
  return model.layers.flatMap((layer) => {
    if (layer instanceof tf.LayersModel) return layersOf(layer);
    return layer.getClassName() === 'InputLayer' ? [] : [layer];
  });
}
