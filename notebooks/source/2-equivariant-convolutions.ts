// ---
// jupyter:
//   jupytext:
//     text_representation:
//       extension: .ts
//       format_name: percent
//   kernelspec:
//     display_name: TypeScript
//     language: typescript
//     name: typescript
// ---

// %% [markdown]
// # 2. Equivariant convolutions
//
// Slide a cup across your desk: to a convolutional network it is the same cup in another place. Nobody had to teach it that. Now give
// the cup a quarter turn, and to the network it is a new object. In this notebook you find out *why* convolution copes with
// shifts and why it fails with rotations, and you build three layers that cope with both. (A network is a chain of *layers*, functions from tensors
// to tensors; in a *convolutional* network most of them are convolutions. The numbers in them that training changes are the *weights* or
// *parameters*.)
//
// | exercise | what you do | points | minutes |
// | --- | --- | --- | --- |
// | | look: shifts, rotations, and one rule that explains both | | 20 |
// | 2.1 | `IsotropicConv2d`: filters that look the same from every side | 12 | 25 |
// | 2.2 | `rotateP4`: rotate a picture that has four values at every pixel | 5 | 15 |
// | 2.3 | `LiftingConv2d`: one filter, in four directions | 15 | 30 |
// | 2.4 | `GroupConv2d`: and the layers after it | 15 | 30 |
//
// That makes two hours, with three good places for a break. Run a cell with Shift+Enter.
//
// Every exercise has three closed hints; open one only when you need it. If you are stuck on an exercise, go on to the next. Only 2.4 builds
// on earlier ones: it calls your `rotateP4` of 2.2, and its two methods are much like those of 2.3. The last figures need 2.3, too.

// %% [markdown]
// ## Getting ready
//
// The first cell loads the library, which may take half a minute. All the others take a few seconds at most.

// %%
import * as tf from '@tensorflow/tfjs';
import {
  C4,
  chooseBackend,
  commutingDiagram,
  D4,
  equivarianceError,
  imageBatch,
  pictureGrid,
  pictureSlider,
  rotate,
  turn,
} from 'equivariant';
import { check } from 'course';
import { show } from 'notebook-display';
import { loadRotatedMnist } from 'rotated-mnist';

const backend = await chooseBackend();
console.log(backend.description);

// %% [markdown]
// One handwritten digit is all we need (and later three more). It is a tensor of shape `[batch, height, width, channels]`: one picture, 33
// rows, 33 columns, one channel.
//
// The cell also defines a few small tools for measuring and drawing. You don't need to read them.

// %%
const digits = await loadRotatedMnist();
const [digit, ...otherDigits] = [3, 2, 4, 5].map((label) =>
  imageBatch(digits.train, [digits.train.labels.indexOf(label)]),
) as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];

/** A tensor `[1, size, size, 1]` as the figures take it. */
function picture(x: tf.Tensor) {
  return { values: x.dataSync<'float32'>(), size: x.shape[1]! };
}

/** How far two tensors are apart: the largest difference of two entries. */
function largestDifference(a: tf.Tensor, b: tf.Tensor): number {
  return a.sub(b).abs().max().dataSync()[0]!;
}

type PictureMap = (x: tf.Tensor4D) => tf.Tensor4D;

/** Draws both orders: first move the digit and then filter it; first filter it and then move the result. */
async function drawBothWays(
  title: string,
  groupElement: string,
  filter: PictureMap,
  move: PictureMap,
) {
  const figure = commutingDiagram({
    input: picture(digit),
    movedInput: picture(move(digit)),
    outputOfMoved: picture(filter(move(digit))),
    movedOutput: picture(move(filter(digit))),
    groupElement,
    title,
  });
  await show(figure);
}

console.log('The shape of the digit:', digit.shape);

// %% [markdown]
// ## Shifts: why convolution copes with them
//
// A convolution lays a small filter on every pixel, multiplies the numbers that lie on top of each other, and adds up the
// products:
//
// $$(f \star \psi)(x) = \sum_p f(x + p)\, \psi(p)$$
//
// | symbol | what it is |
// | --- | --- |
// | $f$ | a picture: $f(x)$ is its brightness at the pixel $x$ |
// | $x$ | a pixel: its row and its column |
// | $\psi$ ("psi") | a filter: $\psi(p)$ is its weight at the place $p$ |
// | $p$ | a place in the filter, counted from its centre: $(0, 0)$ is the centre itself |
// | $f \star \psi$ | the filtered picture |
//
// (Mathematicians call this a *correlation*; a *convolution* also makes a half turn of the filter, $\psi(-p)$ for $\psi(p)$. PyTorch and TensorFlow compute the correlation and call it a
// convolution, and so does this course.) In code it is `tf.conv2d(x, filter, 1, 'same')`: the filter is `[3, 3, inputs, outputs]` (how many channels
// go in and come out), *stride* 1 lays it on every pixel (2 would be every other one), and
// `'same'` adds zeros around the picture so that it keeps its size.
//
// Now shift the picture by $t$, say by 2 rows down and 4 columns to the right. The value that you then find at the pixel $x$ is the one that was
// at $x - t$ before:
//
// $$(T_t f)(x) = f(x - t)$$
//
// $T_t f$ is the name of the shifted picture.
//
// **Predict first.** Take a filter of nine random weights. You can shift the digit and then filter it, or filter it and then shift the result. Are
// the two results the same?
//
// The figure shows both orders. $g$ stands for the shift and *layer* for the filtering. Above: first shift, then filter. Below: first filter, then
// shift. On the right: the difference.

// %%
const randomFilter = tf.randomNormal<tf.Rank.R4>([3, 3, 1, 1], 0, 1, 'float32', 1);

/** Moves pictures down and to the right. */
function shift(x: tf.Tensor4D, down: number, right: number): tf.Tensor4D {
  const none: [number, number] = [0, 0];
  return tf.pad(x, [none, [down, 0], [right, 0], none]).slice([0, 0, 0, 0], x.shape);
}

