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
// # 4. Bonus: reflections
//
// Look at a leaf from above, then from below: you see its mirror image, and it is still the same kind of leaf. Cells under a
// microscope, galaxies, farmland seen from above: for all of these, left and right mean nothing. A network for them should know reflections
// as well as rotations.
//
// In this notebook you take your layers from the four rotations of C4 to the eight elements of **D4**. Then you train, on digits, a network that is
// invariant under reflections. Is that a good idea? Form an opinion first, then measure.
//
// | part | what you do | points | minutes |
// | --- | --- | --- | --- |
// | | look: eight elements, and how fields move under them | | 10 |
// | 4a | `D4LiftingConv2d`: one filter in eight positions | 4 | 15 |
// | 4b | `D4GroupConv2d`: and the layers after it | 4 | 25 |
// | 4c | `D4CNN`: build it, train it, and find out what the reflections cost | 7 | 30 |
//
// The 15 points are a bonus: the other notebooks have 100 without them.

// %% [markdown]
// ## Getting ready

// %%
import * as tf from '@tensorflow/tfjs';
import {
  accuracyAgainstDigits,
  C4CNN,
  chooseBackend,
  confusionMatrix,
  courseRecipe,
  D4,
  d4,
  equivarianceError,
  evaluate,
  GroupMaxPool,
  imageBatch,
  pictureGrid,
  pictureSlider,
  reflect,
  rotate,
  SpatialMaxPool,
  type Evaluation,
} from 'equivariant';
import {
  check,
  checkTrained,
  dataEfficiency,
  evaluateLive,
  networkToShow,
  trainingPlan,
  trainLive,
} from 'course';
import { show } from 'notebook-display';
import { loadRotatedMnist, subset } from 'rotated-mnist';

const backend = await chooseBackend();
console.log(backend.description);

// %%
const plan = trainingPlan();
const digits = await loadRotatedMnist();
const trainSet = subset(digits.train, plan.train);
const validationSet = subset(digits.test, plan.validation);
const testSet = subset(digits.test, plan.test);
console.log(digits.source);

/** The first digits of a class among the training pictures, `[count, 33, 33, 1]`. */
function examples(label: number, count: number): tf.Tensor4D {
  const places = [...digits.train.labels.keys()].filter((i) => digits.train.labels[i] === label);
  return imageBatch(digits.train, places.slice(0, count));
}

/** Pictures `[count, size, size, 1]` as the figures take them. */
function pictures(x: tf.Tensor, label: (i: number) => string) {
  return tf
    .unstack(x)
    .map((one, i) => ({ values: one.dataSync<'float32'>(), size: one.shape[0], label: label(i) }));
}

// %% [markdown]
// ## Eight elements
//
// D4 has the four rotations and the same four after a reflection. In notebook 1 you wrote its elements as pairs $(f, r)$: reflect if $f = 1$,
// *then* make $r$ quarter turns. A tensor's axis wants a single number, so from here on
//
// $$g = 4 f + r .$$
//
// `d4(f, r)` computes it. `D4.product(a, b)` (first $b$, then $a$) and `D4.inverse(a)` work with these numbers; `D4.elements` lists
// them, 0 to 7.

// %%
const two = examples(2, 5).slice([4, 0, 0, 0]); // the fifth one, a handsome one
const moved = D4.elements.map((g) => rotate(g < 4 ? two : reflect(two), g % 4));
await show(
  pictureGrid(
    pictures(tf.concat(moved), (g) => `g = ${g}`),
    { title: 'What the eight elements make of a 2', columns: 4 },
  ),
);

// %% [markdown]
// ### How a field on D4 moves
//
// A field on D4 has **eight** values at every pixel, one for each position of the filter: `[batch, size, size, 8, channels]`. When the picture
// is moved by $g$, two things happen to its field, as before: the pixels move, and the eight answers change places,
//
// $$(L_g f)(x, h) = f(g^{-1} x,\; g^{-1} h).$$
//
// On C4 the second part was a clock: $g^{-1} h$ was $h - g$, and the answers moved around the clock. On D4 it is a product in the group, and no
// longer a
// shift.
//
// **Predict first.** After the reflection, $g = 4$: which old entry do you find at $h = 0$? And at $h = 1, 2, 3$: do the old entries count up or
// down?

