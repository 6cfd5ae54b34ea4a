import * as tf from '@tensorflow/tfjs';
import {
  C1,
  C4,
  D4,
  GroupConv2d,
  GroupMaxPool,
  LiftingConv2d,
  SpatialMaxPool,
  SpatialMeanPool,
  type GridGroup,
} from 'equivariant';
import { models } from '../../models';
import type { NetworkName, TensorText } from '../protocol';

const towers: Partial<Record<NetworkName, GridGroup>> = { TowerC1: C1, TowerC4: C4, TowerD4: D4 };

/** A new network; `size` is the height of its pictures, which only towers can choose. */
export function newNetwork(name: NetworkName, size = 33): tf.LayersModel {
  const group = towers[name];
  return group ? tower(group, size) : new models[name]!({ seed: 1 });
}

/** Takes pictures of any size, to measure how time grows. */
function tower(group: GridGroup, size: number): tf.LayersModel {
  const layers = [8, 16, 32].flatMap((filters, i) => {
    const args = { group, filters, kernelSize: 3, padding: 1, seed: i };
    return [
      i === 0 ? new LiftingConv2d({ ...args, inputShape: [size, size, 1] }) : new GroupConv2d(args),
      new SpatialMaxPool(),
      tf.layers.reLU(),
    ];
  });
  const head = [new SpatialMeanPool(), new GroupMaxPool(), tf.layers.flatten()];
  return tf.sequential({ layers: [...layers, ...head, tf.layers.dense({ units: 10 })] });
}

/** Gives a network the weights of a request, which come layer by layer. */
export function setWeights(model: tf.LayersModel, weights: readonly TensorText[]): void {
  tf.tidy(() => model.setWeights(inModelOrder(model, weights.map(tensor))));
}

/** The weights in the order of `model.weights`, which lists the trainable ones first. */
function inModelOrder(model: tf.LayersModel, byLayer: readonly tf.Tensor[]): tf.Tensor[] {
  const values = new Map<tf.LayerVariable, tf.Tensor>();
  let next = 0;
  for (const layer of model.layers) {
    for (const weight of layer.weights) values.set(weight, byLayer[next++]!);
  }
  return model.weights.map((weight) => values.get(weight)!);
}

function tensor({ shape, data }: TensorText): tf.Tensor {
  const bytes = Uint8Array.from(Buffer.from(data, 'base64'));
  return tf.tensor(new Float32Array(bytes.buffer), shape);
}