await drawBothWays(
  'A random filter and a shift',
  'a shift by (2, 4)',
  (x) => tf.conv2d(x, randomFilter, 1, 'same'),
  (x) => shift(x, 2, 4),
);

// %% [markdown]
// The difference is 0 everywhere. (The digit has a black margin. Where strokes touch the border before the shift, or cross it, the zeros there can
// make a
// difference.) Here is why, in three small steps. Filter the shifted picture, and look at the pixel $x$:
//
// $$
// \begin{aligned}
// (T_t f \star \psi)(x) &= \sum_p (T_t f)(x + p)\, \psi(p) \\
// &= \sum_p f(x + p - t)\, \psi(p) \\
// &= (f \star \psi)(x - t)
// \end{aligned}
// $$
//
// The first step uses what filtering means, the second what shifting means. The third is filtering again, but at the pixel $x - t$.
//
// The last line is the *filtered* picture, shifted. So the order does not matter. A layer like this is called **equivariant**: its output moves along
// with its input. In symbols, for a layer $\Phi$ and every element $g$ of a group (here: every shift), $\Phi(T_g f) = T'_g\, \Phi(f)$. $T_g$ moves
// the input by $g$, and $T'_g$ says how the output moves: not always
// as the input does. If the output does not change at all, $\Phi$ is **invariant**.
//
// What made this work? The proof used only one property: **the same filter is applied at every pixel**.
//
// **Predict first.** Suppose that every pixel had its own weight. Would the order still not matter? The next cell tries both.

// %%
const ownWeights = tf.randomNormal([33, 33, 1], 0, 1, 'float32', 2);
const rivals: [string, PictureMap][] = [
  ['the same filter at every pixel', (x) => tf.conv2d(x, randomFilter, 1, 'same')],
  ['its own weight at every pixel', (x) => x.mul(ownWeights)],
];
for (const [name, filter] of rivals) {
  const difference = largestDifference(filter(shift(digit, 2, 4)), shift(filter(digit), 2, 4));
  console.log(`${name}: the two ways differ by at most ${difference.toFixed(3)}`);
}

// %% [markdown]
// ## Rotations: why a filter fails
//
// Now rotate the picture by $r$ quarter turns, counter-clockwise. The same reasoning applies as for the shift: the value that you find at $x$
// is the one that was where $x$ comes from,
//
// $$(L_r f)(x) = f(r^{-1} x).$$
//
// $r^{-1} x$ is the pixel $x$, rotated *back*. In code, $L_r f$ is `rotate(f, r)`. It rotates tensors of shape `[batch, size, size, channels]`, and
// `r` may
// be any whole number.
//
// **Predict first.** Here is the random filter again, with a quarter turn instead of the shift. Do both orders still agree?

// %%
await drawBothWays(
  'A random filter and a quarter turn',
  'a quarter turn',
  (x) => tf.conv2d(x, randomFilter, 1, 'same'),
  (x) => rotate(x, 1),
);

// %% [markdown]
// They do not. The filter stays as it is while the picture turns, so it meets each stroke from a different side than before.
//
// Now take a filter that looks *the same from every side*: −8 in the centre, 1 all around it. It responds to edges in every direction.
//
// **Predict first.** And now?

// %%
const edgeFilter = tf.tensor4d([1, 1, 1, 1, -8, 1, 1, 1, 1], [3, 3, 1, 1]);

await drawBothWays(
  'A filter that looks the same from every side',
  'a quarter turn',
  (x) => tf.conv2d(x, edgeFilter, 1, 'same'),
  (x) => rotate(x, 1),
);

// %% [markdown]
// No difference. The function `equivarianceError` measures this difference for all four rotations at once, as a share of the
// largest output: 0 is perfect, and with 32-bit numbers 0.000001 is as good as perfect.

// %%
for (const [name, filter] of [
  ['random filter', randomFilter],
  ['edge filter', edgeFilter],
] as [string, tf.Tensor4D][]) {
  const layer = (x: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, filter, 1, 'same');
  const errors = equivarianceError(layer, C4, digit).map(({ relative }) => relative.toFixed(6));
  console.log(
    `${name}: 0°: ${errors[0]}, 90°: ${errors[1]}, 180°: ${errors[2]}, 270°: ${errors[3]}`,
  );
}

// %% [markdown]
// Look at the two filters from all four sides (the edge filter is drawn at a quarter of its strength). All the rotated copies of a filter together
// are called its **orbit**. The random filter's orbit has
// four members, the edge filter's only one.

// %%
/** A filter `[3, 3, 1, 1]`, rotated by r quarter turns: it is just a small picture. */
function turnFilter(filter: tf.Tensor4D, r: number): tf.Tensor4D {
  return rotate(filter.reshape([1, 3, 3, 1]), r).reshape([3, 3, 1, 1]);
}

const quarterTurns = [0, 1, 2, 3];
await show(
  pictureGrid(
    [randomFilter, edgeFilter.div<tf.Tensor4D>(4)].flatMap((filter, i) =>
      quarterTurns.map((r) => ({
        values: turnFilter(filter, r).dataSync<'float32'>(),
        size: 3,
        label: `${i === 0 ? 'random' : 'edge'}, ${90 * r}°`,
      })),
    ),
    { title: 'Two filters and their orbits', columns: 4, scale: 'diverging' },
  ),
);

// %% [markdown]
// ### The one rule
//
// Lay a stencil on a picture and turn **both together**. Only your point of view has changed, so the result is the old one, turned.
// In symbols:
//
// $$(L_r f) \star (L_r \psi) = L_r (f \star \psi)$$
//
// Rotate the picture and the filter, and the result is rotated. This holds for *every* filter, even the random one:

// %%
const filtered = tf.conv2d(digit, randomFilter, 1, 'same');
for (const r of quarterTurns) {
  const together = tf.conv2d(rotate(digit, r), turnFilter(randomFilter, r), 1, 'same');
  const difference = largestDifference(together, rotate(filtered, r));
  console.log(`picture and filter turned by ${90 * r}°: difference ${difference.toFixed(6)}`);
}

