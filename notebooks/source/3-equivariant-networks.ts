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
// # 3. Equivariant networks
//
// A photograph of a shell shows a shell, whichever way up you hold it. An ordinary convolutional network has to *learn* that, from
// examples of every orientation. In this notebook you build networks that **know** it: give their input a quarter turn, and not one of their ten
// outputs changes.
//
// You already have the parts (or you borrow ours): lifting convolutions, group convolutions and isotropic convolutions. Now you
// stack them, train them on digits in all orientations, and find out what each kind of equivariance costs and what it gains.
//
// | exercise | what you do | points | minutes |
// | --- | --- | --- | --- |
// | 3.1 | say why the network pools over the group | 5 | 10 |
// | 3.2 | build and train `C4CNN` | 10 | 30 |
// | 3.3 | build and train `IsotropicCNN` | 5 | 15 |
// | 3.4 | explain the gap between the two | 5 | 10 |
// | 3.5 | write a normalization that keeps equivariance, build `C4CNNWithBatchNorm` | 10 | 30 |
//
// About two hours in all. The computer needs a quarter of an hour of that: let it train while you read on.
//
// Run a cell with Shift+Enter. Training shows a progress bar; the **Stop** button (■) ends it early, and the model keeps
// what it has learned.

// %% [markdown]
// ## Getting ready
//
// The first cell loads the library and picks the fastest way to compute that works on your machine.

// %%
import * as tf from '@tensorflow/tfjs';
import {
  accuracyAgainstAngle,
  C4,
  chooseBackend,
  confusionMatrix,
  courseRecipe,
  equivarianceError,
  evaluate,
  GroupConv2d,
  GroupMaxPool,
  imageBatch,
  IsotropicConv2d,
  LiftingConv2d,
  logitsAgainstAngle,
  pictureGrid,
  pictureSlider,
  PlainCNN,
  principalComponents,
  referenceRecipe,
  rotate,
  samplingGrid,
  scatterByClass,
  SpatialMaxPool,
  turn,
} from 'equivariant';
import { check, checkTrained, evaluateLive, networkToShow, trainingPlan, trainLive } from 'course';
import { progressBar, show } from 'notebook-display';
import { loadRotatedMnist, subset } from 'rotated-mnist';

const backend = await chooseBackend();
console.log(backend.description);

// %% [markdown]
// Rotated MNIST consists of handwritten digits, each rotated by its own angle: 12,000 to train on and 50,000 to test with, 33 × 33
// pixels each.

// %%
const plan = trainingPlan();
const digits = await loadRotatedMnist();
const trainSet = subset(digits.train, plan.train);
const validationSet = subset(digits.test, plan.validation);
const testSet = subset(digits.test, plan.test);
console.log(digits.source);
const testCount = testSet.count.toLocaleString('en');
console.log(`${trainSet.count.toLocaleString('en')} digits to train on, ${testCount} to test with`);

// %%
const samples = imageBatch(
  digits.train,
  Array.from({ length: 20 }, (_, i) => i),
);
const pictures = tf.unstack(samples).map((image, i) => ({
  values: image.dataSync<'float32'>(),
  size: 33,
  label: String(digits.train.labels[i]),
}));
await show(pictureGrid(pictures, { title: 'Digits to train on' }));

// %% [markdown]
// A 6 and a 9 that may lie in any direction are hard to tell apart, even for you. No network will reach 100 % here.
//
// ### Why 33 pixels?
//
// MNIST's digits have 28 × 28 pixels; ours are padded to 33 × 33. Every stage of the network then has an **odd** size: 33, 17,
// 9, 5, 3, 1. Between its convolutions the network makes its maps smaller by **max pooling**: it lays a window on the map and keeps only the largest
// number in it. With stride 2 the windows lie on every other pixel. The figure shows the centres of these windows, on
// 9 × 9 and on 8 × 8 pixels, and where they go under a quarter turn.
//
// **Predict first.** On which of the two do centres land on centres? (Try it in one dimension: mark every other one of nine dots, then of eight,
// and read them from the other end.)

// %%
await show(samplingGrid([9, 8]));

// %% [markdown]
// With an odd size the centres lie symmetrically about the middle, and a rotated picture is pooled at the *same* pixels. (That is for windows of 3
// with padding 1. In general, the padding must be equal on both sides, and the size plus both paddings, minus the window, a multiple of the stride:
// windows of 2 with stride 2 want *even* sizes. At size 32 `'same'` pads one side only.) With an even size each
// centre lands next to one, different pixels are kept, and exact equivariance is lost. In numbers:

// %%
const pool = new SpatialMaxPool();
for (const size of [33, 32]) {
  const image = tf.randomUniform([1, size, size, 1], 0, 1, 'float32', 1);
  const errors = equivarianceError(pool, C4, image).map(({ relative }) => relative.toFixed(2));
  console.log(`size ${size}: error for each of the four rotations: ${errors.join('  ')}`);
}

