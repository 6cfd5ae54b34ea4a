import type { Hint } from './Hint';

/** Hints on errors of TensorFlow.js, which look like `Error: Tensor is disposed.` */
export const tensorHints: readonly Hint[] = [
  {
    pattern: /^Error: Error in matMul: inner shapes .* with shapes (\S+) and (\S+)/,
    hint: 'A matrix product needs as many columns on the left as there are rows on the right: compare the shapes [$1] and [$2]; perhaps one must be transposed.',
  },
  {
    pattern: /^Error: Error in dot: inner dimensions/,
    hint: 'A dot product needs vectors of the same length: print the shapes of both.',
  },
  {
    pattern: /^Error: Error in conv2d: depth of input \((\d+)\) .* for filter (\d+)/,
    hint: 'The last axis of the input has $1 channels and the filter takes $2: a filter’s shape is [height, width, channels in, channels out].',
  },
  {
    pattern:
      /^Error: Error in (?:conv2d|maxPool|avgPool): input must be rank 4,? but got rank [0-3]/,
    hint: 'It takes a batch of images, [images, height, width, channels]: add what is missing with `expandDims` or `reshape`.',
  },
  {
    pattern: /^Error: Error in conv2d: filter must be rank 4/,
    hint: 'A filter’s shape is [height, width, channels in, channels out].',
  },
  {
    pattern: /^Error: Operands could not be broadcast together with shapes (\S*) and (\S*)\./,
    hint: 'Shapes are compared from their last axis backwards, and there two lengths must be equal or one of them 1: look where [$1] and [$2] differ.',
  },
  {
    pattern: /^Error: Size\((\d+)\) must match the product of shape (\S+)/,
    hint: 'Reshaping keeps the number of values: there are $1, so the lengths in [$2] must multiply to $1.',
  },
  {
    pattern: /^Error: The implicit shape can't be a fractional number\. Got (\d+) \/ (\d+)/,
    hint: 'The axis that is given as -1 gets what is left, but $1 values can’t be divided by $2: look at the other lengths.',
  },
  {
    pattern: /^Error: Error in concat\w*: Shape of tensors.* along the non-concatenated axis (\d+)/,
    hint: 'Tensors that are joined may differ along the axis of joining alone, and these differ along axis $1: look at the axis that you gave to `concat`.',
  },
  {
    pattern: /^Error: Error in concat\w*: rank of tensors/,
    hint: 'Tensors that are joined must have the same number of axes: `expandDims` adds one of length 1.',
  },
  {
    pattern: /^Error: All tensors passed to `?stack`? must have matching shapes/,
    hint: 'Only tensors of exactly the same shape can be stacked: print the shape of each.',
  },
  {
    pattern: /^Error: Error in slice\w*: begin\[(\d+)\] \+ size.* would overflow/,
    hint: '`slice` is told where to begin and how many to take, not where to end: look at axis $1.',
  },
  {
    pattern: /^Error: Tensor is disposed/,
    hint: 'It was freed by `dispose()`, or at the end of the `tf.tidy` that made it, which spares only what its function returns.',
  },
  {
    pattern:
      /^Error: Argument '.*' must be (int32|bool) tensor, but got (?:float32|int32|bool) tensor/,
    hint: "Convert it with `.cast('$1')`, or give '$1' as its type where it is made.",
  },
  {
    pattern: /^Error: Argument '([^']+)' .* must be a Tensor or TensorLike, but got 'Promise'/,
    hint: '`$1` is a promise: write `await` before what gives it.',
  },
  {
    pattern: /^Error: Argument '([^']+)' .* must be a Tensor or TensorLike, but got 'null'/,
    hint: '`$1` is null or undefined: look where it should have got its value.',
  },
  {
    pattern:
      /^Error: Error when checking .*: expected \S+ to have shape \[null,?(.*)\] but got array with shape \[(.*)\]/,
    hint: 'The model takes batches of shape [examples,$1] and got [$2]: compare the first layer’s `inputShape`, which leaves out the axis of the examples, with your data.',
  },
  {
    pattern: /^Error: Error when checking .*: expected \S+ to have (\d+) dimension/,
    hint: 'The model takes batches with $1 axes, the first of which counts the examples: compare the first layer’s `inputShape` with your data.',
  },
  {
    pattern: /^Error: target expected a batch of elements where each example has shape \[(.*?)\]/,
    hint: 'Each target must have the shape of the model’s output, [$1]: compare the last layer with your labels.',
  },
  {
    pattern: /^Error: Input Tensors should have the same number of samples as target Tensors/,
    hint: 'The first axis counts the examples, and inputs and targets must have equally many.',
  },
  {
    pattern:
      /^(?:Runtime)?Error: (?:You must compile a model|The model needs to be compiled) before/,
    hint: 'Call `model.compile({ optimizer, loss })` first.',
  },
  {
    pattern:
      /^Error: Input \d+ is incompatible with layer \S+: expected ndim=(\d+), found ndim=(\d+)/,
    hint: 'The layer takes $1 axes, the batch included, and gets $2: look at the layer before it or, in the first layer, at `inputShape`, which leaves out the batch.',
  },
  {
    pattern:
      /^Error: Input \d+ is incompatible with layer (\S+): expected axis -1 of input shape to have value (\d+) but got shape ([\d,]+)/,
    hint: 'The layer $1 was built for $2 channels and gets [$3]: does the layer before it compute the shape that its `computeOutputShape` announces?',
  },
  {
    pattern: /^Error: Negative dimension size caused by adding layer/,
    hint: "The images have become smaller than the layer’s kernel: pad with `padding: 'same'`, or use smaller kernels or less pooling.",
  },
  {
    pattern: /^Error: Cannot compute gradient of y=f\(x\)/,
    hint: 'Only TensorFlow.js operations have gradients: values that were read with `dataSync`, `arraySync` or `data` lose them.',
  },
  {
    pattern: /^Error: Variable with name (.+) was already registered/,
    hint: 'A cell that makes a variable has run twice: leave its name out, or `dispose()` the first one before.',
  },
  {
    pattern: /^Error: Unknown data type/,
    hint: "The types are 'float32', 'int32', 'bool', 'complex64' and 'string'.",
  },
];