// %%
for (const [name, g] of [
  ['a quarter turn', d4(0, 1)],
  ['the reflection', d4(1, 0)],
] as [string, number][]) {
  const old = D4.elements.map((h) => D4.product(D4.inverse(g), h));
  console.log(`after ${name}, g = ${g}: entries 0 to 7 are the old entries ${old.join(' ')}`);
}

// %% [markdown]
// Read the second line. Entry 0, the answer of the filter as it is, is the old entry 4: the answer of the *reflected* filter. Of course: on the
// reflected picture the filter sees what the reflected filter saw before. And the rotations run backwards, 4 7 6 5, since a reflection reverses
// the turns.
//
// The quarter turn shifts each half by one, as on C4.

// %% [markdown]
// ## Exercise 4: Reflections (15 points, bonus, difficulty ●●○, about 70 minutes)
//
// **Goal.** Write the layers and the network of notebooks 2 and 3 for D4.
//
// Both layers have the same settings as in notebook 2, and the same weights with 8 in place of 4. The next cell states them once. You don't
// need to read it closely, but you need two things from it. The settings are in `this.args`, such as `this.args.filters`. And TypeScript
// does not know the axes of `this.kernel.read()`: add `as tf.Tensor4D` in 4a and `as tf.Tensor5D` in 4b.

// %% tags=["given"]
/** What convolutions over D4 share: settings, weights, and what TensorFlow.js wants to know. */
abstract class D4Conv extends tf.layers.Layer {
  /** `[k, k, inputs, filters]` for pictures, `[k, k, 8, inputs, filters]` for fields; k is the kernel size. */
  kernel!: tf.LayerVariable;
  /** `[filters]`; missing with `useBias: false`. */
  bias?: tf.LayerVariable;

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

  /** All filters of a plain convolution, made of the kernel. */
  abstract buildFilter(): tf.Tensor4D;

  build(shape: tf.Shape) {
    const { filters, kernelSize, useBias = true, seed = 0 } = this.args;
    const inputAxes = shape.slice(3) as number[];
    const limit = 1 / Math.sqrt(inputAxes.reduce((a, b) => a * b, kernelSize ** 2));
    const random = tf.initializers.randomUniform({ minval: -limit, maxval: limit, seed });
    const kernelShape = [kernelSize, kernelSize, ...inputAxes, filters];
    this.kernel = this.addWeight('kernel', kernelShape, 'float32', random);
    if (useBias) {
      this.bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
    }
    super.build(shape);
  }

  /** The input with `padding` zeros added on each side. */
  padded(input: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(input) ? input[0]! : input;
    const { padding = 0 } = this.args;
    return x.pad(
      x.shape.map((_, axis) => (axis === 1 || axis === 2 ? [padding, padding] : [0, 0])),
    );
  }

  computeOutputShape([batch, height, width]: tf.Shape): tf.Shape {
    const { filters, kernelSize, padding = 0 } = this.args;
    const grow = 2 * padding - kernelSize + 1;
    return [batch!, height! + grow, width! + grow, 8, filters];
  }

  getConfig() {
    return { ...super.getConfig(), ...this.args };
  }
}

// %% [markdown]
// ### 4a: `D4LiftingConv2d` (4 points, ●○○, about 15 minutes)
//
// From a picture to a field on D4: one filter, applied in all eight positions.
//
// $$y(x, g) = (f \star L_g \psi)(x) + b$$
//
// | tensor | shape |
// | --- | --- |
// | `padded` | `[batch, size + 2 padding, size + 2 padding, inputs]` |
// | `this.kernel.read()` | `[k, k, inputs, filters]` |
// | what `buildFilter()` returns | `[k, k, inputs, 8 * filters]`: first all filters as they are ($g = 0$), then all moved by $g = 1$, ... |
// | what `call()` returns | `[batch, size', size', 8, filters]` |
//
// **Predict first.** Take a filter that is its own mirror image, such as the one of exercise 2.3 that finds upper edges. Which of its eight copies
// are equal?
//
// <details><summary>Answer</summary>The reflected ones repeat the others: eight positions, but only four different filters.</details>
//
// <details><summary>Hint 1</summary>Take your <code>LiftingConv2d</code> of notebook 2. Where it rotated the kernel in four ways, now reflect and
// rotate it in eight.</details>
// <details><summary>Hint 2</summary>First the reflection, then the rotation. The cell that drew the eight 2s does just that with a picture. A
// kernel is a small picture with
// many channels: <code>[1, k, k, inputs * filters]</code>.</details>
// <details><summary>Hint 3</summary>Make a list, <code>D4.elements.map((g) =&gt; ...)</code>, of tensors <code>[k, k, inputs, filters]</code>, and
// join it with
// <code>tf.concat(list, 3)</code>. In <code>call()</code>: <code>tf.conv2d(padded, this.buildFilter(), 1, 'valid')</code>, reshape so that
// <code>8 * filters</code> becomes <code>8, filters</code>, then the bias.</details>