// %% [markdown]
// ## Exercise 3.1: Why pool over the group? (5 points, written, difficulty ●○○, about 10 minutes)
//
// **Goal.** Before you build the network, say what the pooling near its end is for.
//
// After the last convolution and the last pool over the pixels, the network has four answers for every channel: one for each direction of the
// filter. `C4CNN` keeps only the *largest* of the four. Its last layer, the **linear layer**, multiplies what is left by a matrix, adds a number to
// each result, and so gets ten numbers, the **logits**: the largest one is the network's guess.
//
// 1. Why does this make the ten logits invariant under quarter turns?
// 2. What would go wrong if the four answers were kept as four separate features of the linear layer?
//
// **Predict first.** What does a quarter turn of the input do to the four numbers?
//
// <details><summary>Hint 1</summary>After the last pool, a single pixel is left. A rotation does not move it. What else happens to a field when it is
// rotated?</details>
// <details><summary>Hint 2</summary>Call the four numbers a, b, c, d. Write down which number is in which place after a quarter turn, and the
// largest of the four before
// and after.</details>
// <details><summary>Hint 3</summary>For the second question: a linear layer has a weight for each of its inputs. Give it a, b, c, d and then
// d, a, b, c. For which weights is the sum the same?</details>
//
// Double-click the next cell and write your answer into it.

// %% [markdown] nbgrader={"grade": true, "grade_id": "3-1", "locked": false, "points": 5, "schema_version": 3, "solution": true, "task": false}
// ### BEGIN SOLUTION
// 1. All the layers before it are equivariant: rotating the input by $g$ rotates the pixels of the field and permutes its group axis,
// $(L_g f)(x, h) = f(g^{-1}x, g^{-1}h)$. At the end a single pixel is left, which a rotation does not move, so only the
// permutation remains. The maximum of four numbers does not depend on their order, so it is invariant, and so is everything
// that is computed from it.
// 2. A quarter turn would move the response from one feature to the next. The linear layer has a separate weight for each
// feature, so the logits would change: the network would be equivariant up to its last layer and then throw that away. It could
// only be invariant by giving all four the same weight, which amounts to pooling by the mean.
// ### END SOLUTION

// %% [markdown]
// ## Exercise 3.2: `C4CNN` (10 points, difficulty ●●○, about 30 minutes)
//
// **Goal.** Build a network whose logits do not change when its input is rotated by 90°, 180° or 270°. In the table, `B` is the number of pictures in
// the batch. (A *softmax* would turn the logits into probabilities. The training does that in its loss, the cross-entropy
// of the logits, like PyTorch's `CrossEntropyLoss`. You add neither.)
//
// | stage | layer | field afterwards |
// | --- | --- | --- |
// | 1 | lifting convolution to 8 channels | `[B, 33, 33, 4, 8]` |
// | | max pool over space, ReLU | `[B, 17, 17, 4, 8]` |
// | 2 | group convolution to 16 channels, pool, ReLU | `[B, 9, 9, 4, 16]` |
// | 3 | group convolution to 32 channels, pool, ReLU | `[B, 5, 5, 4, 32]` |
// | 4 | group convolution to 64 channels, pool, ReLU | `[B, 3, 3, 4, 64]` |
// | 5 | group convolution to 128 channels | `[B, 3, 3, 4, 128]` |
// | | max pool over the 3 × 3 pixels **and the four rotations**, ReLU | `[B, 1, 1, 128]` |
// | 6 | linear layer to 10 logits, no softmax | `[B, 10]` |
//
// Convolutions: kernel size 3, padding 1, with bias. Pools: window 3, stride 2, padding <code>'same'</code> (padding 1 at these odd sizes); the last
// one stride 1, padding <code>'valid'</code> (none).
//
// These are the parts, all of them TensorFlow.js layers:
//
// - `new LiftingConv2d({ group: C4, filters: ?, kernelSize: ?, padding: ?, inputShape: [33, 33, 1] })`
// - `new GroupConv2d({ group: C4, filters: ?, kernelSize: ?, padding: ? })`
// - `new SpatialMaxPool()` (window 3, stride 2), `new SpatialMaxPool({ strides: 1, padding: 'valid' })`; both also take fields, and leave
//   the group axis as it is
// - `new GroupMaxPool()`, the maximum over the group axis: to `[batch, height, width, channels]`
// - `tf.layers.reLU()`, `tf.layers.flatten()`, `tf.layers.dense({ units: 10 })`
//
// **Predict first.** How many parameters does the lifting layer have? And how many would an ordinary convolution with the same number of output
// maps have?
//
// <details><summary>Answer</summary>9 · 8 + 8 = 80. It has 4 · 8 = 32 output maps; an ordinary convolution to 32 has 9 · 32 + 32 = 320.</details>
//
// <details><summary>Hint 1</summary>Add the layers in the order of the table: <code>layers.push(...)</code> takes one or several. The last line,
// <code>super({ layers })</code>, makes them a network.</details>
// <details><summary>Hint 2</summary>Only the first layer needs <code>inputShape</code>. <code>SpatialMaxPool</code> leaves the group axis alone;
// for the last
// stage you need two pools, one after the other.</details>
// <details><summary>Hint 3</summary>Give the convolutions different seeds (<code>seed: 1</code>, <code>seed: 2</code>, ...), so that they start
// differently; <code>dense</code> takes no seed.
// <code>new C4CNN().summary()</code> prints every layer's output shape: compare it with the table. It should end with 393,290 parameters.</details>

