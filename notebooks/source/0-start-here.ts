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
// # 0. Start here
//
// Ten to fifteen minutes, no points. You find out whether everything works on your machine, how fast it is, and how this course goes:
// cells, tensors, figures, exercises and their checks, and what to do when something goes wrong.
//
// Click into the first grey cell below and press **Shift+Enter**. That runs the cell and goes on to the next. Do the same with every
// cell on the page, from top to bottom, and read the text in between.

// %% [markdown]
// ## Does it work?

// %%
import * as tf from '@tensorflow/tfjs';
import {
  C4CNN,
  chooseBackend,
  imageBatch,
  logitsAgainstAngle,
  pictureSlider,
  train,
  turn,
} from 'equivariant';
import { trainingPlan } from 'course';
import { show } from 'notebook-display';
import { loadRotatedMnist, subset } from 'rotated-mnist';

const backend = await chooseBackend();
const digits = await loadRotatedMnist();
const host = process.versions.node ? `Node.js ${process.versions.node}` : 'A browser';
console.log(`${host}, TensorFlow.js ${tf.version_core}`);
console.log(`Computing with: ${backend.description}`);
const counts = [digits.train, digits.test].map(({ count }) => count.toLocaleString('en'));
console.log(`${counts[0]} digits to train on, ${counts[1]} to test with`);

// %% [markdown]
// Three lines, and no error? Then everything is installed. (An error? Close JupyterLab, run `npm start` again and read its messages: it repairs
// what it can.)
//
// The line *Computing with* names the **backend**: the program that does the arithmetic. The course picks the best one that works on your
// machine. All of them compute the same, but not at the same speed:
//
// | backend | for this course |
// | --- | --- |
// | TensorFlow's native library on a GPU | the fastest |
// | TensorFlow's native library on the CPU | what the course is made for |
// | WebAssembly | works everywhere, two to three times slower |
//
// How fast is *yours*? The next cell times a few training steps. It takes a few seconds.

// %%
const network = new C4CNN();
await train(network, subset(digits.train, 64), { epochs: 1 }); // The first step is always slow.
const started = performance.now();
await train(network, subset(digits.train, 320), { epochs: 1 });
const secondsPerStep = (performance.now() - started) / 1000 / 5;

const plan = trainingPlan();
const minutes = (plan.epochs * (plan.train / 64) * secondsPerStep) / 60;
console.log(`One step takes ${secondsPerStep.toFixed(2)} s.`);
console.log(`Training one network in notebook 3 will take about ${minutes.toFixed(1)} minutes.`);

// %% [markdown]
// Such trainings are the longest waits in the course. If they are too long for you, there are two shorter ways to start the course. With
// `COURSE_QUICK=middle npm start` a network trains for about a minute, with `COURSE_QUICK=1 npm start` for seconds (in Windows PowerShell:
// `$env:COURSE_QUICK='1'; npm start`). In a browser, the line `process.env.COURSE_QUICK = 'middle';` above a notebook's plan does the same. Either way the notebooks do not
// judge how accurate networks become. A network that trained for seconds has learned too little to be worth a look, so notebook 3 shows the course's
// own, trained network in its place.
//
// ## Cells, values and types
//
// A notebook is made of text and of **cells** with code. Every cell knows what the cells that you ran before it have declared. If the last line of
// a cell has a
// value, the value is shown below it.

// %%
/** The angle of r quarter turns, in degrees. */
function degrees(r: number): number {
  return 90 * r;
}
degrees(3);

// %% [markdown]
// `r: number` is a **type**: it says what the function accepts. Types are checked *before* a cell runs, so many mistakes are found at
// once and not after minutes of training. Two things to try in the cell above:
//
// 1. Click on the word `degrees` in its last line and press **Shift+Tab**: you see what it takes, what it returns, and its description.
//    This works for everything in the course.
// 2. Write `degrees('three')` and run the cell. Nothing is computed; instead you are told that a `'string'` is not a `number`. Change it back
//    and run it again.
//
// ## Tensors
//
// A **tensor** is a block of numbers, all of one type, in a certain **shape**. Pictures are tensors too. Here are two tiny ones, 2 pixels high and
// 3 wide:

