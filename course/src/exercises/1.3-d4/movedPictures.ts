import * as tf from '@tensorflow/tfjs';
import { D4, d4, pictureGrid, transformImage, type Figure } from 'equivariant';
import type { DihedralElement } from './mistakes';

const size = 5;

/** An "F" with strokes of different brightness: each of the eight elements moves it differently. */
const letter = [
  [0, 1, 1, 0.8, 0.6],
  [0, 1, 0, 0, 0],
  [0, 1, 0.5, 0, 0],
  [0, 1, 0, 0, 0],
  [0, 0.9, 0, 0, 0],
].flat();

/** The pixels of the letter after these moves, the first one first. */
export function movedPicture(...moves: DihedralElement[]): number[] {
  return tf.tidy(() => {
    const picture: tf.Tensor4D = tf.tensor4d(letter, [1, size, size, 1]);
    const moved = moves.reduce((x, [f, r]) => transformImage(D4, d4(f as 0 | 1, r), x), picture);
    return [...moved.dataSync()];
  });
}

/** The letter moved in several ways, side by side. */
export function movedPictures(
  title: string,
  ...pictures: { label: string; moves: DihedralElement[] }[]
): Figure {
  const grid = pictures.map(({ label, moves }) => ({
    values: movedPicture(...moves),
    size,
    label,
  }));
  return pictureGrid(grid, { title, columns: pictures.length });
}