// %% nbgrader={"grade": false, "grade_id": "3-2", "locked": false, "schema_version": 3, "solution": true, "task": false}
/**
 * A classifier that is invariant under quarter turns.
 *
 * `[batch, 33, 33, 1]` to logits `[batch, 10]`.
 */
class C4CNN extends tf.Sequential {
  constructor() {
    const layers: tf.layers.Layer[] = [];
    // ### BEGIN SOLUTION
    const conv = { group: C4, kernelSize: 3, padding: 1 };
    layers.push(new LiftingConv2d({ ...conv, filters: 8, inputShape: [33, 33, 1], seed: 1 }));
    layers.push(new SpatialMaxPool(), tf.layers.reLU());
    [16, 32, 64].forEach((filters, i) => {
      layers.push(new GroupConv2d({ ...conv, filters, seed: 2 + i }));
      layers.push(new SpatialMaxPool(), tf.layers.reLU());
    });
    layers.push(new GroupConv2d({ ...conv, filters: 128, seed: 5 }));
    layers.push(new SpatialMaxPool({ strides: 1, padding: 'valid' }), new GroupMaxPool());
    const kernelInitializer = tf.initializers.glorotUniform({ seed: 6 });
    layers.push(tf.layers.reLU(), tf.layers.flatten());
    layers.push(tf.layers.dense({ units: 10, kernelInitializer }));
    // ### END SOLUTION
    super({ layers });
  }
}

// %% [markdown]
// Check it before you train it. This takes a second.

// %%
await check('3.2', C4CNN);

// %% [markdown]
// ### Training
//
// Train for five *epochs*: in each, the network sees every training digit once, 64 at a step. After each step AdamW, a variant of gradient descent,
// moves the weights a little (and shrinks them slightly: weight decay 0.01). The *learning rate* says how far: it climbs to 0.002 and falls again
// (the *one-cycle* policy). This takes about three minutes on two cores. After every epoch the accuracy is measured on 2,000 of the test digits, only
// to show it:
// nothing is chosen by it. At the end it is measured on all 50,000, which takes another half a minute. Expect about 96 %; the check asks for 93 %.
//
// Progress is saved in the folder `progress/` beside this notebook: after a restart of the kernel the same cell continues
// where it stopped, or finishes at once. If you change the network, its training starts again.

// %%
const c4Model = new C4CNN();

// %%
const c4Run = await trainLive('C4CNN', c4Model, trainSet, {
  epochs: plan.epochs,
  recipe: courseRecipe(2e-3),
  validation: validationSet,
  keepAs: '3.2',
});

// %% nbgrader={"grade": true, "grade_id": "3-2-test", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
const c4Result = await evaluateLive('C4CNN', c4Model, testSet);
await checkTrained('3.2', c4Model, c4Result.accuracy, plan);

// %% [markdown]
// ### Which network the figures show
//
// Next you look inside the trained network. After a quick run, or a training that you stopped, yours may have learned too little for that. Then
// the figures show the course's own `C4CNN`, which comes with its trained weights, and the next cell says so. Points are for your network alone.

// %%
const c4Shown = await networkToShow('C4CNN', c4Model, plan.tooShort || c4Run.interrupted);
const shownResult =
  c4Shown === c4Model ? c4Result : await evaluateLive("the course's C4CNN", c4Shown, testSet);

// %% [markdown]
// ### Look: its mistakes
//
// In a **confusion matrix** each row is a digit, and each column is what the network took it for. Correct answers lie on the diagonal.
//
// **Predict first.** To your network, a digit is the same right side up and upside down. Which two digits will it confuse most?

// %%
const { confusion } = shownResult;
const truth = confusion.flatMap((row, digit) => row.flatMap((n) => Array<number>(n).fill(digit)));
const said = confusion.flatMap((row) => row.flatMap((n, digit) => Array<number>(n).fill(digit)));
await show(confusionMatrix(truth, said, { title: `C4CNN on ${testCount} test digits` }));

// %% [markdown]
// Off the diagonal, two cells stand out: 6 taken for 9, and 9 for 6. A 6 upside down *is* a 9, and these digits were rotated before the network
// saw them. All that it can go by are small habits of handwriting.

// %% [markdown]
// ### Look: the logits while the digit turns
//
// Here one test digit is rotated step by step through 360°. **Predict** before you run the cell: at which angles is every curve exactly as
// high as at 0°, and what happens in between?

