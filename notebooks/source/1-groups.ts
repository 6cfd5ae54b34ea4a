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
// # 1. Groups
//
// Rotate a picture, then rotate it again: the two rotations together are a rotation too. Reflect it twice, and it is back where it was.
// Rotations and reflections can be *combined*, much as numbers can be multiplied. The mathematics of this is called **group theory**,
// and a little of it is all you need to build networks that understand rotated pictures.
//
// | exercise | what you do | points | minutes |
// | --- | --- | --- | --- |
// | 1.1 | prove that an inverse is unique | 5 | 10 |
// | 1.2 | write down the group of the four quarter turns, C4 | 5 | 10 |
// | 1.3 | find the law of quarter turns *and* reflections, D4 | 8 | 25 |
//
// About an hour, including the reading.

// %% [markdown]
// ## Getting ready

// %%
import * as tf from '@tensorflow/tfjs';
import {
  cayleyTable,
  chooseBackend,
  pictureGrid,
  pictureSlider,
  reflect,
  rotate,
} from 'equivariant';
import { check, type CyclicLaw, type DihedralElement, type DihedralLaw } from 'course';
import { show } from 'notebook-display';

const backend = await chooseBackend();
console.log(backend.description);

// %% [markdown]
// Our pictures are tiny: 7 × 7 pixels, written as text. `#` is white, `+` is grey, anything else black. `rotate(x, r)` turns a picture by
// r quarter turns, **counter-clockwise as you see it on the screen**, and `reflect(x)` swaps its left and right.

// %%
/** A picture `[1, 7, 7, 1]` from seven lines of text. */
function picture(...lines: string[]): tf.Tensor4D {
  const brightness = (mark: string): number => (mark === '#' ? 1 : mark === '+' ? 0.5 : 0);
  return tf.tensor4d(
    lines.flatMap((line) => [...line].map(brightness)),
    [1, 7, 7, 1],
  );
}

/** A picture as the figures take it. */
const labelled = (x: tf.Tensor4D, label: string) => ({ values: x.dataSync(), size: 7, label });

const letterF = picture(
  '.......',
  '.++++#.',
  '.+.....',
  '.+++...',
  '.+.....',
  '.+.....',
  '.......',
);
const letterA = picture(
  '...#...',
  '..#.#..',
  '.#...#.',
  '.#####.',
  '.#...#.',
  '.#...#.',
  '.......',
);
const bars = picture('.......', '.###.#.', '.....#.', '.#.#.#.', '.#.....', '.#.###.', '.......');
const plus = picture('...#...', '...#...', '...#...', '#######', '...#...', '...#...', '...#...');

// %% [markdown]
// ## Symmetry
//
// A **transformation** moves the pixels of a picture: a rotation, for example, or a reflection. If the picture looks the same afterwards,
// the transformation is a **symmetry** of the picture.
//
// Four pictures: the letter F, the letter A, four bars around a dot, and a plus.
//
// **Predict first.** Which of the four are unchanged by a quarter turn? By a half turn? By the reflection?

// %%
const four: [name: string, x: tf.Tensor4D][] = [
  ['F', letterF],
  ['A', letterA],
  ['bars', bars],
  ['plus', plus],
];
await show(
  pictureGrid(
    four.flatMap(([name, x]) => [
      labelled(x, name),
      labelled(rotate(x, 1), 'quarter turn'),
      labelled(rotate(x, 2), 'half turn'),
      labelled(reflect(x), 'reflection'),
    ]),
    { title: 'Which transformations can you see?', columns: 4 },
  ),
);

// %% [markdown]
// - The **F** changes every time: it has no symmetry. That makes it useful: you can always see what was done to it.
// - The **A** has one: the reflection.
// - The **bars** have the turns, but not the reflection, after which they run the other way around.
// - The **plus** has them all.
//
// ## Four rotations
//
// Take the rotations alone, and number them by their quarter turns: 0 is no turn at all, 1 is a quarter turn, 2 a half turn, 3 three quarter
// turns. What about 4, 5, 6, 7?