// %% [markdown]
// <details><summary>The proof, if you like</summary>
//
// $$
// \begin{aligned}
// (L_r f \star L_r \psi)(x) &= \sum_p f\bigl(r^{-1}(x + p)\bigr)\, \psi(r^{-1} p) \\
// &= \sum_q f(r^{-1} x + q)\, \psi(q) \\
// &= (f \star \psi)(r^{-1} x)
// \end{aligned}
// $$
//
// In the second step $r^{-1} p$ is called $q$; every place $q$ occurs exactly once.
//
// </details>
//
// Everything in this notebook follows from this rule. There are two ways to use it:
//
// - **Filters that do not change** when they are turned, $L_r \psi = \psi$. Then the rule says $(L_r f) \star \psi = L_r (f \star \psi)$, which
//   is equivariance. That is exercise 2.1.
// - **All four rotated copies** of one filter, side by side. Those are exercises 2.2 to 2.4.

// %% [markdown]
// ## Exercise 2.1: `IsotropicConv2d` (12 points, difficulty ●○○, about 25 minutes)
//
// **Goal.** Write a convolution layer whose filters all look the same from every side (that is what *isotropic* means). They are 3 × 3, and each
// has two free weights, one for the centre and one for the ring of eight around it:
//
// | | | |
// | :-: | :-: | :-: |
// | ring | ring | ring |
// | ring | **centre** | ring |
// | ring | ring | ring |
//
// A real layer has many channels, in and out, and a 3 × 3 filter of its own for every pair of an input and an output channel. So "centre" and "ring"
// are not two numbers but two matrices `[inputs, filters]`, with a number for each pair. (TensorFlow calls the number of output channels `filters`.
// Each output channel is the sum of what its filters find in all the input channels; `tf.conv2d` does that.)
//
// The class below is a TensorFlow.js layer. Its settings and weights are given: `build()` makes the weights as soon as the shape of the input is
// known. The `kernel` holds the weights of the filters and starts with random numbers between $\pm 1 / \sqrt{9 \cdot \text{inputs}}$, as in PyTorch.
// The `bias` is one more number for each output channel, added at every pixel; it starts at 0. `call()` is what PyTorch calls
// `forward`. You write two methods, at the end of the cell:
//
// 1. `buildFilter()` puts the weights in their places.
// 2. `call()` convolves the input `x` with the result, stride 1 and padding 1, and adds the bias. With `useBias: false` there is no `this.bias`,
//   so check first whether it is there.
//
// | tensor | shape |
// | --- | --- |
// | `x` | `[batch, size, size, inputs]` |
// | `kernel`: first the centre, then the ring | `[2, inputs, filters]` |
// | what `buildFilter()` returns | `[3, 3, inputs, filters]` |
// | `this.bias.read()` | `[filters]` |
// | what `call()` returns | `[batch, size, size, filters]` |
//
// `tf.conv2d(x, filter, 1, 'same')` convolves with stride 1; for a 3 × 3 filter `'same'` means padding 1.
//
// If TypeScript complains that a `Tensor<Rank>` is not a `Tensor4D`, it has lost count of the axes. Tell it the number: `y as tf.Tensor4D`, or
// `y.reshape<tf.Tensor4D>([...])`.
//
// **Predict first.** How many parameters does such a layer have, from 3 channels to 4, with bias? How many does an ordinary 3 × 3
// convolution have?
//
// <details><summary>Answer</summary>2 · 3 · 4 + 4 = 28 against 9 · 3 · 4 + 4 = 112.</details>
//
// <details><summary>Hint 1</summary>Write down the nine places in reading order: four of the ring, the centre, four of the ring. Each place
// holds a matrix <code>[inputs, filters]</code>.</details>
// <details><summary>Hint 2</summary><code>tf.unstack(kernel)</code> returns a list of the two matrices. <code>tf.stack(list)</code> does the
// opposite: it makes nine
// matrices into one tensor <code>[9, inputs, filters]</code>.</details>
// <details><summary>Hint 3</summary>Stack <code>[ring, ring, ring, ring, centre, ring, ring, ring, ring]</code> and reshape to
// <code>[3, 3, inputs, filters]</code>. In <code>call()</code>, <code>y.add(this.bias.read())</code> adds the bias to every pixel automatically,
// because the last axes match.</details>

// %% nbgrader={"grade": false, "grade_id": "2-1", "locked": false, "schema_version": 3, "solution": true, "task": false}
/**
 * A 3 × 3 convolution with padding 1 whose filters look the same from every side.
 *
 * `[batch, size, size, inputs]` to `[batch, size, size, filters]`.
 */
class IsotropicConv2d extends tf.layers.Layer {
  /** `[2, inputs, filters]`: first the centre, then the ring. */
  kernel!: tf.LayerVariable;
  /** `[filters]`; missing with `useBias: false`. */
  bias?: tf.LayerVariable;

  // Given: the settings, the weights, and what TensorFlow.js wants to know.
  constructor(
    readonly args: { filters: number; useBias?: boolean; seed?: number; inputShape?: tf.Shape },
  ) {
    super(args);
  }

  build(shape: tf.Shape) {
    const { filters, useBias = true, seed = 0 } = this.args;
    const inputs = shape[3]!;
    const limit = 1 / Math.sqrt(9 * inputs);
    const random = tf.initializers.randomUniform({ minval: -limit, maxval: limit, seed });
    this.kernel = this.addWeight('kernel', [2, inputs, filters], 'float32', random);
    if (useBias) {
      this.bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
    }
    super.build(shape);
  }

  computeOutputShape([batch, height, width]: tf.Shape): tf.Shape {
    return [batch!, height!, width!, this.args.filters];
  }

  getConfig() {
    return { ...super.getConfig(), ...this.args };
  }

