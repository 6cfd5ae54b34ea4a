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
// Ten minutes, no points. You find out whether everything works on your machine, how fast it is, and how this course is
// played: cells, errors, tensors, figures, exercises and their checks.
//
// Click into the first grey cell below and press **Shift+Enter**. That runs the cell and goes on to the next. Do the same with every
// cell on the page, from top to bottom, and read what stands in between.

// %% [markdown]
// ## Does it work?

// %%
import * as tf from '@tensorflow/tfjs';
import { C4CNN, chooseBackend, imageBatch, pictureSlider, train, turn } from 'equivariant';
import { show } from 'notebook-display';
import { loadRotatedMnist, subset } from 'rotated-mnist';

const backend = await chooseBackend();
const digits = await loadRotatedMnist();
console.log(`Node.js ${process.version}, TensorFlow.js ${tf.version_core}`);
console.log(`Computing with: ${backend.description}`);
console.log(`${digits.train.count} digits to train on, ${digits.test.count} to test with`);

// %% [markdown]
// Three lines, and no error? Then everything is installed. (An error? Close JupyterLab, run `npm start` again and read what it
// says: it mends what it can.)
//
// The line *Computing with* names the **backend**: the program that does the arithmetic. The course picks the best one that works on your
// machine. All give the same results; they differ in speed:
//
// | backend | for this course |
// | --- | --- |
// | TensorFlow's native library, on a GPU | fast |
// | TensorFlow's native library, on the CPU | what the course is made for |
// | WebAssembly | works everywhere, several times slower |
//
// How fast is *yours*? The next cell trains a small network for a few steps and takes the time.

// %%
const network = new C4CNN();
await train(network, subset(digits.train, 64), { epochs: 1 }); // the first step is always slow
const started = performance.now();
await train(network, subset(digits.train, 320), { epochs: 1 });
const secondsPerStep = (performance.now() - started) / 1000 / 5;
const minutes = (5 * (digits.train.count / 64) * secondsPerStep) / 60;
console.log(`One step takes ${secondsPerStep.toFixed(2)} s.`);
console.log(`Training one network in notebook 3 will take about ${minutes.toFixed(1)} minutes.`);

// %% [markdown]
// That is the longest wait in the course. More than ten minutes? Then train on less: the notebooks say where.
//
// ## Cells, values and types
//
// A notebook is made of text and of **cells** with code. What one cell declares, all cells that you run later know. If the last line of a cell has a
// value, the value is shown below it.

// %%
/** The angle of r quarter turns, in degrees. */
function degrees(r: number): number {
  return 90 * r;
}
degrees(3);

// %% [markdown]
// `r: number` is a **type**: it says what may be put in. Types are checked *before* a cell runs, so many mistakes are found at
// once and not after minutes of training. Two things to try in the cell above:
//
// 1. Click on the word `degrees` in its last line and press **Shift+Tab**: you see what it takes, what it gives, and its description.
//    That works for everything in this course.
// 2. Write `degrees('three')` and run the cell. Nothing is computed; instead you are told that a `'string'` is not a `number`. Change it back
//    and run it again.
//
// ## When something goes wrong
//
// You will see many errors. Everyone does. The next cell fails on purpose:

// %% tags=["raises-exception"]
const three = tf.tensor1d([1, 2, 3]);
const two = tf.tensor1d([10, 20]);
const sum = three.add(two);

// %% [markdown]
// Read an error in this order:
//
// 1. **What?** The line that begins with `Error:`. Here: numbers in rows of different lengths, 3 and 2, can't be added.
// 2. **Where?** The line of *your* cell that is named, here the third.
// 3. **How to mend it?** Often a hint says what to look at.
//
// A cell that fails stops there: `sum` has no value now. When you run all cells at once (*Run → Run All Cells*), the cells after a failed one are **not
// run** at all. (The one above is marked as an example, so it does not stop the others.) Mend the cell, run it, and go on from there.
//
// ## Tensors
//
// A **tensor** is a block of numbers, all of one type, in a certain **shape**. Pictures are tensors too. Here are two tiny ones, 2 pixels high and 3 wide:

// %%
const pictures = tf.tensor4d([0, 0.5, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0], [2, 2, 3, 1]);
console.log('shape:', pictures.shape);
console.log('type: ', pictures.dtype);
console.log('mean: ', pictures.mean().arraySync());