// %%
await show(
  pictureGrid(
    [0, 1, 2, 3, 4, 5, 6, 7].map((r) => labelled(rotate(letterF, r), `${r}`)),
    { title: 'r quarter turns, counter-clockwise', columns: 4 },
  ),
);

// %% [markdown]
// The second row repeats the first. There are just **four** different rotations by multiples of 90°. Do one and then another, and the
// result is again one of the four: 2 and then 3 make 5, which is 1. So you can combine them without ever leaving the four. We write
//
// $$ 3 \cdot 2 = 1 \qquad\text{(first 2, then 3, is the same as 1)} .$$
//
// Read it as you read $a(b(x))$: **the right one comes first**. For rotations alone the order makes no difference. Soon it will.
//
// ## What is a group?
//
// A **group** is a set, and a way to combine any two of its elements $a$ and $b$ into a **product** $a \cdot b$. Four rules must hold:
//
// | rule | in symbols | for the four rotations |
// | --- | --- | --- |
// | **closure** | $a \cdot b$ is again an element | one rotation after another is a rotation |
// | **associativity** | $(a \cdot b) \cdot c = a \cdot (b \cdot c)$ | three in a row: combine the first two before the third joins, or the last two first: all the same |
// | **identity** | there is one $e$ with $e \cdot a = a \cdot e = a$ for every $a$ | no turn at all, 0 |
// | **inverse** | for each $a$ there is an $a^{-1}$ with $a^{-1} \cdot a = a \cdot a^{-1} = e$ | the rotation that undoes it: 1 and 3 undo each other |
//
// That is all. Note what is *not* among the rules: $a \cdot b = b \cdot a$. A group in which this also holds is called **commutative**.
//
// The four rotations with this product are called **C4**, the *cyclic* group of order 4. The **order** of a group $G$, written $|G|$, is the number
// of its elements: $|C_4| = 4$.
//
// **Think.** Do the whole numbers, ..., −2, −1, 0, 1, 2, ..., form a group under addition? Do the positive whole numbers form one under
// multiplication?
//
// <details><summary>Answer</summary>The whole numbers do: the identity is 0, and the inverse of 5 is −5. The positive whole numbers do not:
// their identity is 1, but 2 times a whole number is never 1, so 2 has no inverse.</details>

// %% [markdown]
// ## Exercise 1.1: The inverse is unique (5 points, written, difficulty ●○○, about 10 minutes)
//
// **Goal.** The rules say that each element has *an* inverse. Could it have two? Show that it can't: if $b$ and $c$ are both inverses of
// $a$, then $b = c$.
//
// Use only the four rules, and say at each step which one you use. Four or five lines are enough.
//
// **Predict first.** Which of the four rules will you need?
//
// <details><summary>Hint 1</summary>Write down what it means that b is an inverse of a, and what it means that c is one. Each gives you two
// equations.</details>
// <details><summary>Hint 2</summary>Look at the product of all three, <i>b · a · c</i>. Associativity lets you choose which pair comes
// first.</details>
// <details><summary>Hint 3</summary>Begin with <i>b = b · e</i>, and replace <i>e</i> by <i>a · c</i>.</details>
//
// Double-click the next cell and write your proof into it. Formulas may be plain text, or LaTeX between dollar signs.

// %% [markdown] nbgrader={"grade": true, "grade_id": "1-1", "locked": false, "points": 5, "schema_version": 3, "solution": true, "task": false}
// ### BEGIN SOLUTION
// Let $b$ and $c$ both be inverses of $a$, and $e$ the identity. Then
//
// - $b = b \cdot e$, as $e$ is the identity,
// - $b \cdot e = b \cdot (a \cdot c)$, as $c$ is an inverse of $a$: $a \cdot c = e$,
// - $b \cdot (a \cdot c) = (b \cdot a) \cdot c$, by associativity,
// - $(b \cdot a) \cdot c = e \cdot c$, as $b$ is an inverse of $a$: $b \cdot a = e$,
// - $e \cdot c = c$, as $e$ is the identity.
//
// Hence $b = c$: an element has only one inverse, and we may call it *the* inverse, $a^{-1}$.
// ### END SOLUTION