// %%
const pictures = tf.tensor4d([0, 0.5, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0], [2, 2, 3, 1]);
console.log('shape:', pictures.shape);
console.log('type: ', pictures.dtype);
console.log('mean: ', pictures.mean().arraySync());

// %% [markdown]
// Read the shape from left to right: **2** pictures, **2** rows, **3** columns, **1** channel (grey; a colour picture has 3). Throughout the
// course a batch of pictures has the shape `[batch, height, width, channels]`.
//
// Tensors live outside JavaScript's memory, so nothing frees them for you: call `x.dispose()` on a tensor that you no longer need.
// Inside `tf.tidy(() => ...)` you don't have to think about it: every tensor made there is freed at the end, except what the function
// returns. Variables, such as a network's weights, stay as well:

// %%
const before = tf.memory().numTensors;
const brightest = tf.tidy(() => pictures.mul(2).sub(1).max());
console.log(`made three new tensors, kept ${tf.memory().numTensors - before}`);

// %% [markdown]
// A few forgotten tensors do no harm, but code that runs thousands of times soon fills the memory with them. Where it matters, the cells that you
// complete have
// `tf.tidy` already.
//
// If you know Python but not TypeScript, here is what you will meet most often:
//
// | Python | TypeScript |
// | --- | --- |
// | `x = 1` | `const x = 1`; `let x = 1` if it changes later |
// | `lambda x: x + 1` | `(x) => x + 1` |
// | `[f(x) for x in xs]` | `xs.map((x) => f(x))` |
// | `a, _, b = triple` | `const [a, , b] = triple` |
// | `n = args['filters']` | `const { filters } = args`, which also names it `filters` |
// | `[*xs, y]`, `{**args, 'seed': 1}` | `[...xs, y]`, `{ ...args, seed: 1 }` |
// | `f"{x} s"` | `` `${x} s` `` |
// | `self.bias` | `this.bias` |
// | `y if a == 1 else z` | `a === 1 ? y : z` |
// | `f(filters=8)` | `f({ filters: 8 })`; `{ filters }` is short for `{ filters: filters }` |
//
// `x!` ("it is not missing"), `x as T` and `f<T>(x)` ("it is a T") speak to the type checker only and compute nothing.
// `bias?: T` may be missing. `[number, number]` is a list of exactly two numbers. `readonly` means that nobody changes it;
// `constructor(readonly args: T)` also stores it, like `self.args = args`. `await` waits for a result.
//
// If you know PyTorch, this table is for you. (If you don't, skip it.)
//
// | PyTorch | TensorFlow.js |
// | --- | --- |
// | `a + b`, `a - b`, `a * b`, `a / b`, `-a` | `a.add(b)`, `a.sub(b)`, `a.mul(b)`, `a.div(b)`, `a.neg()` |
// | `a @ b` | `a.matMul(b)` |
// | `torch.cat([a, b], dim=1)` | `tf.concat([a, b], 1)` |
// | `torch.stack([a, b], dim=1)` | `tf.stack([a, b], 1)` |
// | `x.permute(0, 2, 1)` | `x.transpose([0, 2, 1])` |
// | `x.view(2, -1)` | `x.reshape([2, -1])` |
// | `x.unsqueeze(0)`, `x.squeeze(0)` | `x.expandDims(0)`, `x.squeeze([0])` |
// | `x[:, 1:3]` of a matrix | `x.slice([0, 1], [-1, 2])`: where to begin, and how many to take |
// | `x[:, [2, 0]]` | `tf.gather(x, [2, 0], 1)` |
// | `x.flip(0)` | `x.reverse(0)` |
// | `x.roll(1, 0)`, with 4 rows | `tf.gather(x, [3, 0, 1, 2], 0)` |
// | `x.mean(dim=(0, 1), keepdim=True)` | `x.mean([0, 1], true)` |
// | `x.tolist()`, `x.item()` | `x.arraySync()`, `x.dataSync()[0]` |
// | `x.relu_()` changes x | `y = x.relu()`: tensors never change, only variables do |
// | `print(x)` of a tensor | `x.print()`, or `x` as the last line of a cell |
// | `print(text)`, `len(list)`, `None` | `console.log(text)`, `list.length`, `null` or `undefined` |
// | `torch.rot90(x, r, (2, 3))`, `x.flip(3)` of pictures | `rotate(x, r)`, `reflect(x)`, from the course's library |
// | `nn.Module`, its `forward` | `tf.layers.Layer`, its `call` |
// | `layer(x)` | `layer.apply(x)` |
// | `model.eval()`, then `model(x)` | `model.predict(x)` |
// | `model.train()`, then `model(x)` | `model.apply(x, { training: true })` |
//
// PyTorch's pictures are `[batch, channels, height, width]`; here the channels come last. PyTorch's filters are `[outputs, inputs, height, width]`;
// here they are `[height, width, inputs, outputs]`.
//
// ## Figures
//
// **Move the slider** to turn the digit. Point at a pixel to see its value.