  getClassName() {
    return 'StudentIsotropicConv2d';
  }

  // Yours.

  /** The filters of a plain convolution, `[3, 3, inputs, filters]`. */
  buildFilter(): tf.Tensor4D {
    const kernel = this.kernel.read() as tf.Tensor3D;
    const [, inputs, filters] = kernel.shape;
    // ### BEGIN SOLUTION
    const [centre, ring] = tf.unstack(kernel) as [tf.Tensor, tf.Tensor];
    const nine = tf.stack([ring, ring, ring, ring, centre, ring, ring, ring, ring]);
    return nine.reshape([3, 3, inputs, filters]);
    // ### END SOLUTION
  }

  call(input: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = (Array.isArray(input) ? input[0] : input) as tf.Tensor4D;
      // ### BEGIN SOLUTION
      const y = tf.conv2d(x, this.buildFilter(), 1, 'same');
      return this.bias ? y.add(this.bias.read()) : y;
      // ### END SOLUTION
    });
  }
}

// %% nbgrader={"grade": true, "grade_id": "2-1-test", "locked": true, "points": 12, "schema_version": 3, "solution": false, "task": false}
await check('2.1', IsotropicConv2d);

// %% [markdown]
// ### Look: your filters
//
// Here are three random filters of your layer, one per row, each seen from all four sides. **Predict:** how many different pictures will you see?

// %%
const isotropic = new IsotropicConv2d({ filters: 3, seed: 5 });
isotropic.apply(digit);
const isotropicFilters = tf.unstack(isotropic.buildFilter(), 3) as tf.Tensor3D[];
await show(
  pictureGrid(
    isotropicFilters.flatMap((filter, i) =>
      quarterTurns.map((r) => ({
        values: turnFilter(filter.reshape([3, 3, 1, 1]), r).dataSync<'float32'>(),
        size: 3,
        label: `filter ${i}, ${90 * r}°`,
      })),
    ),
    { title: 'Orbits of isotropic filters: one member each', columns: 4, scale: 'diverging' },
  ),
);

// %%
const oneIsotropic = new IsotropicConv2d({ filters: 1, seed: 5 });
await drawBothWays(
  'Your isotropic layer and a quarter turn',
  'a quarter turn',
  (x) => oneIsotropic.apply(x) as tf.Tensor4D,
  (x) => rotate(x, 1),
);

// %% [markdown]
// What about reflections? Nobody asked for them. D4 has the four rotations and four reflections:

// %%
const d4Errors = equivarianceError(isotropic, D4, digit).map(({ relative }) => relative);
console.log('the largest error of the eight elements of D4:', Math.max(...d4Errors).toFixed(6));

// %% [markdown]
// They come for free: a reflection does not change the filter either.
//
// All this has a price. Such a filter responds to a vertical stroke exactly as to a horizontal one: it *cannot* see directions. The next three
// exercises do better.

// %% [markdown]
// ## Exercise 2.2: `rotateP4` (5 points, difficulty ●●○, about 15 minutes)
//
// **Goal.** Write a function that rotates a *field*: a picture with four values at every pixel.
//
// Here is the idea for the rest of the notebook. Do not ask one filter, ask four: a filter $\psi$ and its three rotated copies. Then every pixel
// $x$ has four answers. We write
//
// $$f(x, h), \qquad h = 0, 1, 2, 3$$
//
// for the answer at $x$ of the filter that was rotated by $h$ quarter turns. Such an $f$ is called a **field on C4**. As a tensor
// its shape is `[batch, size, size, 4, channels]`; the axis of length 4 is the *group axis*. For each channel the four entries are four
// pictures, its **feature maps**, or maps for short.
//
// Now give the picture a quarter turn. What happens to its field? **Two** things:
//
// 1. The **pixels** move, as in any picture.
// 2. The **four answers change places.** Say $\psi$ finds upper edges. After a quarter turn, what was an upper edge is a left edge, and the filter
//   that finds left edges is
//    $\psi$ *rotated by a quarter turn*. So what was answer number 0 has become answer number 1.
//
// So after one quarter turn:
//
// | entry $h$ of the new field | 0 | 1 | 2 | 3 |
// | --- | --- | --- | --- | --- |
// | is the entry of the old field (with its pixels rotated) | 3 | 0 | 1 | 2 |
//
// And after $r$ quarter turns:
//
// $$(L_r f)(x, h) = f(r^{-1} x,\; h - r)$$
//
// Read it like the rule for pictures: what you find at $x, h$ is what was where $x, h$ comes from. And $h - r$ wraps around, like a clock with four
// hours: $0 - 1$ is $3$. (Books write $g^{-1} h$, which holds for every group; for quarter turns it means $h - r$.)
//
// ### A picture of a field
//
// Lay the four entries on a sheet, numbered like the quadrants in geometry:
//
// | | |
// | :-: | :-: |
// | **1** | **0** |
// | **2** | **3** |
//
// Now turn the *whole sheet* counter-clockwise. What was in corner 0 comes to corner 1, and its pixels have turned as well: both things
// at once! To show this, here is a field made of four different digits. (The code is only for drawing.)

// %%
/** The first channel of a field: its four entries on a sheet, each in a frame one pixel wide. */
function sheet(field: tf.Tensor, frame = field.max().dataSync()[0]! / 2): tf.Tensor4D {
  const onePixel: [number, number] = [1, 1];
  const [e0, e1, e2, e3] = quarterTurns.map((h) => {
    const entry = field.slice([0, 0, 0, h, 0], [1, -1, -1, 1, 1]).squeeze<tf.Tensor4D>([3]);
    return tf.pad(entry, [[0, 0], onePixel, onePixel, [0, 0]], frame);
  }) as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];
  return tf.concat([tf.concat([e1, e0], 2), tf.concat([e2, e3], 2)], 1);
}