// %% [markdown]
// ## Exercise 1.2: The group C4 (5 points, difficulty ●○○, about 10 minutes)
//
// **Goal.** Write the group of the four rotations as code. Its elements are the numbers 0, 1, 2, 3. You need the product of two elements, and the
// inverse of one.
//
// **Predict first.** What is $3 \cdot 3$? What is the inverse of 0, of 1, of 2, of 3? Look at the eight pictures above.
//
// Anything other than 0, 1, 2, 3 is not an element, and an error is better than a wrong answer: `checkElement`, already written, throws one.
//
// <details><summary>Hint 1</summary>First b quarter turns, then a: how many is that altogether?</details>
// <details><summary>Hint 2</summary>Four quarter turns are none, so only the remainder after dividing by 4 counts: <code>7 % 4</code> is 3.</details>
// <details><summary>Hint 3</summary>Together with a, the inverse makes four quarter turns. For 0 that would give 4, which is not an element: take the
// remainder here too.</details>

// %% nbgrader={"grade": false, "grade_id": "1-2", "locked": false, "schema_version": 3, "solution": true, "task": false}
/** @throws RangeError if a is not 0, 1, 2 or 3 */
function checkElement(a: number): void {
  if (![0, 1, 2, 3].includes(a)) throw new RangeError(`C4 has the elements 0 to 3, not ${a}.`);
}

/** The four quarter turns, 0 to 3. */
const c4: CyclicLaw = {
  /** First b quarter turns, then a: a number 0 to 3. */
  product(a: number, b: number): number {
    checkElement(a);
    checkElement(b);
    // ### BEGIN SOLUTION
    return (a + b) % 4;
    // ### END SOLUTION
  },

  /** The element that undoes a: a number 0 to 3. */
  inverse(a: number): number {
    checkElement(a);
    // ### BEGIN SOLUTION
    return (4 - a) % 4;
    // ### END SOLUTION
  },
};

// %% nbgrader={"grade": true, "grade_id": "1-2-test", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
await check('1.2', c4);

// %% [markdown]
// ### Look: the Cayley table
//
// A **Cayley table** is the multiplication table of a group: row $a$ and column $b$ hold $a \cdot b$. Each element has its own colour.
//
// **Predict first.** How often does each colour appear in a row?

// %%
await show(cayleyTable({ name: 'C4', order: 4, ...c4 }));

// %% [markdown]
// - Each colour appears **once** in each row and each column. That is the inverse at work: if $a \cdot b = a \cdot c$, multiply both by
//   $a^{-1}$ on the left, and $b = c$ remains.
// - The table is symmetric about the diagonal from top left to bottom right: $a \cdot b = b \cdot a$. C4 is commutative.
//
// ## How a group acts on pictures
//
// So far, `rotate` did the work. What happens to a single pixel?
//
// 1. A picture is a **function** $f$: give it a position $x$, and it gives you the brightness $f(x)$ there.
// 2. A group element $g$ moves positions: what was at $x$ comes to $g x$.
// 3. The moved picture is a function too; we call it $L_g f$. Stand at a position $x$ of the *moved* picture and ask **where its brightness came
//    from**. It came from the position that $g$ takes to $x$, and that is $g^{-1} x$.
//
// $$ (L_g f)(x) = f(g^{-1} x) $$
//
// The inverse looks odd, but it only says: look back to where the brightness came from. What if you forget it?
//
// **Predict first.** Below, $g$ is a quarter turn counter-clockwise, once with the inverse and once without. Which way will the F be turned
// without it? The white end of its upper bar lets you follow one pixel.

