import * as tf from '@tensorflow/tfjs';
import { rotate } from '../actions/actions';
import { chooseBackend } from '../backend/chooseBackend';
import { smoothPictures } from './smoothPictures';

beforeAll(() => chooseBackend('native'));

function largest(x: tf.Tensor): number {
  return x.abs().max().dataSync()[0]!;
}

describe('smooth pictures', () => {
  it('turned by a quarter turn are the pictures, rotated', () => {
    const difference = smoothPictures(3, 21, 90, 4).sub(rotate(smoothPictures(3, 21, 0, 4), 1));
    expect(largest(difference)).toBeLessThan(1e-5);
  });

  it('have the same content at every angle, and nothing at the border', () => {
    const [upright, turned] = [0, 33].map((angle) => smoothPictures(2, 33, angle, 4));
    const sums = [upright!, turned!].map((x) => x.sum([1, 2, 3]).dataSync());
    sums[0]!.forEach((sum, i) => expect(sums[1]![i]).toBeCloseTo(sum, 0));
    expect(largest(upright!.slice([0, 0, 0, 0], [-1, 1, -1, -1]))).toBeLessThan(0.3);
    expect(largest(upright!.sub(turned!))).toBeGreaterThan(0.3);
  });
});