// %% [markdown]
// Read the shape from left to right: **2** pictures, **2** rows, **3** columns, **1** channel (grey; a colour picture has 3). Throughout the
// course a batch of pictures has the shape `[batch, height, width, channels]`.
//
// Tensors don't live in JavaScript's memory, so nobody clears them away for you: `x.dispose()` frees a tensor that you no longer need.
// Within `tf.tidy(() => ...)` you needn't think of it, as everything is freed in the end but what the function returns:

// %%
const before = tf.memory().numTensors;
const brightest = tf.tidy(() => pictures.mul(2).sub(1).max());
console.log(`three new tensors were made, ${tf.memory().numTensors - before} is left`);

// %% [markdown]
// A few forgotten tensors do no harm. In code that runs thousands of times, use `tf.tidy`; where it matters, our stubs have it already.
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
// You know it for the same digit at every angle. A computer sees 1,089 other numbers each time. How to build networks for which it *is* the
// same is what this course is about.
//
// In figures with axes you can also drag a rectangle to **zoom in**, and double-click to zoom out again:

// %%
const radians = (angle: number): number => (angle * Math.PI) / 180;
const angles = Array.from({ length: 181 }, (_, i) => 2 * i);
await show({
  data: [
    { x: angles, y: angles.map((angle) => Math.cos(radians(angle))), name: 'cosine' },
    { x: angles, y: angles.map((angle) => Math.sin(radians(angle))), name: 'sine' },
  ],
  layout: { title: { text: 'Where do the two cross?' }, xaxis: { title: { text: 'angle' } } },
  alt: 'Sine and cosine from 0 to 360 degrees. They cross at 45 and at 225 degrees.',
});

// %% [markdown]
// ## Exercises
//
// Every exercise is made like this small one.
//
// ### Warm-up (no points, difficulty ●○○, about 3 minutes)
//
// **Goal.** Four quarter turns bring you back to where you started. So 5 quarter turns are as good as 1, and one turn backwards, −1, is as good as
// 3. Write a function that gives, for any whole number of quarter turns, the one of 0, 1, 2, 3 that does the same.
//
// **Predict first.** What are −4, −5 and 1001 quarter turns as good as? Write your three numbers down.
//
// The answer goes into the cell below. Throw out the line with `throw` and write your own. Stuck? There are three **hints**: the first
// is a nudge, the last nearly the answer. Click on one to open it.
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
// Right below each answer is its **check**. It tries your answer out, and says what is right and what is not. Run it as often as you like.

// %%
const problems: string[] = [];
for (const [r, expected] of [
  [0, 0],
  [3, 3],
  [4, 0],
  [1001, 1],
  [-1, 3],
  [-4, 0],
  [-5, 3],
] as const) {
  try {
    const answer = shortest(r);
    // 0 and -0 are equal to ===, but not to a reader.
    const right = Object.is(answer, expected);
    console.log(right ? '✓' : '✗', `shortest(${r}) is`, answer);
    if (!right) problems.push(`shortest(${r}) should be ${expected}, and not ${answer}`);
  } catch (error) {
    problems.push(`shortest(${r}) failed with "${(error as Error).message}"`);
  }
}
if (problems.length > 0) {
  throw new Error(
    `Not there yet: ${problems[0]!}. Change your answer above, run its cell, then run this one again.`,
  );
}
console.log('All right. This is how a solved exercise looks.');

// %% [markdown]
// In the other notebooks the check is a single line, such as `await check('1.2', c4)`. It shows a table, and often a picture of what went wrong.
//
// **Points.** The checks test what counts for your grade. A few answers are written in words, in a text cell: double-click it to edit it,
// and a person will read it. You don't need one notebook's answers in the next: each one runs alone.
//
// **Handing in.** Save the notebooks (Ctrl+S), then type `npm run hand-in` in a terminal, in the course's folder. It looks whether anything
// is missing and packs one file, and tells you where that is.
//
// ## When a cell does not come to an end
//
// | what you see | what to do |
// | --- | --- |
// | `[*]` beside a cell | it is running, or waits for one that is |
// | it takes too long | press **Stop** (■). A training that is stopped keeps what it has learned |
// | names you have deleted still work, results make no sense | *Kernel → Restart Kernel and Run All Cells...* starts afresh |
// | it becomes slow, memory fills up | write `%memory` in a cell of its own: it shows which of your variables hold tensors |
// | nothing helps | *Kernel → Restart Kernel*, then run the cells from the top |
//
// The **kernel** is the program behind the notebook which runs your cells and remembers what they declared. A restart makes it forget
// everything, but never changes what you have written.
//
// Next: **1. Groups**, where quarter turns and mirrors learn to multiply.