// %%
type Position = readonly [row: number, column: number];

/**
 * Where a quarter turn takes a position: what was right of the centre comes to the top.
 * Rows (downwards) and columns are counted from the centre.
 */
const quarterTurn = ([row, column]: Position): Position => [-column, row];
/** Three quarter turns undo one. */
const quarterTurnBack = (x: Position): Position => quarterTurn(quarterTurn(quarterTurn(x)));

/** The picture that has at each position x the brightness f(where(x)). */
function lookUp(f: tf.Tensor4D, where: (x: Position) => Position): tf.Tensor4D {
  const centred = [-3, -2, -1, 0, 1, 2, 3];
  const sources = centred.flatMap((row) => centred.map((column) => where([row, column])));
  const pixels = sources.map(([row, column]) => (row + 3) * 7 + (column + 3));
  return f.reshape([49]).gather(pixels).reshape([1, 7, 7, 1]);
}

await show(
  pictureGrid(
    [
      labelled(letterF, 'f'),
      labelled(lookUp(letterF, quarterTurnBack), 'with the inverse'),
      labelled(lookUp(letterF, quarterTurn), 'without it'),
      labelled(rotate(letterF, 1), 'rotate(f, 1)'),
    ],
    { title: 'Looking back with the inverse, and without', columns: 4 },
  ),
);

// %% [markdown]
// With the inverse, the F turns the way $g$ turns, just as with `rotate`. Without it, the F turns the wrong way. The inverse also keeps products in
// order:
//
// $$
// \begin{aligned}
// (L_a L_b f)(x) &= (L_b f)(a^{-1} x) = f(b^{-1} a^{-1} x) \\
// &= f\bigl((ab)^{-1} x\bigr) = (L_{ab} f)(x)
// \end{aligned}
// $$
//
// (We write $ab$ for $a \cdot b$. Its inverse is $b^{-1} a^{-1}$: what was done last is undone first.) So $L_a L_b = L_{ab}$. This, with
// $L_e f = f$, is what it means that a group **acts**.
//
// Shifts are no different: *a picture that moves to the left shows at each place what was further to the right*. You will meet this inverse again in
// the layers of the next notebook.
//
// ## Add a reflection: D4
//
// The plus had one more symmetry, the reflection. Include it, and you get a group of **eight** elements called **D4**, the *dihedral* group.
// We write each element as a pair of numbers
//
// $$ g = (f, r) : \quad \text{reflect if } f = 1, \textbf{ then } \text{make } r \text{ quarter turns.} $$
//
// (From here on, $f$ is a number, 0 or 1, and no longer a picture: think of a *flip*.)

// %%
const eight: DihedralElement[] = [0, 1].flatMap((f) => [0, 1, 2, 3].map((r) => [f, r] as const));
const nameOf = ([f, r]: DihedralElement): string => `(${f}, ${r})`;

/** What an element of D4 makes of a picture. */
function act([f, r]: DihedralElement, x: tf.Tensor4D): tf.Tensor4D {
  return rotate(f === 1 ? reflect(x) : x, r);
}

await show(
  pictureGrid(
    eight.map((g) => labelled(act(g, letterF), nameOf(g))),
    { title: 'The eight elements of D4, as (f, r)', columns: 4 },
  ),
);

// %% [markdown]
// The upper row shows the four rotations of the F; the lower row shows the four rotations of the reflected F. All eight differ, and there are no
// more: rotate or reflect any of them, and you get one of the eight.
//
// ### Does the order matter?
//
// Take a quarter turn, $(0, 1)$, and the reflection, $(1, 0)$.
//
// **Predict first.** Draw an F on a piece of paper. Turn it, then reflect it. Take another F: reflect it, then turn it. Are the results the same?

