import * as tf from '@tensorflow/tfjs';

/** One layer of a network, with its input and output. */
export interface Step {
  layer: tf.layers.Layer;
  input: tf.Tensor;
  output: tf.Tensor;
}

/**
 * The input and output of each layer of a network for these pictures, with nested networks
 * unfolded.
 *
 * @returns no steps if the network is not a chain of layers
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

/** The same, for a network that is known to be a chain. */
export function applyInARow(model: tf.LayersModel, pictures: tf.Tensor): Step[] {
  let input = pictures;
  return layersOf(model).map((layer) => {
    const output = layer.apply(input) as tf.Tensor;
    const step = { layer, input, output };
    input = output;
    return step;
  });
}

/** A layer's name in messages: its position, counted from 1, and its class. */
export function layerName(steps: readonly Step[], index: number): string {
  return `layer ${index + 1} of ${steps.length}, ${steps[index]!.layer.getClassName()}`;
}

/** The layers of a network, nested ones unfolded, without those that only name its input. */
export function layersOf(model: tf.LayersModel): tf.layers.Layer[] {
  return model.layers.flatMap((layer) => {
    if (layer instanceof tf.LayersModel) return layersOf(layer);
    // A name is a claim: what has weights is a layer.
    const isInput = layer.getClassName() === 'InputLayer' && layer.weights.length === 0;
    return isInput ? [] : [layer];
  });
}