const field = tf.stack([digit, ...otherDigits], 3) as tf.Tensor5D;
await show(
  pictureGrid(
    [0, 1].map((r) => ({
      ...picture(rotate(sheet(field), r)),
      label: r === 0 ? 'a field' : 'the field, rotated',
    })),
    { title: 'Four entries on a sheet: 0 top right, then counter-clockwise' },
  ),
);

// %% [markdown]
// Write `rotateP4(field, r)`. (p4 is the name of the group of all shifts and quarter turns.)
//
// `r` may be any whole number, negative ones too. Be careful: in TypeScript `-1 % 4` is `-1`, not `3`.
//
// **Predict first.** Where is entry 0 after *three* quarter turns? And after how many is the field back as it was?
//
// <details><summary>Answer</summary>It has become entry 3, in the corner at the bottom right. After four quarter turns the field is
// back.</details>
//
// <details><summary>Hint 1</summary>One thing after the other: rotate the pixels with <code>rotate</code>, then put the four entries in their new
// order.</details>
// <details><summary>Hint 2</summary><code>rotate</code> takes tensors with four axes, the last of which is just a number of channels: reshape the
// field to
// <code>[batch, size, size, 4 * channels]</code>, rotate it, and reshape it back.</details>
// <details><summary>Hint 3</summary><code>tf.gather(field, [3, 0, 1, 2], 3)</code> takes the entries 3, 0, 1, 2 of axis 3, in this order. In
// general entry
// <code>h</code> is taken from <code>(((h - r) % 4) + 4) % 4</code>.</details>

// %% nbgrader={"grade": false, "grade_id": "2-2", "locked": false, "schema_version": 3, "solution": true, "task": false}
/**
 * Rotates a field on C4 counter-clockwise: its pixels move, and its four entries change places.
 *
 * @param field `[batch, size, size, 4, channels]`
 * @param r the number of quarter turns, any whole number
 * @returns a field of the same shape
 */
function rotateP4(field: tf.Tensor5D, r: number): tf.Tensor5D {
  return tf.tidy((): tf.Tensor => {
    const [batch, size, , , channels] = field.shape;
    // ### BEGIN SOLUTION
    const folded = field.reshape<tf.Tensor4D>([batch, size, size, 4 * channels]);
    const turned = rotate(folded, r).reshape(field.shape);
    const takenFrom = [0, 1, 2, 3].map((h) => (((h - r) % 4) + 4) % 4);
    return tf.gather(turned, takenFrom, 3);
    // ### END SOLUTION
  }) as tf.Tensor5D;
}

// %% nbgrader={"grade": true, "grade_id": "2-2-test", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
await check('2.2', rotateP4);

// %% [markdown]
// ### Look: digits that turn and change places
//
// The four entries side by side, after `rotateP4(field, r)`. Move the slider: follow one digit.

// %%
/** The four entries of a field's first channel, as pictures. */
function entries(field: tf.Tensor) {
  const maps = tf.unstack(field.slice([0, 0, 0, 0, 0], [1, -1, -1, 4, 1]), 3);
  return maps.map((map, h) => ({ ...picture(map), label: `entry ${h}` }));
}

await show(
  pictureSlider(
    quarterTurns.map((r) => ({ label: `${r}`, pictures: entries(rotateP4(field, r)) })),
    { title: 'A field, rotated by your rotateP4', sliderLabel: 'quarter turns' },
  ),
);

// %% [markdown]
// ## Exercise 2.3: `LiftingConv2d` (15 points, difficulty ●●○, about 30 minutes)
//
// **Goal.** Write a layer that makes a field from a picture: it *lifts* the picture to the group. It learns one filter and applies it in four
// directions:
//
// $$y(x, h) = (f \star L_h \psi)(x) + b$$
//
// $L_h \psi$ is the filter $\psi$, rotated by $h$ quarter turns; $b$ is the bias, a single number for each filter.
//
// For one filter and one channel we can do it by hand. Here is a filter that finds the upper edges of strokes (dark above, light below), with its
// rotated copies, which find left, lower and right edges. The second figure shows what they find in the digit: bright means a strong answer.
// Negative answers are set to 0 (that is what a ReLU does).

// %%
const edges = tf.tensor4d([-1, -1, -1, 0, 0, 0, 1, 1, 1], [3, 3, 1, 1]).div<tf.Tensor4D>(3);
const copies = quarterTurns.map((h) => turnFilter(edges, h));
await show(
  pictureGrid(
    copies.map((copy, h) => ({
      values: copy.dataSync<'float32'>(),
      size: 3,
      label: `filter, h = ${h}`,
    })),
    { title: 'One filter in four directions', columns: 4, scale: 'diverging' },
  ),
);
await show(
  pictureGrid(
    copies.map((copy, h) => ({
      ...picture(tf.conv2d(digit, copy, 1, 'same').relu()),
      label: `answer, h = ${h}`,
    })),
    { title: 'What they find in the digit', columns: 4 },
  ),
);