// %%
const turned = rotate(letterF, 1);
const reflected = reflect(letterF);
await show(
  pictureGrid(
    [
      labelled(letterF, 'start'),
      labelled(turned, 'quarter turn'),
      labelled(reflect(turned), 'then reflection'),
      labelled(letterF, 'start'),
      labelled(reflected, 'reflection'),
      labelled(rotate(reflected, 1), 'then quarter turn'),
    ],
    { title: 'Above: turn first. Below: reflect first', columns: 3 },
  ),
);

// %% [markdown]
// They are not. As the right factor comes first, the upper row is the product $(1, 0) \cdot (0, 1)$ and the lower one $(0, 1) \cdot (1, 0)$.
// **Find both results among the eight pictures above**, and write down their names.
//
// <details><summary>Compare</summary><i>(1, 0) · (0, 1) = (1, 3)</i> and <i>(0, 1) · (1, 0) = (1, 1)</i>. The second is easy: reflect, then turn,
// is just what the pair (1, 1)
// says. The first has the wrong order for a pair and must be rewritten: one turn and then the reflection is the reflection and then <b>three</b>
// turns.</details>
//
// ## Exercise 1.3: The group D4 (8 points, difficulty ●●○, about 25 minutes)
//
// **Goal.** A rule for the product of *any* two of the eight, and for their inverses. There are sixty-four products, but you need only one idea:
// what happens to turns when a reflection comes **after** them? The next figure shows it.

// %%
const turns = [0, 1, 2, 3];
await show(
  pictureGrid(
    [
      ...turns.map((r) => labelled(rotate(reflect(letterF), r), `reflect, turn ${r}`)),
      ...turns.map((r) => labelled(reflect(rotate(letterF, r)), `turn ${r}, reflect`)),
    ],
    { title: 'The reflection first (above), last (below)', columns: 4 },
  ),
);

// %% [markdown]
// **Predict first.** Each picture in the lower row also appears in the upper row. Find it there, and fill in the table. Do you see the rule?
//
// | turn this often, then reflect | 0 | 1 | 2 | 3 |
// | --- | --- | --- | --- | --- |
// | is the same as: reflect, then turn this often | ? | ? | ? | ? |
//
// Now the law. A product $(f_1, r_1) \cdot (f_2, r_2)$, read from right to left, is four steps in a row:
//
// 1. reflect if $f_2 = 1$,
// 2. make $r_2$ quarter turns,
// 3. reflect if $f_1 = 1$,
// 4. make $r_1$ quarter turns.
//
// In a pair the reflection comes first. So steps 2 and 3 must change places, by your rule. Then count the reflections, and count the turns.
//
// For the inverse, ask for each pair what brings the picture back.
//
// Write a pair where you return it, as in `return [f, r];`. If you keep it in a variable first, TypeScript takes it for a list of any
// length; then declare `const pair: DihedralElement = ...`.
//
// <details><summary>Hint 1</summary>Your rule should say: r turns and then the reflection are the same as the reflection and then r turns <b>the
// other way</b>. So a
// reflection can change places with turns if the sign of the turns changes.</details>
// <details><summary>Hint 2</summary>If f₁ is 0, nothing has to change places. If f₁ is 1, what becomes of r₂? Then count: how many reflections
// are there altogether, and how many turns? Two reflections are none, and four turns are none.</details>
// <details><summary>Hint 3</summary>There are f₁ + f₂ reflections, up to multiples of 2; and r₁ + r₂ turns if f₁ is 0, r₁ − r₂ if f₁ is 1, up to
// multiples of 4.
// For the inverse look at your law: for which pair is the product with (f, r) equal to (0, 0)? Try f = 0 first, then f = 1. Beware of negative
// remainders: <code>-1 % 4</code> is -1.</details>

