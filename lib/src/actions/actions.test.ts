import * as tf from '@tensorflow/tfjs';
import { C4, D4 } from '../groups/groups';
import { onEachBackend, randomTensor } from '../testSupport/onEachBackend';
import { reflect, rotate, rotateP4, transform, transformField } from './actions';
import { turn } from './turn';

onEachBackend(() => {
  it('turns a picture counter-clockwise', () => {
    const x = tf.tensor4d([0, 1, 2, 3], [1, 2, 2, 1]);
    expect([...rotate(x, 1).dataSync()]).toEqual([1, 3, 0, 2]);
    expect([...rotate(x, -1).dataSync()]).toEqual([2, 0, 3, 1]);
    expect([...rotate(x, 5).dataSync()]).toEqual([1, 3, 0, 2]);
  });

  it('mirrors a picture left and right', () => {
    const x = tf.tensor4d([0, 1, 2, 3], [1, 2, 2, 1]);
    expect([...reflect(x).dataSync()]).toEqual([1, 0, 3, 2]);
  });

  it('keeps channels and pictures of a batch apart', () => {
    const x = randomTensor<tf.Tensor4D>([2, 3, 3, 2], 1);
    const turned = rotate(x, 1).arraySync();
    const original = x.arraySync();
    // The top right pixel comes to the top left.
    expect(turned[1]![0]![0]).toEqual(original[1]![0]![2]);
  });

  it('turns the pixels of a field and shifts its group axis', () => {
    const y = randomTensor<tf.Tensor5D>([1, 3, 3, 4, 2], 2);
    const turned = rotateP4(y, 1).arraySync();
    const original = y.arraySync();
    for (let h = 0; h < 4; h++) {
      expect(turned[0]![0]![0]![h]).toEqual(original[0]![0]![2]![(h + 3) % 4]);
    }
  });

  it.each([C4, D4])('acts as the group $name does: L_g L_h = L_gh', (group) => {
    const inputs = [
      randomTensor<tf.Tensor>([1, 5, 5, 2], 3),
      randomTensor<tf.Tensor>([1, 5, 5, group.order, 2], 4),
    ];
    for (const x of inputs) {
      for (const g of group.elements) {
        for (const h of group.elements) {
          const twice = transform(group, g, transform(group, h, x));
          expect(twice.dataSync()).toEqual(transform(group, group.product(g, h), x).dataSync());
        }
      }
    }
  });

  it('leaves features without space alone, and refuses what has none of these ranks', () => {
    const x = randomTensor<tf.Tensor>([2, 10], 5);
    expect(transform(C4, 1, x).dataSync()).toEqual(x.dataSync());
    expect(() => transform(C4, 1, tf.zeros([3]))).toThrow('the shape is [3]');
  });

  it('refuses what it cannot turn', () => {
    expect(() => rotate(tf.zeros([1, 3, 4, 1]), 1)).toThrow('square pictures');
    expect(() => transformField(D4, 1, tf.zeros([1, 3, 3, 4, 1]))).toThrow('8 entries');
  });

  it.each([0, 1, 2, 3, -1])('turns by any angle, and by %d right angles as the group does', (r) => {
    const x = randomTensor<tf.Tensor4D>([2, 9, 9, 2], 6);
    const difference = turn(x, 90 * r)
      .sub(rotate(x, r))
      .abs()
      .max()
      .dataSync()[0];
    expect(difference).toBeLessThan(1e-4);
  });

  it('turns a pixel to where trigonometry says, halfway between the right angles', () => {
    const x = tf.buffer([1, 33, 33, 1]);
    x.set(1, 0, 16, 26, 0); // ten pixels to the right of the centre
    const y = turn(x.toTensor() as tf.Tensor4D, 45).arraySync();
    // 10 / sqrt(2) = 7.07: up and to the right
    expect(y[0]![16 - 7]![16 + 7]![0]).toBeGreaterThan(0.8);
    expect(y[0]![16 + 7]![16 + 7]![0]).toBe(0);
  });
});
