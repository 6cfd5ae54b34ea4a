import { Wrong } from '../Finding';
import type { Trial } from './Trial';

/**
 * Requires that the output of a layer has the right shape.
 *
 * @param read as it is, or with its axes in order
 * @throws Wrong with both shapes and a hint on the likely mistake
 */
export function requireShape(trial: Trial, read: 'raw' | 'apply' = 'raw'): string {
  const [input, expected] = [trial.inputShape(), trial.outputShape()];
  const got = trial[read](trial.input(1)).shape;
  const { kernelSize, padding } = trial.setting;
  if (got.join() === expected.join()) return `[${input.join(', ')}] → [${got.join(', ')}]`;
  throw new Wrong(
    `kernelSize ${kernelSize}, padding ${padding}: [${input.join(', ')}] should become [${expected.join(', ')}], but becomes [${got.join(', ')}]`,
    { hint: shapeHint(trial, expected, got) },
  );
}

function shapeHint(trial: Trial, expected: number[], got: number[]): string {
  const order = trial.outputOrder;
  const { filters, size, kernelSize, padding } = trial.setting;
  const channels = expected.slice(3);
  const sameSpace = got[1] === expected[1] && got[2] === expected[2];
  if (
    sameSpace &&
    got.slice(3).join() === [...channels].reverse().join() &&
    channels.length === 2
  ) {
    return 'The group axis comes before the channels: [batch, height, width, group, channels].';
  }
  if (sameSpace && got.length === 4 && got[3] === order * filters) {
    return 'The group is still folded into the channels: reshape the result to [batch, height, width, |G|, filters].';
  }
  if (got.length < expected.length && got.length > 0) {
    const squeezed = expected.filter((length) => length !== 1).join();
    if (got.filter((length) => length !== 1).join() === squeezed) {
      return 'An axis of length 1 got lost: tf.squeeze removes all of them; reshape instead.';
    }
    return `${expected.length} axes are expected: [batch, height, width${channels.length === 2 ? ', group' : ''}, channels].`;
  }
  if ([...got].sort().join() === [...expected].sort().join()) {
    return 'The right numbers in another order: the axes are [batch, height, width, group, channels].';
  }
  const rest = got.slice(3).join() === channels.join();
  if (sameSpace && got.length === 5 && got[4] === filters) {
    return `The group axis should have ${order} elements, like the group, but has ${got[3]!}.`;
  }
  if (rest && got[1] === size - kernelSize + 1) {
    return `Padding ${padding} means a border of zeros, ${padding} wide, on every side before the filter moves over the picture; this looks like padding 0.`;
  }
  if (rest && got[1] === Math.ceil(expected[1]! / 2) && expected[1]! > 2) {
    return 'Every second pixel is missing: the stride must be 1.';
  }
  if (rest && got[1] === size) {
    return "This looks like padding 'same': the size of the picture should change with padding and kernelSize.";
  }
  if (rest) {
    return 'The size should be size + 2 · padding - kernelSize + 1: padding on both sides, stride 1.';
  }
  if (sameSpace && got[got.length - 1] !== filters) {
    return `The last axis should hold ${filters} channels, one for each filter.`;
  }
  return 'Write the expected shape beside each step of call and print what you get.';
}
