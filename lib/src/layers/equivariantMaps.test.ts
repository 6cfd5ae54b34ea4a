import * as tf from '@tensorflow/tfjs';
import { transformField, transformImage } from '../actions/actions';
import type { GridGroup } from '../groups/GridGroup';
import { C1, C2, C4, D1, D2, D4 } from '../groups/groups';
import { GroupConv2d } from './GroupConv2d';
import { LiftingConv2d } from './LiftingConv2d';

/**
 * For every element of the group of shifts (on a grid that wraps around) and G, how many entries of
 * a picture or field stay where they are.
 */
function fixedEntries(group: GridGroup, n: number, type: 'picture' | 'field'): number[] {
  const entries = type === 'picture' ? 1 : group.order;
  const numbered = tf.range(0, n * n * entries);
  return group.elements.flatMap((g) => {
    const moved = tf.tidy(() =>
      type === 'picture'
        ? transformImage(group, g, numbered.reshape([1, n, n, 1])).dataSync()
        : transformField(group, g, numbered.reshape([1, n, n, entries, 1])).dataSync(),
    );
    return Array.from({ length: n * n }, (_, shift) => {
      const [down, right] = [Math.floor(shift / n), shift % n];
      let fixed = 0;
      for (let i = 0; i < moved.length; i++) {
        const [pixel, entry] = [Math.floor(i / entries), i % entries];
        const row = (Math.floor(pixel / n) + down) % n;
        const column = ((pixel % n) + right) % n;
        if (moved[i] === (row * n + column) * entries + entry) fixed++;
      }
      return fixed;
    });
  });
}

/** The dimension of the space of equivariant linear maps: the mean product of the characters. */
function dimension(inputs: readonly number[], outputs: readonly number[]): number {
  return inputs.reduce((sum, fixed, i) => sum + fixed * outputs[i]!, 0) / inputs.length;
}

describe.each([C1, C2, C4, D1, D2, D4])('every equivariant linear map over $name', (group) => {
  test.each([3, 5])('on a grid of size %i is a convolution with a filter of this size', (n) => {
    const args = { group, filters: 1, kernelSize: n, useBias: false };
    const [lifting, convolution] = [new LiftingConv2d(args), new GroupConv2d(args)];
    lifting.build([1, n, n, 1]);
    convolution.build([1, n, n, group.order, 1]);
    const [picture, field] = (['picture', 'field'] as const).map((type) =>
      fixedEntries(group, n, type),
    ) as [number[], number[]];
    expect(dimension(picture, field)).toBe(lifting.countParams());
    expect(dimension(field, field)).toBe(convolution.countParams());
  });
});