// %%
const angles = Array.from({ length: 73 }, (_, i) => 5 * i);
const digit = imageBatch(digits.test, [0]);
const turnedDigits = tf.concat(angles.map((angle) => turn(digit, angle)));
const logits = (c4Shown.predict(turnedDigits) as tf.Tensor2D).arraySync();
await show(logitsAgainstAngle(angles, logits, { trueClass: digits.test.labels[0]! }));

// %%
const someAngles = [0, 45, 90, 135, 180, 225, 270, 315];
const someTurns = someAngles.map((angle) => ({
  values: turn(digit, angle).dataSync<'float32'>(),
  size: 33,
  label: `${angle}°`,
}));
await show(pictureGrid(someTurns, { title: 'One digit, rotated', columns: 8 }));

// %% [markdown]
// At every multiple of 90° the curves return to exactly the same height: that is built in. In between they waver a
// little: there nothing is guaranteed, and the network has only what it learned.
//
// ### Look: feature maps, layer by layer
//
// What does a trained network see? Here are its first four fields, after the pooling and the ReLU: of each, the channel that responds most to this
// digit. A row is a field on C4, and its four maps are the answers of the filter in its four directions. They have 17, 9, 5 and 3 pixels
// a side.
//
// **Predict** before you move the slider: after a quarter turn of the digit, where do you find the first map of a row, and what has happened to it?

// %%
const fieldOutputs = [17, 9, 5, 3].map(
  (size) => c4Shown.layers.find(({ outputShape }) => outputShape[1] === size)!.output,
);
const firstFields = tf.model({
  inputs: c4Shown.inputs,
  outputs: fieldOutputs as tf.SymbolicTensor[],
});
const fieldsAt = (angle: number) =>
  (firstFields.predict(turn(digit, angle)) as tf.Tensor[]).map((field) => field.relu());
const strongest = fieldsAt(0).map((field) => field.max([0, 1, 2, 3]).argMax().dataSync()[0]!);

/** The four maps of the strongest channel of each field, as the figure takes them. */
function strongestMaps(angle: number) {
  return fieldsAt(angle).flatMap((field, layer) => {
    const channel = field.gather([strongest[layer]!], 4).squeeze([0, 4]);
    const maps = channel.div(channel.max()).unstack(2);
    return maps.map((map, r) => ({
      values: map.dataSync<'float32'>(),
      size: map.shape[0],
      label: `layer ${layer + 1}, r = ${r}`,
    }));
  });
}

await show(
  pictureSlider(
    someAngles.map((angle) => ({ label: `${angle}°`, pictures: strongestMaps(angle) })),
    {
      title: 'One channel of each field while the digit turns',
      columns: 4,
      sliderLabel: 'rotation of the digit',
    },
  ),
);

// %% [markdown]
// After a quarter turn each map has turned with the digit **and** moved on to the next place of its row, in every layer alike. Training has
// changed what the filters look for, but not how their answers move. At 45° the maps are new ones, which only resemble the old.
//
// ### Look: before and after the pooling over the group
//
// Now look inside your network at two places: just before `GroupMaxPool`, where a digit is described by 4 · 128 numbers, and at its linear layer,
// where 128 are left. So a digit is a point with 512 coordinates, and later one with 128. Nobody can draw that, so we draw two coordinates:
// **principal component analysis** (PCA) finds the two directions in which the points differ most.
//
// We take ten digits from each of five classes, and each digit in its four rotations.
//
// **Predict first.** How many points are there for a single digit before the pooling, and how many after?

// %%
const groupPool = c4Shown.layers.find((layer) => layer instanceof GroupMaxPool)!;
const linear = c4Shown.layers.at(-1)!;
const outputs = [groupPool.input, linear.input] as tf.SymbolicTensor[];
const inside = tf.model({ inputs: c4Shown.inputs, outputs });

const chosen = [0, 2, 3, 4, 7].flatMap((label) =>
  [...digits.test.labels.keys()].filter((i) => digits.test.labels[i] === label).slice(0, 10),
);
const fifty = imageBatch(digits.test, chosen);
const quarterTurns = [0, 1, 2, 3];
const insides = quarterTurns.map((r) => inside.predict(rotate(fifty, r)) as tf.Tensor[]);
const classes = quarterTurns.flatMap(() => chosen.map((i) => digits.test.labels[i]!));

for (const [place, title] of ['Before the pooling', 'After the pooling'].entries()) {
  const rows = insides.map((features) => features[place]!.reshape<tf.Tensor2D>([50, -1]));
  const points = principalComponents(tf.concat(rows).arraySync());
  await show(scatterByClass(points, classes, { title }));
  const [upright, turned] = rows as [tf.Tensor2D, tf.Tensor2D];
  const [toItsTurn, toAnother] = [turned, upright.reverse(0)].map((other) =>
    tf.norm(upright.sub(other), 'euclidean', 1).mean().dataSync(),
  ) as [Float32Array, Float32Array];
  const share = toItsTurn[0]! / toAnother[0]!;
  console.log(
    `${title}: a digit is ${share.toFixed(4)} as far from its quarter turn as from another digit.`,
  );
}

