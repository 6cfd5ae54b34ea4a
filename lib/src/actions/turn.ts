import * as tf from '@tensorflow/tfjs';

/**
 * Turns pictures about their centre by any angle, with bilinear interpolation; pixels from outside
 * are 0. Quarter turns are exact; other angles lose some detail, because D4 contains all symmetries
 * of the pixel grid.
 *
 * @param x pictures `[batch, height, width, channels]`
 * @param degrees counter-clockwise as seen on the screen
 * @returns pictures of the same shape
 *
 * @example
 * turn(x, 90); // rotate(x, 1), but for rounding
 */
export function turn(x: tf.Tensor4D, degrees: number): tf.Tensor4D {
  return tf.tidy(() => {
    const [batch, height, width, channels] = x.shape;
    const pixels = x.reshape<tf.Tensor3D>([batch, height * width, channels]);
    const corners = lookUp(height, width, (degrees * Math.PI) / 180).map(({ sources, weights }) =>
      tf
        .gather(pixels, tf.tensor1d(sources, 'int32'), 1)
        .mul(tf.tensor3d(weights, [1, height * width, 1])),
    );
    return tf.addN(corners).reshape(x.shape);
  });
}

interface Corner {
  /** For each pixel of the result, the pixel of the original at this corner. */
  sources: Int32Array;
  /** The share of that pixel, 0..1. */
  weights: Float32Array;
}

/** Each pixel of the result comes from a point between four pixels of the original: these four. */
function lookUp(height: number, width: number, angle: number): Corner[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [middleRow, middleCol] = [(height - 1) / 2, (width - 1) / 2];
  const corners = [0, 1].flatMap((down) => [0, 1].map((right) => ({ down, right })));
  return corners.map(({ down, right }) => {
    const sources = new Int32Array(height * width);
    const weights = new Float32Array(height * width);
    for (let p = 0; p < sources.length; p++) {
      const y = Math.floor(p / width) - middleRow;
      const x = (p % width) - middleCol;
      const row = middleRow + sin * x + cos * y;
      const col = middleCol + cos * x - sin * y;
      const [cornerRow, cornerCol] = [Math.floor(row) + down, Math.floor(col) + right];
      if (cornerRow < 0 || cornerRow >= height || cornerCol < 0 || cornerCol >= width) continue;
      sources[p] = cornerRow * width + cornerCol;
      weights[p] = (1 - Math.abs(row - cornerRow)) * (1 - Math.abs(col - cornerCol));
    }
    return { sources, weights };
  });
}
