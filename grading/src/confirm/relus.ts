import * as tf from '@tensorflow/tfjs';
import type { RemoteModel } from '../remote/RemoteLayer';

/** So many convolutions have one. */
const convolutions = 5;

/**
 * Whether enough layers cut off at 0 what has both signs, too.
 *
 * @param isRow whether each layer's output is the next one's input; else one is enough, since not every layer can be looked at
 */
export function requireReLUs(
  model: RemoteModel,
  pictures: tf.Tensor,
  isRow: boolean,
  draw: number,
): void {
  const shapes = isRow ? inputShapes(model, pictures) : undefined;
  const count = model.layers.filter((layer, index) =>
    (shapes
      ? [shapes[index]!]
      : [
          [2, 5],
          [2, 5, 5, 3],
          [2, 5, 5, 4, 3],
        ]
    ).some((shape) => {
      try {
        const x = tf.randomNormal(shape, 0, 1, 'float32', draw + index);
        return layer.apply(x).min().dataSync()[0] === 0;
      } catch {
        // It takes no input of this shape.
        return false;
      }
    }),
  ).length;
  const expected = isRow ? convolutions : 1;
  if (count >= expected) return;
  throw new Error(`Of positive and negative numbers, ${count} layers cut off the negative ones.`);
}

function inputShapes(model: RemoteModel, pictures: tf.Tensor): number[][] {
  let x = pictures;
  return model.layers.map((layer) => {
    const { shape } = x;
    x = layer.apply(x);
    return shape;
  });
}