// %% nbgrader={"grade": false, "grade_id": "4-a", "locked": false, "schema_version": 3, "solution": true, "task": false}
/**
 * A convolution from pictures to fields on D4: one filter in eight positions.
 *
 * `[batch, size, size, inputs]` to `[batch, size', size', 8, filters]`, `size' = size + 2 padding - kernelSize + 1`.
 */
class D4LiftingConv2d extends D4Conv {
  /** The eight moved copies of the kernel, `[k, k, inputs, 8 * filters]`. */
  buildFilter(): tf.Tensor4D {
    // ### BEGIN SOLUTION
    const kernel = this.kernel.read() as tf.Tensor4D;
    const [k, , inputs, filters] = kernel.shape;
    const picture = kernel.reshape<tf.Tensor4D>([1, k, k, inputs * filters]);
    const reflected = reflect(picture);
    const copies = D4.elements.map((g) =>
      rotate(g < 4 ? picture : reflected, g % 4).reshape<tf.Tensor4D>(kernel.shape),
    );
    return tf.concat(copies, 3);
    // ### END SOLUTION
  }

  call(input: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const padded = this.padded(input) as tf.Tensor4D;
      // ### BEGIN SOLUTION
      const y = tf.conv2d(padded, this.buildFilter(), 1, 'valid');
      const [batch, height, width] = y.shape;
      const field = y.reshape([batch, height, width, 8, this.args.filters]);
      return this.bias ? field.add(this.bias.read()) : field;
      // ### END SOLUTION
    });
  }

  getClassName() {
    return 'StudentD4LiftingConv2d';
  }
}

// %% nbgrader={"grade": true, "grade_id": "4-a-test", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
await check('4a', D4LiftingConv2d);

// %% [markdown]
// ### Look: your filter, eight times
//
// Here is a random filter of your layer in its eight positions. Below its four rotations are the four rotations of its reflection.

// %%
const lifting = new D4LiftingConv2d({ filters: 1, kernelSize: 5, padding: 2, seed: 5 });
lifting.apply(two);
const positions = lifting.buildFilter().reshape<tf.Tensor3D>([5, 5, 8]).transpose([2, 0, 1]);
await show(
  pictureGrid(
    pictures(positions, (g) => `g = ${g}`),
    { title: 'The filter bank of your lifting layer', columns: 4, scale: 'diverging' },
  ),
);

// %% [markdown]
// And what the layer makes of the 2, while the 2 is moved by all eight elements. **Predict** before you move the slider: at $g = 4$, where is the map
// that is `entry 0` at $g = 0$?

// %%
await show(
  pictureSlider(
    D4.elements.map((g) => {
      const maps = (lifting.apply(moved[g]!) as tf.Tensor).relu().reshape([33, 33, 8]);
      return {
        label: `${g}`,
        pictures: [
          ...pictures(maps.transpose([2, 0, 1]), (h) => `entry ${h}`),
          ...pictures(moved[g]!, () => 'the digit'),
        ],
      };
    }),
    { title: 'A digit and its eight feature maps', columns: 4, sliderLabel: 'moved by g' },
  ),
);