// %% nbgrader={"grade": false, "grade_id": "1-3", "locked": false, "schema_version": 3, "solution": true, "task": false}
/** The four rotations and four reflections, as pairs [f, r]: f is 0 or 1, r is 0 to 3. */
const d4: DihedralLaw = {
  /** First [f2, r2], then [f1, r1]: a pair again. */
  product([f1, r1]: DihedralElement, [f2, r2]: DihedralElement): DihedralElement {
    // ### BEGIN SOLUTION
    const turnsInAll = f1 === 1 ? r1 - r2 : r1 + r2;
    return [(f1 + f2) % 2, (turnsInAll + 4) % 4];
    // ### END SOLUTION
  },

  /** The pair that undoes [f, r]. */
  inverse([f, r]: DihedralElement): DihedralElement {
    // ### BEGIN SOLUTION
    return f === 1 ? [1, r] : [0, (4 - r) % 4];
    // ### END SOLUTION
  },
};

// %% nbgrader={"grade": true, "grade_id": "1-3-test", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
await check('1.3', d4);

// %% [markdown]
// ### Look: your law and the pictures
//
// The slider chooses $b$; $a$ is $(1, 1)$. The third picture is moved twice, by $b$ and then by $a$. The fourth is moved once, by *your*
// product of the two. They should always be the same. Try another `a`, too.

// %%
const a: DihedralElement = [1, 1];
await show(
  pictureSlider(
    eight.map((b) => ({
      label: nameOf(b),
      pictures: [
        labelled(letterF, 'start'),
        labelled(act(b, letterF), `moved by b = ${nameOf(b)}`),
        labelled(act(a, act(b, letterF)), `then by a = ${nameOf(a)}`),
        labelled(act(d4.product(a, b), letterF), `moved by ab = ${nameOf(d4.product(a, b))}`),
      ],
    })),
    { title: 'First b, then a; or the product, once', columns: 4, sliderLabel: 'b' },
  ),
);

// %% [markdown]
// ### Look: the Cayley table of D4
//
// **Predict first.** The table of C4 was symmetric about its diagonal. Will this one be?

// %%
const table = {
  name: 'D4',
  order: 8,
  product(g: number, h: number): number {
    const [f, r] = d4.product(eight[g]!, eight[h]!);
    return 4 * f + r;
  },
};
await show(cayleyTable(table, { names: eight.map(nameOf) }));

const pairs = eight.flatMap((_, g) => eight.map((_, h) => [g, h] as const));
const differing = pairs.filter(([g, h]) => table.product(g, h) !== table.product(h, g));
console.log(`For ${differing.length} of ${pairs.length} pairs the order matters.`);

// %% [markdown]
// - The **upper left** quarter is the table of C4: the rotations are a group within the group, a *subgroup*.
// - The **lower right** quarter holds only rotations: two reflections make a rotation.
// - Its diagonal is all $(0, 0)$: every reflection undoes itself.
// - The table does *not* match across its diagonal: not in the **upper right** and **lower left** quarters, nor within the **lower right** one. D4 is
//   **not commutative**.
//
// ## To take away
//
// - A group is a set whose elements can be combined and undone. C4 has four elements, D4 has eight.
// - In a product the right factor comes first. In D4 the order matters: a reflection reverses the turns.
// - A group acts on pictures by $(L_g f)(x) = f(g^{-1} x)$: each place shows what came to it.
//
// ## Where this leads
//
// The shifts of a picture form a group too, and **convolutions** respect it: shift the input of a convolution, and its output shifts in the
// same way. This is called **equivariance**. It is why a convolutional network that has learned to see something in one place sees it everywhere.
//
// For rotations it fails: rotate the input of a convolution, and the output is not simply rotated. You will see this at the start of notebook 2, and
// then fix it. Shifts together with C4 form a group called **p4**; together with D4, one called **p4m**. You will build convolutions for p4. Their
// outputs have one more axis, with an entry for each element of C4, and the product that you wrote today says how the entries move when the picture
// is rotated.
