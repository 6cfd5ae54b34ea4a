/** Common errors in an answer's own code, each with its hint. */
const causes: [message: RegExp, hint: string][] = [
  [
    /supports only 'valid' and 'same' padding/,
    "conv2d takes only 'same' and 'valid' here, not a number: pad the picture with tf.pad first, then use 'valid'.",
  ],
  [
    /depth of input .* must match input depth/,
    'The filter of conv2d has the shape [height, width, channels of its input, filters]: print it and the shape of the input.',
  ],
  [
    /Size\(\d+\) must match the product of shape/,
    'A reshape keeps the number of values: print both shapes and compare their products.',
  ],
  [
    /gradient function not found/,
    'TensorFlow.js cannot train through this operation, which it names: use others there, such as matMul, gather, stack or conv2d.',
  ],
  [
    /passed to stack must be a/,
    'TensorFlow.js has no gradient for tf.unstack along an axis of length 1: use squeeze or slice there.',
  ],
  [
    /GatherV2: the index value -/,
    'An index is negative: in JavaScript % keeps the sign, so -1 % 4 is -1. With n elements, ((k % n) + n) % n is never negative.',
  ],
  [
    /GatherV2: the index value/,
    'tf.gather reads along axis 0 unless its third argument says otherwise: is that the axis of the group?',
  ],
  [
    /Shape mismatch: \[\d+\] vs\. \[4,\d+\]/,
    'Each group element has statistics of its own: average over axis 3, the group, as well.',
  ],
  [
    /Shape mismatch: \[\d+\] vs\. \[/,
    'What is written into a weight must have its shape: average over all axes but the channels, and keep none of them.',
  ],
  [
    /got 'LayerVariable'|^this\.\w+\.\w+ is not a function/,
    'A weight is not a tensor: its read() returns one, as in this.kernel.read().',
  ],
  [/got 'Function'/, 'A call lacks its (): x.sqrt is a function, x.sqrt() is its result.'],
  [
    /^answer(\.\w+|\[name\]) is not a function/,
    'The object lacks a function of this name: it needs both product and inverse.',
  ],
  [
    /of undefined \(reading '(map|forEach|length)'\)|\b[CD]4\.\w+ is not a function/,
    'What stands before it is undefined. Does a name of your own, such as C4, hide the library’s?',
  ],
  [
    /Negative dimension size|window of .* does not fit/,
    'A picture got smaller than the filter or window that moves over it: is the padding 1 for filters of size 3, and is the number of poolings right?',
  ],
  [
    /Invalid TF_Status/,
    'The shapes of two tensors do not fit: print them before the line that fails. Is a size written as a number that should be kernelSize or a channel count?',
  ],
  [
    /not a constructor/,
    'Pass the class itself to the check, such as LiftingConv2d: not an instance, and no quotes.',
  ],
  [/disposed/i, 'A tensor that is still needed was disposed of: return it from tf.tidy.'],
  [
    /reading '(read|write)'/,
    'Without a bias there is no weight to read: check first whether it exists.',
  ],
];

export const noAnswer = 'there is no answer here yet';

/** The message and any hint for an error in the answer's own code; a stub gets kind words. */
export function explainError(error: unknown): { message: string; help: { hint?: string } } {
  const text = said(error);
  const open = /^not (?:yet )?implemented(?: yet)?(?:\.?$|: solve (.+) first$)/i.exec(text.trim());
  if (open) {
    const where = open[1] === undefined ? 'the cell above' : `the cell of ${open[1]}`;
    const hint = `Write your answer in the marked place of ${where}, run that cell, and then this one again.`;
    return { message: noAnswer, help: { hint } };
  }
  const hint = causes.find(([message]) => message.test(text))?.[1];
  const place = placeOf(error);
  const where = place === '' ? '' : ` ${place}`;
  // What the native library puts before its messages says nothing.
  const what = text.replace(/^Invalid TF_Status: \d+\s+Message: /, '');
  return { message: `the code stopped${where} with: ${what}`, help: hint ? { hint } : {} };
}

/** Code of a cell: with its own lines in the course's kernel, and just a name in plain tslab. */
const frame = /^\s*at (?:(?:async )?(?:new )?(\S+) \(|async )?(?:(In\[\d+\]:\d+)|evalmachine\.)/;
/** Longer stacks are no stacks of cells. */
const stackChars = 10_000;
/** Lines that are named: the one that stopped, and where it was called from. */
const namedLines = 3;

/** An error of an answer that runs elsewhere, with its lines there, the innermost first. */
export class RemoteError extends Error {
  constructor(
    message: string,
    readonly lines: readonly string[],
  ) {
    super(message);
  }
}

/** Where an answer stopped, such as `at In[7]:12`; empty if that is not known. */
function placeOf(error: unknown): string {
  // The cell that calls the check is not the answer.
  const calling = new Set(framesIn(new Error()).map(([line]) => line));
  const frames = framesIn(error).filter(([line]) => !calling.has(line));
  const own = isA(error, RemoteError) ? error.lines : frames.flatMap(([, , line]) => line ?? []);
  const lines = [...new Set(own)].slice(0, namedLines);
  if (lines.length > 1) return `at ${lines[0]!} (called from ${lines.slice(1).join(', ')})`;
  if (lines.length > 0) return `at ${lines[0]!}`;
  const name = frames.find(([, name]) => name !== undefined)?.[1];
  return name === undefined ? '' : `in ${name}`;
}

function framesIn(error: unknown): RegExpExecArray[] {
  try {
    const { stack } = error as Error;
    return String(stack)
      .slice(0, stackChars)
      .split('\n')
      .flatMap((line) => {
        const found = frame.exec(line);
        return found ? [found] : [];
      });
  } catch {
    return [];
  }
}

/** `instanceof` for anything that can be thrown, even what refuses to be looked at. */
export function isA<E>(error: unknown, type: abstract new (...args: never[]) => E): error is E {
  try {
    return error instanceof type;
  } catch {
    return false;
  }
}

/** What an error says; anything can be thrown, even what has no text. */
export function said(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return 'something that can’t be printed';
  }
}