// %% [markdown]
// It has become `entry 4`, and it is reflected.
//
// ### 4b: `D4GroupConv2d` (4 points, ●●●, about 25 minutes)
//
// From one field on D4 to another. The filter is itself a small field on D4, and it is moved as one: its pixels move **and** its eight entries
// change places.
//
// $$y(x, g) = \sum_p \sum_h f(x + p,\, h)\; \psi(g^{-1} p,\; g^{-1} h) + b$$
//
// | tensor | shape |
// | --- | --- |
// | `padded` | `[batch, size + 2 padding, size + 2 padding, 8, inputs]` |
// | `this.kernel.read()` | `[k, k, 8, inputs, filters]` |
// | what `buildFilter()` returns | `[k, k, 8 * inputs, 8 * filters]`: first all filters as they are, then all moved by $g = 1$, ... |
// | what `call()` returns | `[batch, size', size', 8, filters]` |
//
// **Predict first.** From 8 channels to 16, with 3 × 3 filters and bias: how many parameters does this layer have, and how many did the one on C4
// have?
//
// <details><summary>Answer</summary>9 · 8 · 8 · 16 + 16 = 9,232, against 4,624 on C4. A filter has twice as many entries, so twice as many weights
// for the same number of
// channels.</details>
//
// <details><summary>Hint 1</summary>For each g do one thing after the other: move the pixels as in 4a, then put the eight entries in their new
// order.</details>
// <details><summary>Hint 2</summary>The cell above printed the new order: entry <code>h</code> is the old entry
// <code>D4.product(D4.inverse(g), h)</code>. <code>tf.gather(x, order, axis)</code> takes the entries of an axis in a given order.</details>
// <details><summary>Hint 3</summary>Pixels: reshape the kernel to <code>[1, k, k, 8 * inputs * filters]</code>, reflect and rotate it. Entries:
// reshape to
// <code>[k, k, 8, inputs, filters]</code> and gather along axis 2. Then fold to <code>[k, k, 8 * inputs, filters]</code>, and join the eight along
// axis 3. In
// <code>call()</code> fold <code>padded</code> in the same way before you convolve: <code>[batch, height, width, 8 * inputs]</code>.</details>

// %% nbgrader={"grade": false, "grade_id": "4-b", "locked": false, "schema_version": 3, "solution": true, "task": false}
/**
 * A convolution from fields on D4 to fields on D4.
 *
 * `[batch, size, size, 8, inputs]` to `[batch, size', size', 8, filters]`, `size' = size + 2 padding - kernelSize + 1`.
 */
class D4GroupConv2d extends D4Conv {
  /** The eight moved copies of the kernel, `[k, k, 8 * inputs, 8 * filters]`. */
  buildFilter(): tf.Tensor4D {
    // ### BEGIN SOLUTION
    const kernel = this.kernel.read() as tf.Tensor5D;
    const [k, , , inputs, filters] = kernel.shape;
    const picture = kernel.reshape<tf.Tensor4D>([1, k, k, 8 * inputs * filters]);
    const reflected = reflect(picture);
    const copies = D4.elements.map((g) => {
      const pixels = rotate(g < 4 ? picture : reflected, g % 4);
      const from = D4.elements.map((h) => D4.product(D4.inverse(g), h));
      const entries = tf.gather(pixels.reshape(kernel.shape), from, 2);
      return entries.reshape<tf.Tensor4D>([k, k, 8 * inputs, filters]);
    });
    return tf.concat(copies, 3);
    // ### END SOLUTION
  }

  call(input: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const padded = this.padded(input) as tf.Tensor5D;
      // ### BEGIN SOLUTION
      const [batch, height, width] = padded.shape;
      const folded = padded.reshape<tf.Tensor4D>([batch, height, width, -1]);
      const y = tf.conv2d(folded, this.buildFilter(), 1, 'valid');
      const field = y.reshape([batch, y.shape[1], y.shape[2], 8, this.args.filters]);
      return this.bias ? field.add(this.bias.read()) : field;
      // ### END SOLUTION
    });
  }

  getClassName() {
    return 'StudentD4GroupConv2d';
  }
}

// %% nbgrader={"grade": true, "grade_id": "4-b-test", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
await check('4b', D4GroupConv2d);

// %% [markdown]
// ### Is a reflected digit a digit?
//
// Before you train: look at what the network will be told. It cannot tell a digit from its mirror image, so to it the two
// must be **the same digit**. Some digits hardly change when they are reflected: a 0, or an 8. A reflected 2 is no longer a 2.
//
// Worse: what *is* a reflected 2? In the next figure the upper row shows twos, reflected, and the lower row fives, as they were written. (They lie in
// all directions: tilt
// your head.)

// %%
const [twos, fives] = [examples(2, 6), examples(5, 6)] as const;
await show(
  pictureGrid(
    pictures(tf.concat([reflect(twos), fives]), (i) => (i < 6 ? '2, reflected' : '5')),
    { title: 'Twos, reflected, and fives', columns: 6 },
  ),
);

