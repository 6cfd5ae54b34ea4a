import * as tf from '@tensorflow/tfjs';
import { D4, transformImage, type Group } from 'equivariant';
import type { GroupLayerClass } from '../../checks/convolution/groupConvolution';
import { convolve, layerClass, withBias, type Args, type Blueprint } from './BuiltLayer';

/** The steps of a lifting or group convolution; those left out are right. */
export interface GroupLayerOptions {
  group: Group;
  lifting: boolean;
  /** The element of D4 that moves the pixels of copy g; right: g. */
  pixels?: (g: number) => number;
  /** The element whose part of the filter copy g has at input element h; right: g⁻¹h. */
  axis?: (g: number, h: number) => number;
  /** Changes the weights `[size, size, |H|, inputs, filters]` before their use. */
  kernel?: (kernel: tf.Tensor) => tf.Tensor;
  /** How many sets of weights there are; right: one for all copies. */
  kernels?: number;
  /** The order of the bank's axes `[size, size, |H|, inputs, |G|, filters]` before folding. */
  fold?: number[];
  prepare?: (x: tf.Tensor) => tf.Tensor;
  padding?: (padding: number, kernelSize: number) => number;
  convolve?: (x: tf.Tensor4D, bank: tf.Tensor4D, padding: number) => tf.Tensor4D;
  /** From `[batch, height, width, |G| · filters]`, |G| and the number of filters to the field. */
  unfold?: (y: tf.Tensor4D, order: number, filters: number) => tf.Tensor;
  addBias?: (field: tf.Tensor, bias: tf.Tensor | undefined) => tf.Tensor;
  finish?: (field: tf.Tensor) => tf.Tensor;
  /** Other weights, bias or initial values. */
  blueprint?: Partial<Blueprint>;
}

/** A class of lifting or group convolutions; right if no step is replaced. */
export function groupLayer(options: GroupLayerOptions): GroupLayerClass {
  const { group, lifting, kernels = 1 } = options;
  const elements = lifting ? 1 : group.order;
  return layerClass({
    weights: ({ kernelSize, filters }, shape) =>
      Array.from({ length: kernels }, () => [
        kernelSize,
        kernelSize,
        elements,
        shape[shape.length - 1]!,
        filters,
      ]),
    filter: (weights, args) => bankOf(options, weights, args),
    call(input, _, bias, args, layer) {
      const x = options.prepare?.(input) ?? input;
      const [batch, height, width] = x.shape as [number, number, number];
      const padding = options.padding?.(args.padding, args.kernelSize) ?? args.padding;
      const folded = x.reshape<tf.Tensor4D>([batch, height, width, -1]);
      const y = (options.convolve ?? convolve)(folded, layer.buildFilter(), padding);
      const unfold = options.unfold ?? unfolded;
      const field = (options.addBias ?? withBias)(unfold(y, group.order, args.filters), bias);
      return options.finish ? options.finish(field) : field;
    },
    ...options.blueprint,
  });
}

function bankOf(
  options: GroupLayerOptions,
  weights: tf.Tensor[],
  args: Required<Args>,
): tf.Tensor4D {
  const { group, kernel: change = (kernel) => kernel } = options;
  const copies = group.elements.map((g) => copy(options, change(weights[g] ?? weights[0]!), g));
  const bank = tf.stack(copies, 4);
  const ordered = options.fold ? bank.transpose(options.fold) : bank;
  return ordered.reshape([args.kernelSize, args.kernelSize, -1, group.order * args.filters]);
}

function copy(options: GroupLayerOptions, kernel: tf.Tensor, g: number): tf.Tensor {
  const { group, lifting } = options;
  const { pixels = (a) => a, axis = (a, h) => group.product(group.inverse(a), h) } = options;
  const [size, , elements, inputs, filters] = kernel.shape as [
    number,
    number,
    number,
    number,
    number,
  ];
  const flat = kernel.reshape<tf.Tensor4D>([1, size, size, -1]);
  const moved = transformImage(D4, pixels(g), flat).reshape([
    size,
    size,
    elements,
    inputs,
    filters,
  ]);
  if (lifting) return moved;
  return tf.gather(
    moved,
    tf.tensor1d(
      group.elements.map((h) => axis(g, h)),
      'int32',
    ),
    2,
  );
}

function unfolded(y: tf.Tensor4D, order: number, filters: number): tf.Tensor {
  const [batch, height, width] = y.shape;
  return y.reshape([batch, height, width, order, filters]);
}
