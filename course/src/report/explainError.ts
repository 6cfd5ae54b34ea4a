import type { Help } from './Finding';

/** What an answer's own error usually comes from. */
const causes: [message: RegExp, hint: string][] = [
  [
    /supports only 'valid' and 'same' padding/,
    "conv2d takes only 'same' and 'valid' here, not a number: pad the picture with tf.pad first, then use 'valid'.",
  ],
  [
    /depth of input .* must match input depth/,
    'The filter bank must have as many input channels as the folded input: on the group that is |G| · channels.',
  ],
  [
    /Size\(\d+\) must match the product of shape/,
    'A reshape keeps the number of values: print both shapes and compare their products.',
  ],
  [
    /passed to stack must be a/,
    'TensorFlow.js has no gradient for tf.unstack along an axis of length 1: use squeeze or slice there.',
  ],
  [
    /Negative dimension size/,
    'A picture got smaller than the filter or window that is to be moved over it: is the padding 1 for filters of size 3, and are there as many poolings as the exercise says?',
  ],
  [
    /Invalid TF_Status/,
    'The shapes of two tensors do not fit: print them before the line that fails. Is a size written as a number that should be kernelSize or a channel count?',
  ],
  [
    /not a constructor/,
    'Give the check the class itself, such as LiftingConv2d: no instance, no quotes.',
  ],
  [/disposed/i, 'A tensor was disposed of that is still needed: return it from tf.tidy.'],
  [
    /reading '(read|write)'/,
    'Without a bias there is no weight to read: ask first whether it is there.',
  ],
];

/** A message, and perhaps a hint, for an error that an answer's own code threw; a stub is told kindly from a mistake. */
export function explainError(error: unknown): { message: string; help: Help } {
  const text = error instanceof Error ? error.message : String(error);
  if (/^not (yet )?implemented( yet)?\.?$/i.test(text.trim())) {
    const hint =
      'Write your answer in the marked place of the cell above, run that cell, and then this one again.';
    return { message: 'there is no answer here yet', help: { hint } };
  }
  const hint = causes.find(([message]) => message.test(text))?.[1];
  return { message: `the code stopped with: ${text}`, help: hint ? { hint } : {} };
}