// %% [markdown]
// Why is that equivariant? Rotate the picture by $r$, and look at answer number $h$:
//
// $$
// \begin{aligned}
// (L_r f) \star (L_h \psi) &= (L_r f) \star (L_r L_{h-r} \psi) \\
// &= L_r \bigl(f \star L_{h-r} \psi\bigr)
// \end{aligned}
// $$
//
// The first step: $h$ turns are $h - r$ turns and then $r$ more. The second: the one rule.
//
// So it is the *old* answer number $h - r$, with its pixels rotated. That is exactly how a field rotates: it is your `rotateP4`. (The bias changes
// nothing,
// as long as all four answers get the same one.)
//
// ### What to write
//
// Do the same for all channels at once, in two methods:
//
// 1. `buildFilter()` joins the four rotated copies of the kernel into one big bank of filters.
// 2. `call()` convolves with the bank, gives the result its group axis, and adds the bias.
//
// The zeros around the picture are already there: `padded` is the input with its padding. Convolve it with `'valid'`, which means that
// `tf.conv2d` adds no padding of its own.
//
// | tensor | shape |
// | --- | --- |
// | `padded` | `[batch, size + 2 padding, size + 2 padding, inputs]` |
// | `kernel` | `[k, k, inputs, filters]`, where `k` is the kernel size |
// | what `buildFilter()` returns | `[k, k, inputs, 4 * filters]`: first all filters as they are, then all rotated once, ... |
// | what `tf.conv2d` makes of them | `[batch, size', size', 4 * filters]`, with `size' = size + 2 padding - k + 1` |
// | what `call()` returns | `[batch, size', size', 4, filters]` |
//
// **Predict first.** How many parameters does a lifting layer from 1 channel to 8 have, with 3 × 3 filters and bias? And why must the bias
// be the same in all four directions?
//
// <details><summary>Answer</summary>9 · 1 · 8 + 8 = 80; the rotated copies cost nothing. If each direction had its own bias, the entries would do
// more than
// change places: entry 1 would have a different number added than entry 0 had.</details>
//
// <details><summary>Hint 1</summary><code>turnFilter</code> above rotates a filter with one input and one output by treating it as a small
// picture. A kernel with
// many inputs and outputs is a small picture with many channels.</details>
// <details><summary>Hint 2</summary>Reshape the kernel to <code>[1, k, k, inputs * filters]</code>, <code>rotate</code> it by <code>h</code>,
// reshape it
// back to <code>[k, k, inputs, filters]</code>. Do this for <code>h</code> = 0, 1, 2, 3.</details>
// <details><summary>Hint 3</summary><code>tf.concat(list, 3)</code> joins the four along the last axis. In <code>call()</code>: convolve
// <code>padded</code> with stride 1 and
// <code>'valid'</code>, reshape so that <code>4 * filters</code> becomes <code>4, filters</code>, and add the bias last: then all four directions
// get the same.</details>

// %% nbgrader={"grade": false, "grade_id": "2-3", "locked": false, "schema_version": 3, "solution": true, "task": false}
/**
 * A convolution from pictures to fields on C4: one filter in four directions.
 *
 * `[batch, size, size, inputs]` to `[batch, size', size', 4, filters]`, `size' = size + 2 padding - kernelSize + 1`.
 */
class LiftingConv2d extends tf.layers.Layer {
  /** `[kernelSize, kernelSize, inputs, filters]` */
  kernel!: tf.LayerVariable;
  /** `[filters]`; missing with `useBias: false`. */
  bias?: tf.LayerVariable;

  // Given: the settings, the weights, and what TensorFlow.js wants to know.
  constructor(
    readonly args: {
      filters: number;
      kernelSize: number;
      padding?: number;
      useBias?: boolean;
      seed?: number;
      inputShape?: tf.Shape;
    },
  ) {
    super(args);
  }

  build(shape: tf.Shape) {
    const { filters, kernelSize, useBias = true, seed = 0 } = this.args;
    const inputs = shape[3]!;
    const limit = 1 / Math.sqrt(kernelSize ** 2 * inputs);
    const random = tf.initializers.randomUniform({ minval: -limit, maxval: limit, seed });
    const kernelShape = [kernelSize, kernelSize, inputs, filters];
    this.kernel = this.addWeight('kernel', kernelShape, 'float32', random);
    if (useBias) {
      this.bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
    }
    super.build(shape);
  }

  computeOutputShape([batch, height, width]: tf.Shape): tf.Shape {
    const { filters, kernelSize, padding = 0 } = this.args;
    const grow = 2 * padding - kernelSize + 1;
    return [batch!, height! + grow, width! + grow, 4, filters];
  }

  getConfig() {
    return { ...super.getConfig(), ...this.args };
  }

  getClassName() {
    return 'StudentLiftingConv2d';
  }

  // Yours.

  /** The four rotated copies of the kernel, `[kernelSize, kernelSize, inputs, 4 * filters]`. */
  buildFilter(): tf.Tensor4D {
    const kernel = this.kernel.read() as tf.Tensor4D;
    const [k, , inputs, filters] = kernel.shape;
    // ### BEGIN SOLUTION
    const pictures = kernel.reshape<tf.Tensor4D>([1, k, k, inputs * filters]);
    const turned = [0, 1, 2, 3].map((h) => rotate(pictures, h).reshape<tf.Tensor4D>(kernel.shape));
    return tf.concat(turned, 3);
    // ### END SOLUTION
  }

  call(input: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = (Array.isArray(input) ? input[0] : input) as tf.Tensor4D;
      const { filters, padding = 0 } = this.args;
      const border: [number, number] = [padding, padding];
      const padded = tf.pad(x, [[0, 0], border, border, [0, 0]]);
      // ### BEGIN SOLUTION
      const y = tf.conv2d(padded, this.buildFilter(), 1, 'valid');
      const [batch, height, width] = y.shape;
      const field = y.reshape([batch, height, width, 4, filters]);
      return this.bias ? field.add(this.bias.read()) : field;
      // ### END SOLUTION
    });
  }
}

// %% nbgrader={"grade": true, "grade_id": "2-3-test", "locked": true, "points": 15, "schema_version": 3, "solution": false, "task": false}
await check('2.3', LiftingConv2d);

// %% [markdown]
// ### Look: your filter bank
//
// Here are three filters of your layer, one per row, in their four directions.

// %%
const lifting = new LiftingConv2d({ filters: 3, kernelSize: 5, padding: 2, seed: 5 });
lifting.apply(digit);
const liftingBank = tf.unstack(lifting.buildFilter().reshape([5, 5, 4, 3]), 3);
await show(
  pictureGrid(
    liftingBank.flatMap((directions, i) =>
      tf.unstack(directions, 2).map((filter, h) => ({
        values: filter.dataSync<'float32'>(),
        size: 5,
        label: `filter ${i}, h = ${h}`,
      })),
    ),
    { title: 'The filter bank of your lifting layer', columns: 4, scale: 'diverging' },
  ),
);

