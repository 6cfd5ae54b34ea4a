import * as tf from '@tensorflow/tfjs';
import { D4, transformImage, type Group } from 'equivariant';
import type { GroupLayerClass } from '../../checks/convolution/groupConvolution';
import type { RightAnswer } from './Mutants';
import { convolve, layerClass, withBias, type Blueprint } from './BuiltLayer';
import { groupLayer } from './groupLayer';

/** Right lifting or group convolutions, written in different ways. */
export function rightGroupLayers(group: Group, lifting: boolean): RightAnswer<GroupLayerClass>[] {
  const elements = lifting ? 1 : group.order;
  const halfTurned = (g: number, h: number): number =>
    group.product(group.inverse(group.product(g, 2)), h);
  const inverted = groupLayer({
    group,
    lifting,
    axis: (g, h) => group.product(group.inverse(h), g),
  });
  return [
    { name: 'copies gathered, one convolution', answer: groupLayer({ group, lifting }) },
    {
      name: 'every weight starts at the same value',
      answer: groupLayer({ group, lifting, blueprint: { initializer: tf.initializers.ones() } }),
    },
    {
      name: 'the learned filter belongs to a half turn',
      answer: groupLayer({ group, lifting, pixels: (g) => group.product(g, 2), axis: halfTurned }),
    },
    ...(lifting ? [] : [{ name: 'h⁻¹ in the place of h in the learned filter', answer: inverted }]),
    {
      name: 'weights [filters, inputs, |G|, size, size], a loop over the copies',
      answer: looped(group, elements),
    },
    { name: 'the picture is moved instead of the filter', answer: movedInputs(group, elements) },
    { name: 'a weight for each pixel, combined by tf.stack', answer: stacked(group, elements) },
    { name: 'the bank by permutation matrices', answer: permuted(group, elements) },
    {
      name: 'windows as rows of a matrix',
      answer: groupLayer({ group, lifting, convolve: byWindows }),
    },
    {
      name: 'two axes swapped for the convolution, and back',
      answer: groupLayer({
        group,
        lifting,
        convolve: (x, bank, padding) =>
          convolve(
            x.transpose<tf.Tensor4D>([0, 2, 1, 3]),
            bank.transpose<tf.Tensor4D>([1, 0, 2, 3]),
            padding,
          ).transpose<tf.Tensor4D>([0, 2, 1, 3]),
      }),
    },
    {
      name: 'each picture by itself, the bias tiled before the axes are split',
      answer: groupLayer({
        group,
        lifting,
        convolve: (x, bank, padding) =>
          tf.concat(
            tf.split<tf.Tensor4D>(x, x.shape[0]).map((one) => convolve(one, bank, padding)),
          ),
        unfold: (y) => y,
        addBias: (y, bias) => (bias ? y.add(bias.tile([group.order])) : y),
        finish: (y) => y.reshape([...y.shape.slice(0, 3), group.order, -1]),
      }),
    },
  ];
}

/** Moves the two pixel axes of a tensor by reversals and a transposition. */
function movePixels(x: tf.Tensor, g: number, [rows, columns]: [number, number]): tf.Tensor {
  const swapped = x.shape.map((_, i) => (i === rows ? columns : i === columns ? rows : i));
  let y = g >= 4 ? x.reverse(columns) : x;
  for (let r = 0; r < g % 4; r++) y = y.transpose(swapped).reverse(rows);
  return y;
}

function looped(group: Group, elements: number): GroupLayerClass {
  return layerClass({
    weights: ({ kernelSize: k, filters }, shape) => [
      [filters, shape[shape.length - 1]!, elements, k, k],
    ],
    call(x, [kernel], bias, { padding }) {
      const inputs = elements === 1 ? [x as tf.Tensor4D] : (tf.unstack(x, 3) as tf.Tensor4D[]);
      const parts = Array.from({ length: elements }, (_, h) =>
        kernel!.slice([0, 0, h], [-1, -1, 1]).squeeze([2]),
      );
      const outputs = group.elements.map((g) =>
        inputs
          .map((each, h) => {
            const source = elements === 1 ? 0 : group.product(group.inverse(g), h);
            const part = movePixels(parts[source]!, g, [2, 3]).transpose<tf.Tensor4D>([2, 3, 1, 0]);
            return convolve(each, part, padding);
          })
          .reduce((a, b) => a.add(b)),
      );
      return withBias(tf.stack(outputs, 3), bias);
    },
  });
}