// %% [markdown]
// Before the pooling, every digit is four points, as far apart as different digits are, and the classes overlap. After it, the four coincide, so
// you see
// fifty points and not two hundred, and each class has gathered together. The pooling has discarded *which of its four quarter turns the digit is in*. (And a little more: each
// channel takes its maximum alone, so how the channels were rotated relative to one another is lost, too.)
//
// ### Does the recipe matter?
//
// How a network is trained is called its **recipe**: the number of epochs, the learning rate and so on. This exercise follows Gabriele
// Cesa's PyTorch tutorial (see the end of notebook 6). The tutorial trains for 30 epochs with Adam at a small constant learning rate,
// 5 · 10⁻⁵, and never shuffles. The next cell trains the same network in that way, but only for the first two epochs. It takes a minute or
// two.
//
// **Predict first.** Compare the two curves at the same epoch. Which network knows more by then?

// %%
const slowModel = new C4CNN();
const slowRun = await trainLive(
  "C4CNN, the tutorial's recipe",
  slowModel,
  trainSet,
  { epochs: plan.referenceEpochs, recipe: referenceRecipe(), validation: validationSet },
  [c4Run],
);
void slowModel.dispose();

// %% [markdown]
// ## Exercise 3.3: `IsotropicCNN` (5 points, difficulty ●○○, about 15 minutes)
//
// **Goal.** Build the same architecture from isotropic filters, which look the same from every side: one weight for the centre, one for the
// ring around it. There is no group axis, so you pool over space alone. To give it as many feature maps as `C4CNN`
// has, take four times the channels: 32, 64, 128, 256. The last convolution has 128, as many as `C4CNN` keeps after its pooling over the group. In
// all it
// has 153,514 parameters.
//
// - `new IsotropicConv2d({ filters: ?, seed: ?, inputShape: [33, 33, 1] })`; kernel 3 × 3 and padding 1 are built in.
//
// **Predict first.** It has as many feature maps and takes almost as long to train. Will it be as accurate?
//
// <details><summary>Hint 1</summary>Take your <code>C4CNN</code> and replace the convolutions.</details>
// <details><summary>Hint 2</summary>Without a group axis <code>GroupMaxPool</code> has nothing to do: leave it out.</details>
// <details><summary>Hint 3</summary>The last pool is <code>new SpatialMaxPool({ strides: 1, padding: 'valid' })</code>, as before.</details>

// %% nbgrader={"grade": false, "grade_id": "3-3", "locked": false, "schema_version": 3, "solution": true, "task": false}
/**
 * A classifier built only from isotropic filters.
 *
 * `[batch, 33, 33, 1]` to logits `[batch, 10]`.
 */
class IsotropicCNN extends tf.Sequential {
  constructor() {
    const layers: tf.layers.Layer[] = [];
    // ### BEGIN SOLUTION
    layers.push(new IsotropicConv2d({ filters: 32, seed: 1, inputShape: [33, 33, 1] }));
    layers.push(new SpatialMaxPool(), tf.layers.reLU());
    [64, 128, 256].forEach((filters, i) => {
      layers.push(new IsotropicConv2d({ filters, seed: 2 + i }));
      layers.push(new SpatialMaxPool(), tf.layers.reLU());
    });
    layers.push(new IsotropicConv2d({ filters: 128, seed: 5 }));
    layers.push(new SpatialMaxPool({ strides: 1, padding: 'valid' }), tf.layers.reLU());
    const kernelInitializer = tf.initializers.glorotUniform({ seed: 6 });
    layers.push(tf.layers.flatten(), tf.layers.dense({ units: 10, kernelInitializer }));
    // ### END SOLUTION
    super({ layers });
  }
}

// %%
await check('3.3', IsotropicCNN);

// %% [markdown]
// Train it for as many epochs as `C4CNN`. This takes two or three minutes, and half a minute for the test.

// %%
const isotropicModel = new IsotropicCNN();

// %%
const isotropicRun = await trainLive(
  'IsotropicCNN',
  isotropicModel,
  trainSet,
  { epochs: plan.epochs, recipe: courseRecipe(2e-3), validation: validationSet, keepAs: '3.3' },
  [c4Run],
);

// %% nbgrader={"grade": true, "grade_id": "3-3-test", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
const isotropicAccuracy = (await evaluateLive('IsotropicCNN', isotropicModel, testSet)).accuracy;
await checkTrained('3.3', isotropicModel, isotropicAccuracy, plan);