// %% [markdown]
// **Predict first.** Which digits will the D4 network confuse that the C4 network told apart? And will it be more accurate than the C4 network
// overall, or
// less? Write your guess down.
//
// ### 4c: `D4CNN` (7 points, ●●○, about 30 minutes)
//
// The network of exercise 3.2, for D4. With the same channels it would have twice as many feature maps and take four times as much computing. So take
// **half the channels**:
//
// | stage | layer | field afterwards |
// | --- | --- | --- |
// | 1 | lifting convolution to 4 channels | `[B, 33, 33, 8, 4]` |
// | | max pool over space, ReLU | `[B, 17, 17, 8, 4]` |
// | 2 | group convolution to 8 channels, pool, ReLU | `[B, 9, 9, 8, 8]` |
// | 3 | group convolution to 16 channels, pool, ReLU | `[B, 5, 5, 8, 16]` |
// | 4 | group convolution to 32 channels, pool, ReLU | `[B, 3, 3, 8, 32]` |
// | 5 | group convolution to 64 channels | `[B, 3, 3, 8, 64]` |
// | | max pool over the 3 × 3 pixels **and the eight group elements**, ReLU | `[B, 1, 1, 64]` |
// | 6 | linear layer to 10 logits, no softmax | `[B, 10]` |
//
// Convolutions: kernel size 3, padding 1, with bias, **your own layers**. The pools are the library's, as in notebook 3: `new SpatialMaxPool()`
// (window
// 3, stride 2), `new SpatialMaxPool({ strides: 1, padding: 'valid' })` and `new GroupMaxPool()`, which takes the maximum over any number of elements.
//
// <details><summary>Hint 1</summary>Take your <code>C4CNN</code> of notebook 3 and replace the layers and the numbers of channels.</details>
// <details><summary>Hint 2</summary>Your layers know their group, so there is no <code>group: C4</code> any more. Only the first one needs
// <code>inputShape: [33, 33, 1]</code>.</details>
// <details><summary>Hint 3</summary>Give the convolutions different seeds. <code>new D4CNN().summary()</code> should end with 196,650 parameters.</details>

// %% nbgrader={"grade": false, "grade_id": "4-c", "locked": false, "schema_version": 3, "solution": true, "task": false}
/**
 * A classifier that is invariant under quarter turns and reflections.
 *
 * `[batch, 33, 33, 1]` to logits `[batch, 10]`.
 */
class D4CNN extends tf.Sequential {
  constructor() {
    const layers: tf.layers.Layer[] = [];
    // ### BEGIN SOLUTION
    const conv = { kernelSize: 3, padding: 1 };
    layers.push(new D4LiftingConv2d({ ...conv, filters: 4, inputShape: [33, 33, 1], seed: 1 }));
    layers.push(new SpatialMaxPool(), tf.layers.reLU());
    [8, 16, 32].forEach((filters, i) => {
      layers.push(new D4GroupConv2d({ ...conv, filters, seed: 2 + i }));
      layers.push(new SpatialMaxPool(), tf.layers.reLU());
    });
    layers.push(new D4GroupConv2d({ ...conv, filters: 64, seed: 5 }));
    layers.push(new SpatialMaxPool({ strides: 1, padding: 'valid' }), new GroupMaxPool());
    const kernelInitializer = tf.initializers.glorotUniform({ seed: 6 });
    layers.push(tf.layers.reLU(), tf.layers.flatten());
    layers.push(tf.layers.dense({ units: 10, kernelInitializer }));
    // ### END SOLUTION
    super({ layers });
  }
}

// %%
await check('4c', D4CNN);

// %% [markdown]
// ### Training
//
// Four epochs take about five minutes on two cores. **Stop** (■) ends the training early, and the network keeps what it has learned. Progress is
// also saved
// in a file: run the cell again after a restart, and it continues from there.

// %%
const d4Model = new D4CNN();
const training = {
  epochs: Math.min(4, plan.epochs),
  recipe: courseRecipe(4e-3),
  validation: validationSet,
};

// %%
const d4Run = await trainLive('D4CNN', d4Model, trainSet, { ...training, keepAs: '4c' });

// %% [markdown]
// The test on all 50,000 digits takes another half a minute. Your network should recognize at least 93 % of them.

// %% nbgrader={"grade": true, "grade_id": "4-c-test", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
const d4Result = await evaluateLive('D4CNN', d4Model, testSet);
await checkTrained('4c', d4Model, d4Result.accuracy, plan);

// %% [markdown]
// ### What do the reflections cost?
//
// For comparison, train the library's `C4CNN` in the same way: it takes two or three minutes (the library's layers are built for speed), and half a
// minute for the test. It has as many
// feature maps in every stage,
// and twice as many parameters.

