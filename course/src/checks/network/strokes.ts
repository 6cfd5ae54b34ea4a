import * as tf from '@tensorflow/tfjs';

const size = 33;

/**
 * Pictures that are more like digits than noise is: bright lines on black.
 *
 * @param seed selects the lines
 * @returns `[count, 33, 33, 1]`, 0..1
 */
export function strokes(count: number, seed: number): tf.Tensor {
  return tf.tidy(() => {
    // Three lines in each picture: row and column of the start and of the end.
    const ends = tf.randomUniform([count, 3, 2, 2], 6, size - 7, 'float32', seed).dataSync();
    const values = Float32Array.from({ length: count * size * size }, (_, at) => {
      const picture = Math.floor(at / size ** 2);
      const [row, column] = [Math.floor(at / size) % size, at % size];
      let nearest = Infinity;
      for (let line = 0; line < 3; line++) {
        const [a, b, c, d] = ends.subarray(4 * (3 * picture + line)) as unknown as number[];
        nearest = Math.min(nearest, distance(row, column, [a!, b!], [c!, d!]));
      }
      return Math.max(0, Math.min(1, 2 - nearest));
    });
    return tf.tensor(values, [count, size, size, 1]);
  });
}

/** The distance of a pixel from the line between two points. */
function distance(
  row: number,
  column: number,
  [a, b]: readonly [number, number],
  [c, d]: readonly [number, number],
): number {
  const [dy, dx] = [c - a, d - b];
  const along = ((row - a) * dy + (column - b) * dx) / (dy * dy + dx * dx);
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(row - a - t * dy, column - b - t * dx);
}
