import type { Hint } from './Hint';

/** What TensorFlow itself says, where TensorFlow.js has not looked before. */
const native = String.raw`^Error: Invalid TF_Status: \d+\s+Message: `;

/** Hints on errors of the native backend. */
export const nativeHints: readonly Hint[] = [
  {
    pattern: new RegExp(`${native}Incompatible shapes: (\\S+) vs\\. (\\S+)`),
    hint: 'Shapes are compared from their last axis backwards, and there two lengths must be equal or one of them 1: look where $1 and $2 differ.',
  },
  {
    pattern: new RegExp(`${native}In\\[0\\] and In\\[1\\] must have compatible batch dimensions`),
    hint: 'A matrix product of stacks needs the same axes before the last two on both sides: print both shapes.',
  },
  {
    pattern: new RegExp(`${native}Expected dimension \\d+ at axis \\d+ of the input`),
    hint: 'The same letter in `einsum` stands for axes of the same length: compare the letters with both shapes.',
  },
  {
    pattern: new RegExp(`${native}ConcatOp : Dimension (\\d+) in both shapes must be equal`),
    hint: 'Tensors that are joined may differ along the axis of joining alone, and these differ along axis $1: look at the axis that you gave to `concat`.',
  },
  {
    pattern: new RegExp(`${native}Shapes of all inputs must match`),
    hint: 'Only tensors of exactly the same shape can be stacked: print the shape of each.',
  },
  {
    pattern: new RegExp(`${native}Expected size\\[(\\d+)\\] in`),
    hint: '`slice` is told where to begin and how many to take, not where to end: look at axis $1.',
  },
  {
    pattern: new RegExp(`${native}The first dimension of paddings must be the rank`),
    hint: '`pad` takes one pair [before, after] for each axis: `[0, 0]` for those that stay.',
  },
  {
    pattern: new RegExp(`${native}\\d+ is missing from \\{`),
    hint: '`transpose` takes every axis once: one is named twice, and another left out.',
  },
  {
    // In the words of the course's library, which looks before TensorFlow does.
    pattern: /^Error: A window of [\d x]+ pixels does not fit into an input of/,
    hint: "The images are smaller than the filter: pad with 'same', or use a smaller filter.",
  },
  {
    pattern: new RegExp(
      `${native}When is_training=false, mean must have the same number of elements as the channels of x, got (\\d+) and (\\d+)`,
    ),
    hint: 'There are statistics for $1 channels, and the last axis has $2.',
  },
  {
    pattern: /^Error: GatherV2: the index value (-?\d+) is not in \[0, (-?\d+)\]/,
    hint: 'Indices count from 0, so the last one here is $2: where does $1 come from?',
  },
];
