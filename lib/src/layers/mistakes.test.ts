import * as tf from '@tensorflow/tfjs';
import { C4, C8, cyclicGroup, D1, D4 } from '../groups/groups';
import { SteerableGroupConv2d } from '../steerable/SteerableGroupConv2d';
import { SteerableLiftingConv2d } from '../steerable/SteerableLiftingConv2d';
import { GroupConv2d } from './GroupConv2d';
import { GroupMaxPool } from './GroupMaxPool';
import { IsotropicConv2d } from './IsotropicConv2d';
import { LiftingConv2d } from './LiftingConv2d';
import { SpatialMaxPool } from './SpatialMaxPool';

describe('layers over a grid group', () => {
  const picture = tf.input({ shape: [9, 9, 1] });
  const field = tf.input({ shape: [9, 9, 4, 2] });
  const args = { group: C4, filters: 2, kernelSize: 3 };

  it.each([
    ['a field is lifted', () => new LiftingConv2d(args).apply(field), 'takes pictures'],
    [
      'a picture was not lifted',
      () => new GroupConv2d(args).apply(picture),
      'lifted by LiftingConv2d first',
    ],
    [
      'the field is on another group',
      () => new GroupConv2d({ ...args, group: D4 }).apply(field),
      '[batch, height, width, 8, channels]',
    ],
    [
      'a field where a picture is needed',
      () => new IsotropicConv2d({ filters: 2 }).apply(field),
      'takes pictures',
    ],
    ['nothing to pool over', () => new GroupMaxPool().apply(picture), 'takes fields'],
    [
      'no whole number of filters',
      () => new GroupConv2d({ ...args, filters: 1.5 }),
      'GroupConv2d needs filters',
    ],
    ['no kernel', () => new LiftingConv2d({ ...args, kernelSize: 0 }), 'needs kernelSize'],
    ['negative padding', () => new LiftingConv2d({ ...args, padding: -1 }), 'needs padding'],
    ['an unknown group', () => new LiftingConv2d({ ...args, group: 'V4' }), 'Unknown group "V4"'],
    [
      'a group that does not act on the grid',
      () => new GroupConv2d({ ...args, group: 'C8' }),
      'C8 does not act on the pixel grid',
    ],
    [
      'a picture that is smaller than the kernel',
      () => new LiftingConv2d(args).apply(tf.zeros([1, 2, 2, 1])),
      'A window of 3 x 3 pixels does not fit into an input of 2 x 2',
    ],
    [
      'a field that is smaller than the window',
      () => new SpatialMaxPool({ strides: 1, padding: 'valid' }).apply(tf.zeros([1, 2, 2, 4, 1])),
      'A window of 3 x 3 pixels does not fit into an input of 2 x 2',
    ],
    [
      'a picture that will be smaller than the kernel',
      () => new LiftingConv2d(args).apply(tf.input({ shape: [2, 2, 1] })),
      'A window of 3 pixels does not fit into an input of 2, padding included: LiftingConv2d gets [batch, 2, 2, 1].',
    ],
    [
      'a field that will be smaller than the window',
      () =>
        new SpatialMaxPool({ strides: 1, padding: 'valid' }).apply(tf.input({ shape: [2, 2, 4] })),
      'fit into an input of 2 x 2, padding included: SpatialMaxPool gets [batch, 2, 2, 4].',
    ],
    [
      'a field that the layer was not built for',
      () => {
        const layer = new GroupConv2d(args);
        layer.apply(field);
        layer.apply(tf.zeros([1, 9, 9, 8]));
      },
      'GroupConv2d was built for [batch, 9, 9, 4, 2], but gets [1, 9, 9, 8].',
    ],
    [
      'filters asked for too early',
      () => new LiftingConv2d(args).filterBank(),
      'no weights before',
    ],
  ])('%s', (_, mistake, message) => {
    expect(mistake).toThrow(message);
  });
});

describe('steerable layers', () => {
  const lifting = (n: number): SteerableLiftingConv2d =>
    new SteerableLiftingConv2d({ group: cyclicGroup(n), filters: 1, kernelSize: 5 });
  const onGroup = (n: number): SteerableGroupConv2d =>
    new SteerableGroupConv2d({ group: cyclicGroup(n), filters: 1, kernelSize: 5 });

  it.each([
    ['a picture was not lifted', () => onGroup(8).apply(tf.input({ shape: [9, 9, 1] })), 'lifted'],
    [
      'the field has another group',
      () => onGroup(8).apply(tf.input({ shape: [9, 9, 4, 2] })),
      '[batch, height, width, 8, channels]',
    ],
    ['a field is lifted', () => lifting(8).apply(tf.input({ shape: [9, 9, 8, 2] })), 'pictures'],
    ['no orientation', () => lifting(0), 'needs n'],
    [
      'a group with reflections',
      () => new SteerableLiftingConv2d({ group: D4, filters: 1, kernelSize: 5 }),
      'SteerableLiftingConv2d needs a cyclic group, such as C8 or cyclicGroup(12), but D4 was given',
    ],
    [
      'a reflection, with the law of a half turn',
      () => new SteerableGroupConv2d({ group: D1, filters: 1, kernelSize: 5 }),
      'but D1 was given',
    ],
    [
      'an even filter',
      () => new SteerableLiftingConv2d({ group: C8, filters: 1, kernelSize: 4 }),
      'odd size',
    ],
  ])('%s', (_, mistake, message) => {
    expect(mistake).toThrow(message);
  });
});