// %%
const digit = imageBatch(digits.test, [0]);
const frames = Array.from({ length: 25 }, (_, i) => 15 * i).map((angle) => {
  const values = tf.tidy(() => turn(digit, angle).dataSync<'float32'>());
  return { label: `${angle}°`, pictures: [{ values, size: 33, label: `turned by ${angle}°` }] };
});
await show(pictureSlider(frames, { title: 'A digit, turned', sliderLabel: 'angle' }));

// %% [markdown]
// To you it is the same digit at every angle. To a computer it is another 1,089 numbers each time. This course is about networks that
// *know* that it is the same.
//
// The next figure shows such a network: the one from above, hardly trained. For each picture it returns ten numbers called **logits**, one for
// each digit from 0 to 9; the largest one is its guess. Here they are for our digit at every angle.
//
// **Drag** across a part of the figure to zoom in, and **double-click** to zoom out. Compare the curves at 0°, 90°, 180° and 270°.

// %%
const angles = Array.from({ length: 73 }, (_, i) => 5 * i);
const logits = tf.tidy(() => {
  const turned = tf.concat(angles.map((angle) => turn(digit, angle)));
  return (network.predict(turned) as tf.Tensor2D).arraySync();
});
await show(logitsAgainstAngle(angles, logits, { trueClass: digits.test.labels[0]! }));

// %% [markdown]
// After a quarter turn each curve is back at exactly the same height. Nobody taught the network that: it is built in. You will build it. (Just beside
// the quarter turns the curves jump a little. Only a quarter turn moves every pixel exactly onto another; other angles blur the picture.)
//
// ## Exercises
//
// Every exercise looks like this small one.
//
// ### Warm-up (no points, difficulty ●○○, about 3 minutes)
//
// **Goal.** Four quarter turns bring you back to where you started. So 5 quarter turns are as good as 1, and one turn backwards, −1, is as good as
// 3. Write a function that takes any whole number of quarter turns and returns the number from 0 to 3 that does the same.
//
// **Predict first.** What are −4, −5 and 1001 quarter turns as good as? Write your three numbers down.
//
// Your answer goes into the cell below, in place of the line that begins with `throw`. Stuck? There are three **hints**: the first is a
// nudge, the last is nearly the answer. Click on one to open it.
//
// <details><summary>Hint 1</summary>The remainder after a division by 4 does it for 0, 1, 2, ...: <code>5 % 4</code> is 1.</details>
// <details><summary>Hint 2</summary>Below zero the remainder is negative: <code>-1 % 4</code> is -1 in JavaScript. Which number must you add to
// that?</details>
// <details><summary>Hint 3</summary>Adding 4 makes every remainder positive, but some are too large now. Take the remainder once more.</details>

