import * as tf from '@tensorflow/tfjs';
import { C4CNN, C4CNNWithBatchNorm, D4CNN, IsotropicCNN, PlainCNN } from 'equivariant';
import { strokes } from '../checks/network/strokes';
import { platform } from '../platform';

const models = { C4CNN, C4CNNWithBatchNorm, D4CNN, IsotropicCNN, PlainCNN };

/** A trained network of the library whose weights come with the course. */
export interface StoredNetwork {
  /** Such as `C4CNN`, or `C4CNN, upright`. */
  name: string;
  model: keyof typeof models;
  /** If they are not the model's own. */
  channels?: readonly number[];
  /** How it was trained: on how many digits, and for how many epochs. */
  digits: number;
  epochs: number;
  seed: number;
  /** Share of the test digits that it recognizes with the stored weights, 0..1. */
  accuracy: number;
  /** How many test digits that were. */
  test: number;
  /** See {@link fingerprintOf}. */
  fingerprint: readonly number[];
  /** Its weights in their file, as TensorFlow.js describes them; `networks.json` has no values. */
  weights: tf.io.WeightsManifestEntry[];
}

/** The name of the file with a network's weights. */
const weightsFile = (name: string): string => `${name.replace(/\W+/g, '-')}.bin`;

/** The trained networks that come with the course. */
export function storedNetworks(): StoredNetwork[] {
  const text = new TextDecoder().decode(platform.stored('networks.json'));
  return JSON.parse(text) as StoredNetwork[];
}

/** A network with its stored weights. */
export function loadNetwork(stored: StoredNetwork): tf.LayersModel {
  const bytes = platform.stored(weightsFile(stored.name));
  return withWeights(stored, bytes);
}

function withWeights(
  { model, channels, weights }: Pick<StoredNetwork, 'model' | 'channels' | 'weights'>,
  bytes: Uint8Array,
): tf.LayersModel {
  const network = new models[model](channels && { channels });
  tf.tidy(() => {
    const values = tf.io.decodeWeights(Uint8Array.from(bytes).buffer, weights);
    network.setWeights(weights.map(({ name }) => values[name]!));
  });
  return network;
}

/**
 * A network's weights in a quarter of their size: a byte for each number of a filter, which shares
 * the range of the filters evenly. Biases and normalizations stay as they are.
 *
 * @returns the name of the file to store, what it holds, and the network with the stored weights
 */
export function storeNetwork(
  { name, ...model }: Pick<StoredNetwork, 'name' | 'model' | 'channels'>,
  trained: tf.LayersModel,
): Pick<StoredNetwork, 'weights'> & { file: string; bytes: Uint8Array; network: tf.LayersModel } {
  const parts = trained.getWeights().map((weight, index) => {
    const values = weight.dataSync<'float32'>();
    const entry = { name: String(index), shape: weight.shape, dtype: 'float32' as const };
    if (weight.rank < 2) return { entry, bytes: new Uint8Array(Float32Array.from(values).buffer) };
    const [min, max] = [
      values.reduce((a, b) => Math.min(a, b)),
      values.reduce((a, b) => Math.max(a, b)),
    ];
    const scale = (max - min) / 255;
    const bytes = Uint8Array.from(values, (value) => Math.round((value - min) / scale));
    return { entry: { ...entry, quantization: { dtype: 'uint8' as const, scale, min } }, bytes };
  });
  const weights = parts.map(({ entry }) => entry);
  const bytes = Uint8Array.from(parts.flatMap(({ bytes }) => [...bytes]));
  return {
    file: weightsFile(name),
    weights,
    bytes,
    network: withWeights({ ...model, weights }, bytes),
  };
}

/**
 * The logits of a network for 32 pictures of strokes, each less the mean of its picture's: they
 * tell trained networks apart, however their channels are ordered.
 *
 * @returns 320 numbers, rounded to four digits
 */
export function fingerprintOf(network: tf.LayersModel): number[] {
  const logits = tf.tidy(() => {
    const logits = network.predict(strokes(32, 2016)) as tf.Tensor;
    return logits.sub(logits.mean(1, true)).dataSync<'float32'>();
  });
  return Array.from(logits, (logit) => Number(logit.toPrecision(4)));
}