// %% [markdown]
// ## Exercise 3.4: Explain the gap (5 points, written, difficulty ●●○, about 10 minutes)
//
// **Goal.** Explain why one of two invariant networks is so much better than the other.
//
// Both networks are invariant under quarter turns. Compare their accuracies, and explain where the difference comes from.
//
// *What can a filter with two free weights see, and what can't it? What does a group convolution keep that an isotropic one throws away?*
//
// <details><summary>Hint 1</summary>Show a stroke to the first layer of each network, and then the same stroke, rotated by 90°. What does the
// layer answer at a pixel on the
// stroke?</details>
// <details><summary>Hint 2</summary>At that pixel the isotropic layer gives the same answer both times: this number does not say which way the
// stroke runs. What does the lifting layer answer?</details>
// <details><summary>Hint 3</summary>A corner is two strokes that meet. Along which axis of the field can the second group convolution compare the
// directions of the two? What is left to an isotropic layer?</details>
//
// Double-click the next cell and write your answer into it.

// %% [markdown] nbgrader={"grade": true, "grade_id": "3-4", "locked": false, "points": 5, "schema_version": 3, "solution": true, "task": false}
// ### BEGIN SOLUTION
// The isotropic network recognizes about four digits in ten, the group network 96 in a hundred.
//
// An isotropic 3 × 3 filter has two free weights. Its answer at a pixel does not change when the picture is rotated by quarter turns, or reflected,
// *about that pixel*: it says how much ink lies there and around it, but not on which side. So no single answer tells which way a stroke runs. Later
// layers are isotropic too: they can only infer it from how the answers are spread over the pixels, and with two weights a filter they do not get
// far.
//
// A group convolution uses unrestricted filters in four orientations and keeps all four answers on the group axis. Layers are *equi*variant, not
// *in*variant: the direction of a stroke is still known, and the next layer compares it with the directions of its
// neighbours, because its filters cover the group axis too. Only at the very end, when the picture as a whole has been understood, does the
// pooling over the group
// discard the orientation of the whole.
// ### END SOLUTION

// %% [markdown]
// ## Exercise 3.5: Batch normalization that keeps equivariance (10 points, difficulty ●●●, about 30 minutes)
//
// **Goal.** Normalize each channel to mean 0 and variance 1 over the batch without breaking equivariance.
//
// A batch normalization learns a scale γ and a shift β for each channel and computes
//
// $$y = \gamma \, \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta , \qquad \varepsilon = 0.00001 .$$
//
// The small $\varepsilon$ avoids a division by zero. In **training**, μ and σ² are the mean and the variance of the present batch, and the layer
// keeps running
// averages of them: `running = 0.9 · running + 0.1 · batch` (PyTorch's `momentum=0.1`; Keras calls it `momentum=0.9`). PyTorch divides the running
// variance by n − 1, `tf.moments` by n: either is right here.
// In **inference**, when the trained network is used, μ and σ² are the running averages.
//
// **Think first.** The field has axes `[batch, height, width, group, channels]`. A quarter turn moves the pixels and permutes the group axis.
// Over which axes must you take μ and σ² so that normalizing and rotating commute? What happens if each of the four group elements has its own
// statistics?
//
// Write `call`; the weights are made for you. `this.gamma.read()` returns a weight's value, and `this.runningMean.write(tensor)` replaces it.
// What you write stays, also after a `tf.tidy`. The running averages are what PyTorch calls buffers: they are not trained, and you need no
// `detach`. `tf.moments(x, axes)` returns an object with `mean` and `variance`.
//
// <details><summary>Hint 1</summary>One mean and one variance for each channel: average over every axis except the last.</details>
// <details><summary>Hint 2</summary><code>tf.moments(x, [0, 1, 2, 3])</code> returns the mean and the variance; a tensor of shape
// <code>[channels]</code> is broadcast along the last axis.</details>
// <details><summary>Hint 3</summary><code>kwargs.training</code> says which of the two modes it is. Remember to update the running averages in
// training.</details>

// %% nbgrader={"grade": false, "grade_id": "3-5", "locked": false, "schema_version": 3, "solution": true, "task": false}
/**
 * Batch normalization with statistics over batch, space and group.
 *
 * Input and output: `[batch, height, width, 4, channels]`.
 */
class GroupBatchNorm extends tf.layers.Layer {
  gamma!: tf.LayerVariable;
  beta!: tf.LayerVariable;
  runningMean!: tf.LayerVariable;
  runningVariance!: tf.LayerVariable;

  build(shape: tf.Shape) {
    const channels = [shape[shape.length - 1]!];
    const { zeros, ones } = tf.initializers;
    this.gamma = this.addWeight('gamma', channels, 'float32', ones());
    this.beta = this.addWeight('beta', channels, 'float32', zeros());
    this.runningMean = this.addWeight('mean', channels, 'float32', zeros(), undefined, false);
    this.runningVariance = this.addWeight(
      'variance',
      channels,
      'float32',
      ones(),
      undefined,
      false,
    );
    super.build(shape);
  }