// %% nbgrader={"grade": false, "grade_id": "warm-up", "locked": false, "schema_version": 3, "solution": true, "task": false}
/**
 * The number of quarter turns, 0 to 3, that does the same as r quarter turns.
 *
 * @param r any whole number; counter-clockwise, or clockwise if negative
 */
function shortest(r: number): number {
  // ### BEGIN SOLUTION
  return ((r % 4) + 4) % 4;
  // ### END SOLUTION
}

// %% [markdown]
// Right below each answer is its **check**. It tries out your answer and says what is right and what is not. Run it as often as you like.

// %%
let wrong = 0;
for (const [r, expected] of [
  [0, 0],
  [3, 3],
  [4, 0],
  [-1, 3],
  [-4, 0],
  [-5, 3],
  [1001, 1],
] as const) {
  try {
    const answer = shortest(r);
    const right = Object.is(answer, expected); // Unlike ===, it tells -0 from 0.
    if (!right) wrong++;
    console.log(right ? '✓' : '✗', `shortest(${r}) should be ${expected}; yours is`, answer);
  } catch (error) {
    wrong++;
    console.log(`✗ shortest(${r}) stops with an error: ${(error as Error).message}`);
    break;
  }
}
if (wrong > 0) {
  throw new Error(
    'Not there yet. Change your answer above, run its cell, then run this one again.',
  );
}
console.log('All right: solved.');

// %% [markdown]
// Does it say `Not implemented: solve "Warm-up" first`? Then the `throw` is still there, or you changed your answer but have not run its cell since.
//
// In the other notebooks the check is a single line, such as `await check('1.2', c4)`. It shows a table, often with a hint that fits your mistake
// and a picture of
// what went wrong.
//
// **Points.** Your points come from the same checks. A few answers are written in words: double-click the text cell that says
// *YOUR ANSWER HERE*, and a person will read what you write.
//
// **Each notebook stands alone.** No notebook needs the answers from an earlier one, so you can skip what you are stuck on and come back to it.
//
// **Handing in.** Save the notebooks (Ctrl+S), open `hand-in.ipynb`, and run its only cell. It tells you what is not yet answered, and packs your
// notebooks into
// `hand-in.zip`: that is the file to hand in. In a terminal, `npm run hand-in` does the same.
//
// ## When something goes wrong
//
// You will see many errors. Everyone does. This cell fails on purpose:

// %% tags=["raises-exception"]
const numbers = tf.tensor1d([1, 2, 3]);
numbers.dispose();
const doubled = numbers.mul(2);

// %% [markdown]
// Read an error in this order:
//
// 1. **What?** The line with `Error`. Here: the tensor is *disposed*: it was freed, and then used again.
// 2. **Where?** The line of *your* cell that is marked or named: the third.
// 3. **What now?** Often a hint says what to look at.
//
// A cell that fails stops at that line: `numbers` is there, `doubled` has no value. *Run → Run All Cells* goes on past the checks of answers
// that are still open. Where one of your own cells fails, the cells below it are **not run**: fix the cell, run it, and go on from there.
//
// What else can happen:
//
// | what you see | what to do |
// | --- | --- |
// | `[*]` beside a cell | it is running, or waiting for another cell |
// | it takes too long | press **Stop** (■). Training that you stop keeps what the network has learned |
// | it becomes slow, and memory fills up | write `%memory` in a cell of its own: it shows which of your variables hold tensors |
// | names that you deleted still exist, or results make no sense | *Kernel → Restart Kernel and Run All Cells…* starts afresh |
// | nothing moves any more | *Kernel → Restart Kernel…*, then run the cells from the top |
//
// The **kernel** is the program behind the notebook: it runs your cells and remembers what they declared. A restart makes it forget them, but
// never changes what you have written. (`%memory` belongs to the course's own kernel, called *TypeScript* at the top right.)
//
// Next: **1. Groups**, in which you multiply rotations and reflections.