// %%
const c4Model = new C4CNN({ seed: 1 });

// %%
const c4Run = await trainLive('C4CNN', c4Model, trainSet, training, [d4Run]);
const c4Result = await evaluateLive('C4CNN', c4Model, testSet);

// %% [markdown]
// After a quick run, or a training that you stopped, the figures show the course's own trained networks instead, and the next cell says so.

// %%
const instead = plan.tooShort || d4Run.interrupted || c4Run.interrupted;
const c4Shown = await networkToShow('C4CNN', c4Model, instead);
const d4Shown = await networkToShow('D4CNN', d4Model, instead);
const c4ShownResult = instead
  ? await evaluateLive("the course's C4CNN", c4Shown, testSet)
  : c4Result;
const d4ShownResult = instead
  ? await evaluateLive("the course's D4CNN", d4Shown, testSet)
  : d4Result;

// %% [markdown]
// Now each network's mistakes. A row is a digit, a column what it was taken for. Compare the two figures: where does the D4 network make mistakes
// that the C4 network does not? Look along the rows of the 2 and the 5.

// %%
/** The confusion matrix of a network on the test digits. */
function mistakes(name: string, { confusion, accuracy }: Evaluation) {
  const truth: number[] = [];
  const predicted: number[] = [];
  confusion.forEach((row, digit) =>
    row.forEach((count, taken) => {
      for (let i = 0; i < count; i++) {
        truth.push(digit);
        predicted.push(taken);
      }
    }),
  );
  return confusionMatrix(truth, predicted, {
    title: `${name}: ${(100 * accuracy).toFixed(2)} % of ${truth.length.toLocaleString('en')} test digits`,
  });
}

await show(mistakes('C4CNN', c4ShownResult));
await show(mistakes('D4CNN', d4ShownResult));

// %%
for (const [name, { confusion }] of [
  ['C4CNN', c4ShownResult],
  ['D4CNN', d4ShownResult],
] as [string, Evaluation][]) {
  const [twos, fives] = [confusion[2]![5]!, confusion[5]![2]!];
  const share = (100 * (twos + fives)) / testSet.count;
  console.log(`${name}: ${twos} twos were taken for a 5, ${fives} fives for a 2;`);
  console.log(`  that is ${share.toFixed(2)} % of all digits`);
}

// %% [markdown]
// Now reflect the test digits. **Predict:** what happens to each accuracy?

// %%
const mirrorSet = subset(digits.test, plan.validation);
for (const [name, model] of [
  ['C4CNN', c4Shown],
  ['D4CNN', d4Shown],
] as [string, tf.LayersModel][]) {
  const straight = await evaluate(model, mirrorSet);
  const reflected = await evaluate(model, mirrorSet, { prepare: reflect });
  const [a, b] = [straight, reflected].map((result) => `${(100 * result.accuracy).toFixed(2)} %`);
  const ofFives = reflected.confusion[5]!.reduce((sum, count) => sum + count);
  console.log(`${name}: ${a} of ${mirrorSet.count} digits, ${b} of their mirror images;`);
  console.log(`  it takes ${reflected.confusion[5]![2]} of ${ofFives} reflected fives for a 2`);
}

// %% [markdown]
// What happened?
//
// - The C4 network hardly ever takes a 2 for a 5. The D4 network does, and takes a 5 for a 2: to a network
//   that cannot see reflections, a plainly written 2 *is* a 5. It can only go by small differences, and the share above says how often they
//   mislead it. (The group is not the only difference: this network also has half as many parameters.)
// - The reflection changes nothing at all for the D4 network. The C4 network recognizes only half of the reflected digits. But look at *how* it
//   fails: it takes almost every reflected 5 for a 2. You might say that it is right!
//
// More symmetry is not always better. It helps where the label has that symmetry, too. For digits that lie in all directions C4 fits (for upright
// ones it would not: think of 6 and 9); a network that is D4 to its very end throws away something that matters. For leaves or cells it would be the
// other
// way around: there
// a network on C4 would have to learn from examples what D4 knows from the start.