// %% [markdown]
// Both orders, with your layer. Its output is a field, so the outputs are drawn as sheets; to rotate a field is to rotate its sheet.

// %%
const oneLifting = new LiftingConv2d({ filters: 1, kernelSize: 5, padding: 2, seed: 5 });
await drawBothWays(
  'Your lifting layer and a quarter turn',
  'a quarter turn',
  (x) => sheet(oneLifting.apply(x) as tf.Tensor),
  (x) => rotate(x, 1),
);

// %% [markdown]
// ### Look: a digit turns, its feature maps turn and change places
//
// Here are the four maps of your layer again, now with the filter from above that finds upper edges. **Predict** before you move the
// slider: which map at 90° looks like the map `entry 0` at 0°?

// %%
const upperEdges = new LiftingConv2d({ filters: 1, kernelSize: 3, padding: 1, useBias: false });
upperEdges.apply(digit);
upperEdges.setWeights([edges]);
const angles = Array.from({ length: 9 }, (_, i) => 45 * i);
await show(
  pictureSlider(
    angles.map((angle) => {
      const turned = turn(digit, angle);
      const maps = (upperEdges.apply(turned) as tf.Tensor).relu();
      return {
        label: `${angle}°`,
        pictures: [{ ...picture(turned), label: 'digit' }, ...entries(maps)],
      };
    }),
    {
      title: 'A digit and its four feature maps',
      columns: 5,
      sliderLabel: 'the digit is turned by',
    },
  ),
);

// %% [markdown]
// `entry 1` at 90° is `entry 0` at 0°, rotated. At 180° the same picture has reached `entry 2`, and at 360° it is back. At 45° the maps
// are something in between: there the layer promises nothing.

// %% [markdown]
// ## Exercise 2.4: `GroupConv2d` (15 points, difficulty ●●●, about 30 minutes)
//
// **Goal.** Write the layer that comes *after* the lifting: from a field to a field.
//
// Its filter $\psi(p, h)$ has a weight for every place $p$ **and every direction** $h$. So it can look for combinations: a stroke in one direction
// here
// and a stroke in another beside it, in short, a corner. And it finds the corner whichever way it lies, because this filter, too, is rotated
// to all four sides:
//
// $$y(x, g) = \sum_p \sum_h f(x + p,\, h)\; (L_g \psi)(p, h) + b$$
//
// | symbol | what it is |
// | --- | --- |
// | $f(x, h)$ | the field that comes in |
// | $y(x, g)$ | the field that comes out; $g = 0, 1, 2, 3$ |
// | $\psi(p, h)$ | the filter, **itself a small field on C4** |
// | $L_g \psi$ | the filter, rotated by $g$ quarter turns *as a field*: pixels move, entries change places |
//
// (This is for one channel; with several, what is found in each is added up.)
//
// The one rule holds for fields too: rotate the field *and* the filter, and the output rotates with them. So this layer is equivariant for
// the same reason as the lifting layer.
//
// And `rotateP4` rotates a field, so you already have almost everything. Here is such a filter on a sheet, with its rotated copies:

// %%
const smallField = tf.randomNormal([1, 3, 3, 4, 1], 0, 1, 'float32', 6);
await show(
  pictureGrid(
    quarterTurns.map((g) => ({ ...picture(rotate(sheet(smallField, 0), g)), label: `g = ${g}` })),
    {
      title: 'A filter with a group axis, as a sheet, in four directions',
      columns: 4,
      scale: 'diverging',
    },
  ),
);

// %% [markdown]
// ### What to write
//
// `tf.conv2d` knows nothing about group axes. It doesn't need to: to it, a field with `inputs` channels is a picture with `4 * inputs` channels.
// *Fold* the
// two axes into one with `reshape`. The sum over $h$ is then part of the sum over the channels.
//
// | tensor | shape |
// | --- | --- |
// | `padded` | `[batch, size + 2 padding, size + 2 padding, 4, inputs]` |
// | `kernel` | `[k, k, 4, inputs, filters]` |
// | what `buildFilter()` returns | `[k, k, 4 * inputs, 4 * filters]`: first all filters as they are, then all rotated once, ... |
// | what `call()` returns | `[batch, size', size', 4, filters]` |
//
// **Predict first.** How many parameters does such a layer from 8 channels to 16 have, with 3 × 3 filters and bias? And how many weights does the
// bank
// that `buildFilter()` makes from them have?
//
// <details><summary>Answer</summary>9 · 4 · 8 · 16 + 16 = 4,624. The bank has 9 · 32 · 64 = 18,432 weights: four times as many, without the
// bias.</details>
//
// <details><summary>Hint 1</summary>Copy your two methods from 2.3. Two things change: how the copies are rotated, and that the input is folded
// first.</details>
// <details><summary>Hint 2</summary>To <code>rotateP4</code> the kernel is a field with <code>inputs * filters</code> channels: reshape it to
// <code>[1, k, k, 4, inputs * filters]</code>. After rotating, reshape to <code>[k, k, 4 * inputs, filters]</code>: that folds it as well.</details>
// <details><summary>Hint 3</summary>In <code>call()</code>, reshape <code>padded</code> to four axes: the first three as they are, and
// <code>-1</code> for the last, which
// means "whatever is left". Then go on as in 2.3: <code>tf.conv2d</code> with <code>'valid'</code>, reshape, bias.</details>

// %% nbgrader={"grade": false, "grade_id": "2-4", "locked": false, "schema_version": 3, "solution": true, "task": false}
/**
 * A convolution from fields on C4 to fields on C4.
 *
 * `[batch, size, size, 4, inputs]` to `[batch, size', size', 4, filters]`, `size' = size + 2 padding - kernelSize + 1`.
 */
class GroupConv2d extends tf.layers.Layer {
  /** `[kernelSize, kernelSize, 4, inputs, filters]` */
  kernel!: tf.LayerVariable;
  /** `[filters]`; missing with `useBias: false`. */
  bias?: tf.LayerVariable;

