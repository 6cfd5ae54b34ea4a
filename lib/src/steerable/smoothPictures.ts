import * as tf from '@tensorflow/tfjs';

/** The number of blobs in a picture. */
const blobs = 20;
/** The blobs' standard deviation in pixels: about that of a digit's strokes. */
const width = 1.5;

/**
 * Pictures of soft positive and negative blobs at random places, turned by any angle. The blobs are
 * known between the pixels too, so turning them is exact, while `turn` has to interpolate. Any
 * error measured with these pictures is therefore the layer's.
 *
 * @param count the number of pictures
 * @param size height and width; all blobs lie inside the largest circle that fits
 * @param degrees the angle by which they are turned, counter-clockwise
 * @param seed the same seed gives the same pictures at every angle
 * @returns `[count, size, size, 1]`
 *
 * @example
 * const upright = layer.apply(smoothPictures(8, 33, 0, 1));
 * const turned = layer.apply(smoothPictures(8, 33, 45, 1)); // the same pictures, turned by 45°
 */
export function smoothPictures(
  count: number,
  size: number,
  degrees: number,
  seed: number,
): tf.Tensor4D {
  return tf.tidy(() => {
    const drawn = tf.randomUniform([3, count * blobs], 0, 1, 'float32', seed).dataSync();
    const uniform = (kind: number, i: number): number => drawn[kind * count * blobs + i]!;
    const middle = (size - 1) / 2;
    const reach = Math.max(0, middle - 2 * width);
    const turned = (degrees * Math.PI) / 180;
    const pixels = new Float32Array(count * size ** 2);
    for (let i = 0; i < count * blobs; i++) {
      // The square root makes all places in the circle equally likely.
      const distance = reach * Math.sqrt(uniform(0, i));
      const direction = 2 * Math.PI * uniform(1, i) + turned;
      const strength = 2 * uniform(2, i) - 1;
      const col = middle + distance * Math.cos(direction);
      const row = middle - distance * Math.sin(direction);
      const start = Math.floor(i / blobs) * size ** 2;
      for (let p = 0; p < size ** 2; p++) {
        const squared = (Math.floor(p / size) - row) ** 2 + ((p % size) - col) ** 2;
        pixels[start + p]! += strength * Math.exp(-squared / (2 * width ** 2));
      }
    }
    return tf.tensor4d(pixels, [count, size, size, 1]);
  });
}