// %% [markdown]
// ## How many digits does a symmetry save?
//
// A network can also *learn* a symmetry, if it is shown every digit in many directions. **Augmentation** does that: before each step it rotates every
// digit of the batch by a random angle. It needs no new layer, and it knows *all* angles, not just four. (It does not reflect: a reflected
// digit is no digit.) So why build anything in?
//
// Five competitors learn from the first 100, 300, 1,000, 3,000 and 12,000 training digits:
//
// | name | network | what it knows about rotations |
// | --- | --- | --- |
// | plain | `PlainCNN` | nothing: it has seen each digit in one direction |
// | plain, augmented | `PlainCNN` | it has seen each digit in many directions |
// | C4 | `C4CNN` | quarter turns are built in |
// | D4 | `D4CNN` with the channels of 4c | quarter turns and reflections are built in |
// | C4, augmented | `C4CNN` | quarter turns are built in, and it has seen the angles between |
//
// Each is trained with the same recipe for the same number of steps, so the same time: from 100 digits it sees each of them more often.
//
// **Predict first.** Draw the curves. Who wins with 100 digits, and who with 12,000? Where does D4 lie beside C4?
//
// These trainings take an hour, so the next cell only draws **stored results**, one training for each point. `npm run accuracy -- --curve` measured
// them, and measures them again on your machine.

// %%
const stored = dataEfficiency();
const series = stored.networks.map(({ name }) => ({
  name,
  points: stored.points.filter(({ network }) => network === name),
}));
await show(accuracyAgainstDigits(series));
const { steps, batchSize, test: tested } = stored.plan;
console.log(`Stored results: about ${steps} steps of ${batchSize} digits each, on`);
console.log(`${stored.backend}; ${tested.toLocaleString('en')} test digits.`);

// %% [markdown]
// - **The plain network** needs the most digits: with 12,000 it is where C4 is with 1,000 to 3,000.
// - **Augmentation** helps most where digits are few. With 100 it lifts the plain network from 39 % to 70 %, past C4 with its 55 %: it shows the
//   angles in between, which C4 does not know. But what it shows has to be learned, and that takes steps. From 1,000 digits on, C4 is ahead, and
//   from 3,000 the augmented network is no better than the plain one in the same time.
// - **C4 with augmentation** beats both wherever digits are few: with 1,000 it recognizes 93 %, more than the plain network with 12,000. With 12,000
//   there are enough directions among the digits themselves.
// - **D4** stays below C4: reflections are the wrong symmetry here. (It also has half as many parameters.)
//
// Each point is a single training, so a difference of a percent or two may be chance. More steps would help the augmented networks most.
//
// The two do not exclude each other. Build in what you know exactly, and show what you cannot build in.
//
// ### Rotations, reflections, and shifts
//
// p4m, the group of your layers, contains the shifts too. Each *convolution* commutes with them, as long as nothing reaches the border: that was the
// row "a plain correlation" of the checks. The
// *network* does not quite: its pools keep every other pixel, and after a shift by one pixel they keep different ones. Rotations and reflections
// about the
// centre keep the same ones; that is what the odd sizes are for. So the network only *learns* to ignore shifts:

// %%
const sample = imageBatch(digits.test, [0, 1, 2, 3, 4, 5, 6, 7]);
const changes = equivarianceError(d4Shown, D4, sample).map(({ relative }) => relative);
const [logits, shiftedLogits] = [0, 1].map((columns) => {
  const border: [number, number][] = [
    [0, 0],
    [0, 0],
    [columns, 0],
    [0, 0],
  ];
  return d4Shown.predict(sample.pad(border).slice([0, 0, 0, 0], sample.shape)) as tf.Tensor;
}) as [tf.Tensor, tf.Tensor];
const shiftChange = shiftedLogits.sub(logits).abs().max().div(logits.abs().max()).dataSync()[0]!;
console.log(`largest change of a logit, relative to the largest logit`);
console.log(`  under the eight elements of D4: ${Math.max(...changes).toExponential(1)}`);
console.log(`  under a shift by one pixel: ${shiftChange.toFixed(3)}`);

// %% [markdown]
// ## To take away
//
// - A new group needs its table, and a way to move the pixels; nothing else. Move the pixels by $g$, and put entry $g^{-1} h$ of the filter in place
//   $h$.
// - **Invariance is a claim about the task.** "A reflection does not change the label" is right for leaves and wrong for
//   digits. A network cannot learn its way out of a symmetry that it was built with.
// - There is room in between: reflected edges and corners are edges and corners even if reflected digits are not digits, so a network can start on D4
//   and go on to C4 after a few layers (Weiler & Cesa 2019 call this *group restriction*).
//
// Next, if you are curious: why stop at quarter turns? Notebook 5 goes to 8 and 16 directions.