function movedInputs(group: Group, elements: number): GroupLayerClass {
  return layerClass({
    weights: ({ kernelSize: k, filters }, shape) => [
      [k, k, elements * shape[shape.length - 1]!, filters],
    ],
    call(x, [kernel], bias, { padding }) {
      // y(·, g) = L_g (ψ * L_g⁻¹ f), taken at the identity.
      const outputs = group.elements.map((g) => {
        const back = group.inverse(g);
        let moved = movePixels(x, back, [1, 2]);
        if (elements > 1) {
          const order = group.elements.map((h) => group.product(g, h));
          moved = tf.gather(moved, tf.tensor1d(order, 'int32'), 3);
        }
        const [batch, height, width] = moved.shape as [number, number, number];
        const y = convolve(
          moved.reshape([batch, height, width, -1]),
          kernel as tf.Tensor4D,
          padding,
        );
        return transformImage(D4, g, y);
      });
      return withBias(tf.stack(outputs, 3), bias);
    },
  });
}

function stacked(group: Group, elements: number): GroupLayerClass {
  const blueprint: Blueprint = {
    weights: ({ kernelSize: k, filters }, shape) =>
      Array.from({ length: k * k }, () => [elements, shape[shape.length - 1]!, filters]),
    call(x, pixels, bias, { kernelSize: k, filters, padding }) {
      const copies = group.elements.map((g) => {
        const back = group.inverse(g);
        const order = elements === 1 ? [0] : group.elements.map((h) => group.product(back, h));
        const rows = D4.sourcePixels(g, k).map((source) =>
          tf.gather(pixels[source]!, tf.tensor1d(order, 'int32')),
        );
        return tf.stack(rows, 0).reshape([k, k, -1, filters]);
      });
      const [batch, height, width] = x.shape as [number, number, number];
      const folded = x.reshape<tf.Tensor4D>([batch, height, width, -1]);
      const y = convolve(folded, tf.concat(copies, 3) as tf.Tensor4D, padding);
      const field = y.reshape([batch, y.shape[1], y.shape[2], group.order, filters]);
      return withBias(field, bias);
    },
    bias: (filters) => [1, filters],
  };
  return layerClass(blueprint);
}

/** One matrix for each element says which number of the kernel comes where. */
function permuted(group: Group, elements: number): GroupLayerClass {
  return layerClass({
    weights: ({ kernelSize: k, filters }, shape) => [
      [k * k * elements, shape[shape.length - 1]! * filters],
    ],
    call(x, [kernel], bias, { kernelSize: k, padding, filters }) {
      const places = Array.from({ length: k * k * elements }, (_, place) => place);
      const matrices = group.elements.map((g) => {
        const pixels = D4.sourcePixels(g, k);
        const sources = places.map((place) => {
          const h = elements === 1 ? 0 : group.product(group.inverse(g), place % elements);
          return pixels[Math.floor(place / elements)]! * elements + h;
        });
        return tf.tensor2d(
          sources.map((source) => places.map((place) => Number(place === source))),
        );
      });
      const bank = tf.stack(
        matrices.map((one) => one.matMul(kernel as tf.Tensor2D)),
        1,
      );
      const [batch, height, width] = x.shape as [number, number, number];
      const square = bank
        .reshape([k, k, elements, group.order, -1, filters])
        .transpose([0, 1, 2, 4, 3, 5])
        .reshape<tf.Tensor4D>([k, k, -1, group.order * filters]);
      const y = convolve(x.reshape([batch, height, width, -1]), square, padding);
      return withBias(y.reshape([...y.shape.slice(0, 3), group.order, filters]), bias);
    },
  });
}

/** A convolution as one matrix product. */
function byWindows(x: tf.Tensor4D, bank: tf.Tensor4D, padding: number): tf.Tensor4D {
  const [k, , inputs] = bank.shape;
  const border: [number, number] = [padding, padding];
  const padded = tf.pad(x, [[0, 0], border, border, [0, 0]]);
  const [batch, height, width] = padded.shape;
  const size: [number, number, number, number] = [batch, height - k + 1, width - k + 1, inputs];
  const windows = Array.from({ length: k * k }, (_, p) =>
    padded.slice([0, Math.floor(p / k), p % k, 0], size),
  );
  const rows = tf.stack(windows, 3).reshape<tf.Tensor2D>([-1, k * k * inputs]);
  return rows
    .matMul(bank.reshape<tf.Tensor2D>([k * k * inputs, -1]))
    .reshape([...size.slice(0, 3), -1]);
}