  // Given: the settings, the weights, and what TensorFlow.js wants to know.
  constructor(
    readonly args: {
      filters: number;
      kernelSize: number;
      padding?: number;
      useBias?: boolean;
      seed?: number;
      inputShape?: tf.Shape;
    },
  ) {
    super(args);
  }

  build(shape: tf.Shape) {
    const { filters, kernelSize, useBias = true, seed = 0 } = this.args;
    const inputs = shape[4]!;
    const limit = 1 / Math.sqrt(kernelSize ** 2 * 4 * inputs);
    const random = tf.initializers.randomUniform({ minval: -limit, maxval: limit, seed });
    const kernelShape = [kernelSize, kernelSize, 4, inputs, filters];
    this.kernel = this.addWeight('kernel', kernelShape, 'float32', random);
    if (useBias) {
      this.bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
    }
    super.build(shape);
  }

  computeOutputShape([batch, height, width]: tf.Shape): tf.Shape {
    const { filters, kernelSize, padding = 0 } = this.args;
    const grow = 2 * padding - kernelSize + 1;
    return [batch!, height! + grow, width! + grow, 4, filters];
  }

  getConfig() {
    return { ...super.getConfig(), ...this.args };
  }

  getClassName() {
    return 'StudentGroupConv2d';
  }

  // Yours.

  /** The four rotated copies of the kernel, `[kernelSize, kernelSize, 4 * inputs, 4 * filters]`. */
  buildFilter(): tf.Tensor4D {
    const kernel = this.kernel.read() as tf.Tensor5D;
    const [k, , , inputs, filters] = kernel.shape;
    // ### BEGIN SOLUTION
    const fields = kernel.reshape<tf.Tensor5D>([1, k, k, 4, inputs * filters]);
    const turned = [0, 1, 2, 3].map((g) =>
      rotateP4(fields, g).reshape<tf.Tensor4D>([k, k, 4 * inputs, filters]),
    );
    return tf.concat(turned, 3);
    // ### END SOLUTION
  }

  call(input: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = (Array.isArray(input) ? input[0] : input) as tf.Tensor5D;
      const { filters, padding = 0 } = this.args;
      const border: [number, number] = [padding, padding];
      const padded = tf.pad(x, [[0, 0], border, border, [0, 0], [0, 0]]);
      // ### BEGIN SOLUTION
      const [batch, paddedHeight, paddedWidth] = padded.shape;
      const folded = padded.reshape<tf.Tensor4D>([batch, paddedHeight, paddedWidth, -1]);
      const y = tf.conv2d(folded, this.buildFilter(), 1, 'valid');
      const field = y.reshape([batch, y.shape[1], y.shape[2], 4, filters]);
      return this.bias ? field.add(this.bias.read()) : field;
      // ### END SOLUTION
    });
  }
}

// %% nbgrader={"grade": true, "grade_id": "2-4-test", "locked": true, "points": 15, "schema_version": 3, "solution": false, "task": false}
await check('2.4', GroupConv2d);

// %% [markdown]
// ### Look: your filter bank, entry by entry
//
// Here is one filter of your layer. Each row is one of its rotated copies, each column one entry of the input field. **Predict:** how does a row
// follow from the one above it?

// %%
const group = new GroupConv2d({ filters: 1, kernelSize: 3, padding: 1, seed: 7 });
group.apply(tf.zeros([1, 5, 5, 4, 1]));
const groupBank = tf.unstack(group.buildFilter(), 3);
await show(
  pictureGrid(
    groupBank.flatMap((copy, g) =>
      tf.unstack(copy, 2).map((filter, h) => ({
        values: filter.dataSync<'float32'>(),
        size: 3,
        label: `g = ${g}, h = ${h}`,
      })),
    ),
    { title: 'The filter bank of your group convolution', columns: 4, scale: 'diverging' },
  ),
);

// %% [markdown]
// From row to row, every picture moves one column to the right and makes a quarter turn; the last one comes back to the front.
//
// ### Look: a stack of layers
//
// Your layers are TensorFlow.js layers, so they stack. If every layer of a stack is equivariant, so is the stack: you can move a rotation past one
// layer after another. A ReLU is equivariant, too: it treats each number alone, and a rotation only moves the numbers of a field to other places.
// Here are three layers of yours with ReLUs between them, and the errors of the stack for all four rotations:

// %%
const stack = tf.sequential({
  layers: [
    new LiftingConv2d({ filters: 4, kernelSize: 3, padding: 1, seed: 1, inputShape: [33, 33, 1] }),
    tf.layers.reLU(),
    new GroupConv2d({ filters: 4, kernelSize: 3, padding: 1, seed: 2 }),
    tf.layers.reLU(),
    new GroupConv2d({ filters: 1, kernelSize: 3, padding: 1, seed: 3 }),
  ],
});
stack.summary();
const stackErrors = equivarianceError(stack, C4, digit).map(({ relative }) => relative.toFixed(6));
console.log('errors at 0°, 90°, 180°, 270°:', stackErrors.join(', '));

// %%
await drawBothWays(
  'Three layers and a quarter turn',
  'a quarter turn',
  (x) => sheet(stack.predict(x) as tf.Tensor),
  (x) => rotate(x, 1),
);

// %% [markdown]
// ## To take away
//
// - Convolution copes with shifts because the same filter is applied at every pixel.
// - **The one rule**: rotate the picture and the filter, and the result rotates with them. It holds for every filter.
// - *Isotropic* filters do not change when they are rotated. They are equivariant, but blind to directions.
// - *Lifting* and *group* convolutions use four rotated copies of every filter. When the picture rotates, the four answers rotate **and change
//   places**. Nothing is lost, and the copies cost no parameters.
//
// Next: in notebook 3 you build networks from these layers and train them. It comes with its own copies of the layers. If you would rather use yours,
// copy the cells with `rotateP4` and your classes into it, remove the names from its `import`, and leave out `group: C4` there: yours know no other
// group.