  call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      // ### BEGIN SOLUTION
      let mean = this.runningMean.read();
      let variance = this.runningVariance.read();
      if (kwargs.training) {
        const moments = tf.moments(x, [0, 1, 2, 3]);
        this.runningMean.write(mean.mul(0.9).add(moments.mean.mul(0.1)));
        this.runningVariance.write(variance.mul(0.9).add(moments.variance.mul(0.1)));
        mean = moments.mean;
        variance = moments.variance;
      }
      const scale = this.gamma.read().div(variance.add(1e-5).sqrt());
      return x.mul(scale).add(this.beta.read().sub(mean.mul(scale)));
      // ### END SOLUTION
    });
  }

  getClassName() {
    return 'StudentGroupBatchNorm';
  }
}

// %%
await check('3.5a', GroupBatchNorm);

// %% [markdown]
// Now `C4CNNWithBatchNorm`: your `C4CNN` with a normalization right after every convolution.

// %% nbgrader={"grade": false, "grade_id": "3-5-model", "locked": false, "schema_version": 3, "solution": true, "task": false}
/**
 * `C4CNN` with batch normalization.
 *
 * `[batch, 33, 33, 1]` to logits `[batch, 10]`.
 */
class C4CNNWithBatchNorm extends tf.Sequential {
  constructor() {
    const layers: tf.layers.Layer[] = [];
    // ### BEGIN SOLUTION
    const conv = { group: C4, kernelSize: 3, padding: 1 };
    layers.push(new LiftingConv2d({ ...conv, filters: 8, inputShape: [33, 33, 1], seed: 1 }));
    layers.push(new GroupBatchNorm(), new SpatialMaxPool(), tf.layers.reLU());
    [16, 32, 64].forEach((filters, i) => {
      layers.push(new GroupConv2d({ ...conv, filters, seed: 2 + i }));
      layers.push(new GroupBatchNorm(), new SpatialMaxPool(), tf.layers.reLU());
    });
    layers.push(new GroupConv2d({ ...conv, filters: 128, seed: 5 }), new GroupBatchNorm());
    layers.push(new SpatialMaxPool({ strides: 1, padding: 'valid' }), new GroupMaxPool());
    const kernelInitializer = tf.initializers.glorotUniform({ seed: 6 });
    layers.push(tf.layers.reLU(), tf.layers.flatten());
    layers.push(tf.layers.dense({ units: 10, kernelInitializer }));
    // ### END SOLUTION
    super({ layers });
  }
}

// %%
await check('3.5b', C4CNNWithBatchNorm);

// %% [markdown]
// **Predict first.** Look at the first epochs of `C4CNN` above: how much faster will this one learn?
//
// With normalization, training still works at twice the learning rate, so we use that. Four epochs take about three minutes, and the test half a minute; the check asks for 95 %.

// %%
const normModel = new C4CNNWithBatchNorm();

// %%
const normRun = await trainLive(
  'C4CNNWithBatchNorm',
  normModel,
  trainSet,
  {
    epochs: Math.min(4, plan.epochs),
    recipe: courseRecipe(4e-3),
    validation: validationSet,
    keepAs: '3.5b',
  },
  [c4Run, isotropicRun],
);

// %% nbgrader={"grade": true, "grade_id": "3-5-test", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
const normResult = await evaluateLive('C4CNNWithBatchNorm', normModel, testSet);
const normAccuracy = normResult.accuracy;
await checkTrained('3.5b', normModel, normAccuracy, plan);

// %% [markdown]
// ## What you have built
//
// Here are all three of your networks on test digits that are rotated by a further angle. **Predict:** which curves are level, and at which angles
// must each have exactly the height that it has at 0°?

// %%
const testAngles = Array.from({ length: 13 }, (_, i) => 15 * i);
type Named = [name: string, model: tf.LayersModel];

/** The accuracy of each network on digits that are turned by each of the angles. */
async function accuracies(models: Named[], digitSet: typeof testSet) {
  const series: { name: string; accuracy: number[] }[] = [];
  const measurements = models.length * testAngles.length;
  const bar = progressBar({ epochs: 1, stepsPerEpoch: measurements, counted: 'measurements' });
  let done = 0;
  for (const [name, model] of models) {
    const accuracy: number[] = [];
    for (const angle of testAngles) {
      const result = await evaluate(model, digitSet, { prepare: (x) => turn(x, angle) });
      accuracy.push(result.accuracy);
      bar.update({ epoch: 1, step: ++done });
    }
    series.push({ name, accuracy });
  }
  bar.finish();
  return series;
}

const instead = plan.tooShort || isotropicRun.interrupted || normRun.interrupted;
const yourNetworks: Named[] = [
  ['C4CNN', c4Shown],
  ['IsotropicCNN', await networkToShow('IsotropicCNN', isotropicModel, instead)],
  ['C4CNNWithBatchNorm', await networkToShow('C4CNNWithBatchNorm', normModel, instead)],
];
const fewDigits = subset(digits.test, plan.perAngle);
await show(accuracyAgainstAngle(testAngles, await accuracies(yourNetworks, fewDigits)));

// %%
const measured = new Map<tf.LayersModel, number>([
  [c4Shown, shownResult.accuracy],
  [isotropicModel, isotropicAccuracy],
  [normModel, normAccuracy],
]);
for (const [name, model] of yourNetworks) {
  const accuracy = measured.get(model) ?? (await evaluate(model, testSet)).accuracy;
  console.log(`${name.padEnd(20)} ${(100 * accuracy).toFixed(2)} % of ${testCount} test digits`);
}

// %% [markdown]
// After a quarter turn every curve has exactly the height that it has at 0°: that is built in. In between, each network has only what it
// learned from digits in all directions.
//
// ## Upright and rotated
//
// So far the training digits lay in all directions, like the test digits. What if a network sees only **upright** digits while it
// learns, and must then read rotated ones? Nothing shows better what is built in and what is learned.
//
// Three networks compete: your `C4CNN`, your `IsotropicCNN`, and the library's `PlainCNN`, which knows nothing about rotations. It is a `C4CNN`
// over **C1**, the group
// whose only element is "no rotation": there a group convolution is an ordinary convolution. It has more channels, 16 to 256, and so about as many
// parameters.

// %%
for (const model of [new PlainCNN(), c4Model, isotropicModel]) {
  console.log(`${model.countParams().toLocaleString('en')} parameters`);
}

// %% [markdown]
// Each is trained twice from scratch, on upright digits and on rotated ones, but only briefly: two epochs, on half of the digits.
//
// **Predict first.** Draw the curves that you expect: accuracy against the angle by which upright test digits are rotated, for the three networks
// that
// learned from *upright* digits. Which are level? Which have the same height at 0° and at 90°? Then the three that learned from *rotated* digits.
//
// The next cell takes one or two minutes. **Stop** (■) ends it; run it again to continue.

// %%
/** Trains the three networks for a short time. */
async function trainAll(where: 'upright' | 'rotated', digitSet: typeof testSet): Promise<Named[]> {
  const trained: Named[] = [];
  for (const [name, Network] of [
    ['PlainCNN', PlainCNN],
    ['IsotropicCNN', IsotropicCNN],
    ['C4CNN', C4CNN],
  ] as [string, new () => tf.LayersModel][]) {
    const model = new Network();
    const { interrupted } = await trainLive(`${name}, ${where}`, model, digitSet, {
      epochs: Math.min(2, plan.epochs),
      recipe: courseRecipe(2e-3),
      keepAs: `${where}-${name}`,
      showCurves: false,
    });
    if (interrupted) break;
    trained.push([name, await networkToShow(`${name}, ${where}`, model, plan.tooShort)]);
  }
  return trained;
}

const uprightDigits = await loadRotatedMnist({ rotate: false });
const fromUpright = await trainAll('upright', subset(uprightDigits.train, plan.train / 2));

// %%
const fewUpright = subset(uprightDigits.test, plan.perAngle);
await show(
  accuracyAgainstAngle(testAngles, await accuracies(fromUpright, fewUpright), {
    title: 'Trained on upright digits',
  }),
);

// %% [markdown]
// - **The plain network** is the best at 0°, and no better than guessing at 75°. At 180° it has recovered to almost half: an 8 upside down is
//   still an 8.
// - **`C4CNN`** has exactly the same height at 0°, 90° and 180°, although no digit that it learned from lay on its side. In between nothing is
//   guaranteed, and at 45° it falls to about half.
// - **`IsotropicCNN`** is level but low. It hardly sees directions, so a rotation cannot mislead it, but it cannot distinguish much either.
//
// Now do the same with digits that lie in all directions. This takes one or two minutes again.

// %%
const fromRotated = await trainAll('rotated', subset(digits.train, plan.train / 2));

// %%
await show(
  accuracyAgainstAngle(testAngles, await accuracies(fromRotated, fewUpright), {
    title: 'Trained on rotated digits',
  }),
);

// %% [markdown]
// With examples in every direction, the plain network *learns* to read rotated digits, about equally well at all angles. But it has to learn every
// stroke in
// every direction, and after such a short training it recognizes about two digits in three. `C4CNN`, with the same 6,000 digits and about as many
// parameters, recognizes nine in ten: whatever it learns about a stroke in one direction, it knows at once in all four. And the gaps at 45° are
// closed,
// because now it has seen what lies in between.
//
// That is the bargain: what is built in does not have to be learned, and what is neither built in nor learned is not there.
//
// ## To take away
//
// - A stack of equivariant layers is equivariant, and one invariant pooling at its end makes it invariant. This needs no training, and no training
//   can break it.
// - It matters *where* a network gives up orientation: if it does so too early, as with isotropic filters, it can see very little.
// - Every other layer has to respect the group as well: pooling with odd sizes, one bias and one normalization for all group elements.
//
// Next: the bonus notebook adds reflections, D4. It ends with the question how many digits a symmetry saves, and whether rotating the training digits
// at random does as well.
