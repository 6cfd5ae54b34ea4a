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
// # 6. Names and reasons
//
// You have built layers that work. This notebook gives you the names that books use for them, and answers the question that remains: could there be
// *other* equivariant layers than yours? Then it says where the subject comes from, and where it has gone since.
//
// This notebook is optional: no points, about half an hour, and nothing to train.
//
// | | minutes |
// | --- | --- |
// | feature maps have types: representations | 10 |
// | p4, the group of shifts and rotations | 5 |
// | the theorem: every equivariant linear map is a group convolution | 10 |
// | where it comes from, what it is used for, what to read | 5 |

// %%
import * as tf from '@tensorflow/tfjs';
import {
  C4,
  chooseBackend,
  D4,
  d4,
  GroupConv2d,
  imageBatch,
  LiftingConv2d,
  pictureGrid,
  reflect,
  rotate,
  transformField,
  transformImage,
  type GridGroup,
} from 'equivariant';
import { show } from 'notebook-display';
import { loadRotatedMnist } from 'rotated-mnist';

const backend = await chooseBackend();
console.log(backend.description);

// %% [markdown]
// ## Feature maps have types
//
// When a picture is rotated, something happens to the numbers of a feature map. *What* happens is the **type** of the feature map. Leave the pixels aside for
// a moment and look only at the $n$ numbers at one pixel: a group element $g$ multiplies them by an invertible $n \times n$ matrix $\rho(g)$. One
// rule must hold,
//
// $$\rho(a)\, \rho(b) = \rho(a \cdot b) ,$$
//
// as moving first by $b$ and then by $a$ is moving by $a \cdot b$. Such a $\rho$ is called a **representation** of the group.
//
// | representation | numbers | what $g$ does to them | where you met it |
// | --- | --- | --- | --- |
// | **trivial** | 1 | nothing | pictures, and all that isotropic layers compute |
// | **regular** | $\lvert G \rvert$ | puts entry $h$ in place $g \cdot h$ | your fields: lifting and group convolutions |
// | **sign** (of D4) | 1 | a reflection changes the sign | in the next section |
//
// So a *field on C4* with one channel is a feature map of the regular type. (Its four maps count as one here, because they move together.)
// Your layers, then, are:
//
// | from | to | layer |
// | --- | --- | --- |
// | trivial | trivial | isotropic convolution |
// | trivial | regular | lifting convolution |
// | regular | regular | group convolution |
// | regular | trivial | pooling over the group |
//
// **Predict first.** For C4, $\rho(g)$ of the regular representation has four rows and four columns, with a 1 wherever an entry goes. What does
// $\rho(1)$ look like?

// %%
/** The regular representation: the matrix that puts entry h in place g·h. */
function regular(group: GridGroup, g: number): number[][] {
  return group.elements.map((row) =>
    group.elements.map((h) => (group.product(g, h) === row ? 1 : 0)),
  );
}

await show(
  pictureGrid(
    C4.elements.map((g) => ({
      values: Float32Array.from(regular(C4, g).flat()),
      size: 4,
      label: `ρ(${g})`,
    })),
    { title: 'The regular representation of C4', columns: 4 },
  ),
);

for (const group of [C4, D4]) {
  const wrong = group.elements.flatMap((a) =>
    group.elements.filter((b) => {
      const product = tf.matMul(regular(group, a), regular(group, b)).arraySync();
      return String(product) !== String(regular(group, group.product(a, b)));
    }),
  );
  const pairs = group.order ** 2;
  console.log(`${group.name}: ρ(a) ρ(b) = ρ(a·b) for ${pairs - wrong.length} of ${pairs} pairs`);
}

// %% [markdown]
// The 1s move down a place with every quarter turn, as the answers of your filters did.
//
// ### A type that you have not met
//
// Is there a filter whose output keeps its value when the picture is rotated, but changes its *sign* when it is reflected? Its feature map would have the
// **sign** type: it tells left-handed from right-handed. The filter must not change when it is rotated, and must become its own negative when it is
// reflected.
//
// **Predict first.** Can you find one on 3 × 3 pixels? Try the four corners, then the four edges.
//
// <details><summary>Answer</summary>No. Rotations take each corner to every other, so all four must have the same value. A reflection also takes
// corners to corners, where that value would have to change its sign: only 0 does both. The same holds for the edges, and for the centre, which stays where it is. On 5 × 5 pixels there are eight
// places, a knight's move from the centre, that rotations divide into two sets of
// four. A reflection exchanges the two sets.</details>

// %%
const pinwheel = tf.tensor4d(
  [
    [0, 1, 0, -1, 0],
    [-1, 0, 0, 0, 1],
    [0, 0, 0, 0, 0],
    [1, 0, 0, 0, -1],
    [0, -1, 0, 1, 0],
  ].flat(),
  [5, 5, 1, 1],
);
const digits = await loadRotatedMnist();
const digit = imageBatch(digits.train, [digits.train.labels.indexOf(2)]);
const seen = (x: tf.Tensor4D) => tf.conv2d(x, pinwheel, 1, 'same');
const asPicture = (x: tf.Tensor4D, label: string) => ({
  values: x.dataSync<'float32'>(),
  size: x.shape[1],
  label,
});
await show(
  pictureGrid(
    [
      { values: pinwheel.dataSync<'float32'>(), size: 5, label: 'the filter' },
      asPicture(seen(digit), 'of a 2'),
      asPicture(seen(rotate(digit, 1)), 'of the 2, rotated'),
      asPicture(seen(reflect(digit)), 'of the 2, reflected'),
    ],
    { title: 'A feature map of the sign type', columns: 4, scale: 'diverging' },
  ),
);
const [afterRotation, afterReflection] = [
  seen(rotate(digit, 1)).sub(rotate(seen(digit), 1)),
  seen(reflect(digit)).add(reflect(seen(digit))),
].map((difference) => difference.abs().max().dataSync()[0]!);
console.log(`rotated: the map is rotated; difference ${afterRotation!.toFixed(6)}`);
console.log(
  `reflected: it is reflected and changes its sign; difference ${afterReflection!.toFixed(6)}`,
);

// %% [markdown]
// A type can be a *sum* of smaller ones: in a suitable basis all its matrices have blocks of the same sizes on the diagonal, and zeros elsewhere. Each block is then a
// representation itself. The regular
// representation of C4, with the entries $a, b, c, d$, is the sum of the trivial one ($a + b + c + d$), one that changes its sign with each quarter
// turn ($a - b + c - d$), and a pair that rotates like an arrow, $(a - c,\; b - d)$. Types that are no such sum are called **irreducible**, *irreps*
// for
// short. For each $m \ge 1$ the two waves $\cos m\varphi$ and $\sin m\varphi$ of notebook 5 together span a real irrep of *all* rotations; $m = 0$ gives
// the trivial one. A network may mix types as it likes, provided that every layer
// respects them; libraries such as `escnn` are made for that.
//
// ## p4: shifts and rotations together
//
// An element of **p4** is a pair $(t, r)$: make $r$ quarter turns, **then** shift by $t$. As in D4, the order in a product matters:
//
// $$(t_1, r_1) \cdot (t_2, r_2) = (t_1 + r_1 t_2,\; r_1 + r_2) .$$
//
// The second shift $t_2$ comes before the rotation $r_1$, so it is rotated by it. A group that is made of two like this is called a **semidirect product**, written
// $\mathbb{Z}^2 \rtimes C_4$. (D4 is one too: with $f$ in place of $r$, and $r$ in place of $t$.)
//
// p4 is infinite. For a finite version let the grid wrap around, so that what leaves on one side comes back on the other. On a 5 × 5 grid the group
// then has $25 \cdot 4 = 100$ elements.
//
// **Predict first.** How many products are there? The next cell tries some of them on a field. Will the law hold for fields, or only for pictures?

// %%
/** Shifts a field down and to the right; the grid wraps around. */
function shiftAround(x: tf.Tensor5D, down: number, right: number): tf.Tensor5D {
  const n = x.shape[1];
  const moved = (by: number) => Array.from({ length: n }, (_, i) => (i - by + 5 * n) % n);
  return x.gather<tf.Tensor5D>(moved(down), 1).gather(moved(right), 2);
}

type P4Element = [down: number, right: number, r: number];

/** The action of p4 on fields on C4. */
function moveField([down, right, r]: P4Element, field: tf.Tensor5D): tf.Tensor5D {
  return shiftAround(transformField(C4, r, field), down, right);
}

/** First b, then a. */
function product(a: P4Element, b: P4Element): P4Element {
  let [down, right] = b;
  // A quarter turn takes (row, column) to (-column, row).
  for (let r = 0; r < a[2]; r++) [down, right] = [-right, down];
  return [a[0] + down, a[1] + right, (a[2] + b[2]) % 4];
}

const places = [-2, -1, 0, 1, 2];
const p4 = places.flatMap((down) =>
  places.flatMap((right) => C4.elements.map((r): P4Element => [down, right, r])),
);
const someField = tf.randomNormal<tf.Rank.R5>([1, 5, 5, 4, 1], 0, 1, 'float32', 1);
const sample = p4.filter((_, i) => i % 9 === 0);
let largest = 0;
tf.tidy(() => {
  for (const a of sample) {
    for (const b of sample) {
      const twice = moveField(a, moveField(b, someField));
      const once = moveField(product(a, b), someField);
      largest = Math.max(largest, twice.sub(once).abs().max().dataSync()[0]!);
    }
  }
});
console.log(
  `${p4.length ** 2} products; among the ${sample.length ** 2} tried, the largest difference is ${largest}`,
);

// %% [markdown]
// It holds. What `moveField` does, shifting and rotating the pixels *and* permuting the entries, also has a name: it is the representation of p4 that
// is **induced** from the regular representation of C4, and that is the regular representation of p4 itself. (Pictures: induced from the trivial
// one.) Inducing means: C4 says what happens at one pixel, and the pixels move along.
//
// ## The theorem
//
// Your layers are equivariant. But perhaps you have missed some? No:
//
// > **Every** linear map from fields on $G$ to fields on $G$ that commutes with all shifts and with $G$ is a group convolution, with a filter as
// large as the picture.
//
// The proof is short. Let the grid have $n \times n$ pixels, $n$ odd, and wrap around. The shifts together with $G$ form one *big group*, as p4 did
// above. A linear map is a matrix $A$: the number $A(y,
// x)$ says how much of the
// input's entry $x$ goes into the output's entry $y$. Here $x$ and $y$ are places in a field: a pixel *and* an element of $G$, so there are $N = n^2 \lvert G \rvert$ of them.
//
// 1. **Equivariance says that numbers are equal.** To move the input and then apply $A$ is the same as applying $A$ and then moving the output:
//    what entry $x$ gives to entry $y$, entry $g x$ must give to entry $g y$. So $A(g y, g x) = A(y, x)$ for every $g$ of the big group, shifts
//    included.
// 2. **One row decides.** The big group has $N$ elements, and there is exactly one that takes a given $y$ to the place $e$ (the pixel in the centre, and the identity of
//    $G$). So each number $A(y, x)$ equals one in the row of $e$. That row is free: $N$ numbers.
// 3. **That row is a filter.** Call it $\psi(x) = A(e, x)$. Exactly one element of the big group moves $e$ to the place $y$; call this element $y$,
//    too. Moving both places by $y^{-1}$ gives $A(y, x) = A(e, y^{-1} x)
//    = \psi(y^{-1} x)$, and the output at $y$ is $\sum_x f(x)\, \psi(y^{-1} x)$. Written out, that is the formula of your `GroupConv2d`. ∎
//
// The same count for other types: from pictures to fields, the row has only $n^2$ numbers, as many as the filter of a lifting layer. From pictures to pictures, $G$ leaves
// the centre where it is. So numbers of the same row must be equal, too: the filter is isotropic.
//
// **Predict first.** On a 3 × 3 grid, with C4: how many free weights has a map from field to field? From picture to field? From picture to
// picture? (Yours in exercise 2.1 had two.)
//
// The next cell makes no use of the proof. It writes down all the conditions $A(g y, g x) = A(y, x)$, one after the other, and counts how many numbers
// remain free. Next to it you see the number of weights of the library's layers.

// %%
/** Where each entry of a picture or a field goes under the generators of the big group. */
function generators(group: GridGroup, n: number, type: 'picture' | 'field'): number[][] {
  const entries = type === 'picture' ? 1 : group.order;
  const shape: [number, number, number, number, number] = [1, n, n, entries, 1];
  const numbered = tf.range(0, n * n * entries).reshape<tf.Tensor5D>(shape);
  const move = (g: number) =>
    type === 'field'
      ? transformField(group, g, numbered)
      : transformImage(group, g, numbered.reshape<tf.Tensor4D>([1, n, n, 1]));
  const moves = [
    shiftAround(numbered, 1, 0),
    shiftAround(numbered, 0, 1),
    ...group.elements.map(move),
  ];
  // Entry i of a moved field says which number came there; this is the other way around.
  return moves.map((moved) => {
    const goesTo: number[] = [];
    [...moved.dataSync()].forEach((from, to) => (goesTo[from] = to));
    return goesTo;
  });
}

/** Puts each number of a matrix in a class with those that equivariance makes equal to it. */
function classesOf(inputMoves: number[][], outputMoves: number[][]): number[][] {
  const inputs = inputMoves[0]!.length;
  const outputs = outputMoves[0]!.length;
  const classes = Array.from({ length: outputs }, () => Array<number>(inputs).fill(-1));
  let count = 0;
  for (let y = 0; y < outputs; y++) {
    for (let x = 0; x < inputs; x++) {
      if (classes[y]![x] !== -1) continue;
      const waiting: [number, number][] = [[y, x]];
      for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
        const [row, column] = pair;
        if (classes[row]![column] !== -1) continue;
        classes[row]![column] = count;
        outputMoves.forEach((move, i) => waiting.push([move[row]!, inputMoves[i]![column]!]));
      }
      count++;
    }
  }
  return classes;
}

const numberOfClasses = (classes: number[][]): number => new Set(classes.flat()).size;

for (const group of [C4, D4]) {
  for (const n of [3, 5]) {
    const [picture, field] = [generators(group, n, 'picture'), generators(group, n, 'field')];
    const lifting = new LiftingConv2d({ group, filters: 1, kernelSize: n, useBias: false });
    lifting.build([1, n, n, 1]);
    const convolution = new GroupConv2d({ group, filters: 1, kernelSize: n, useBias: false });
    convolution.build([1, n, n, group.order, 1]);
    console.log(`${group.name} on ${n} × ${n} pixels`);
    const toField = numberOfClasses(classesOf(field, field));
    console.log(
      `  field to field:     ${toField} free; GroupConv2d has ${convolution.countParams()}`,
    );
    const lifted = numberOfClasses(classesOf(picture, field));
    console.log(`  picture to field:   ${lifted} free; LiftingConv2d has ${lifting.countParams()}`);
    console.log(`  picture to picture: ${numberOfClasses(classesOf(picture, picture))} free`);
  }
}

// %% [markdown]
// The counts agree. From picture to picture on 3 × 3 pixels three weights are free: the centre, the corners and the edges. Exercise 2.1 gave corners and edges the same
// weight. That was a choice, not a consequence of symmetry.
//
// Equal counts are not yet equal maps. Call the numbers $A(y, x)$ that the conditions make equal a *class*. Now take the group convolution with
// weights 1, 2, 3, ..., apply it to every possible input with a single 1, and write down its matrix. Each class
// should hold one weight, and each weight should fill one class. The figure shows the matrix; equal numbers have equal grey.

// %%
/** The matrix of a group convolution whose weights are 1, 2, 3, ..., on a grid that wraps around. */
function matrixOf(group: GridGroup, n: number): number[][] {
  return tf.tidy(() => {
    const layer = new GroupConv2d({ group, filters: 1, kernelSize: n, useBias: false });
    layer.build([1, n, n, group.order, 1]);
    const [kernel] = layer.getWeights();
    layer.setWeights([tf.range(1, kernel!.size + 1).reshape(kernel!.shape)]);
    const inputs = n * n * group.order;
    const unit = tf.eye(inputs).reshape<tf.Tensor5D>([inputs, n, n, group.order, 1]);
    // Three copies in a row, cut so that every pixel has all its neighbours.
    const border = (n - 1) / 2;
    const around = tf
      .tile(unit, [1, 3, 3, 1, 1])
      .slice([0, n - border, n - border, 0, 0], [-1, 2 * n - 1, 2 * n - 1, -1, -1]);
    const columns = (layer.apply(around) as tf.Tensor).reshape([inputs, inputs]);
    return columns.transpose().round().arraySync() as number[][];
  });
}

for (const group of [C4, D4]) {
  const fields = generators(group, 3, 'field');
  const classes = classesOf(fields, fields);
  const matrix = matrixOf(group, 3);
  const pairs = matrix.flatMap((row, y) => row.map((w, x) => `${classes[y]![x]!} ${w}`));
  const weights = new Set(matrix.flat()).size;
  console.log(
    `${group.name}: ${numberOfClasses(classes)} classes, ${weights} weights, ${new Set(pairs).size} pairs of them`,
  );
}
const c4Matrix = matrixOf(C4, 3);
await show(
  pictureGrid([{ values: Float32Array.from(c4Matrix.flat()), size: 36, label: 'A(y, x)' }], {
    title: 'A group convolution on 3 × 3 pixels as a matrix: 36 weights, 1,296 numbers',
    columns: 1,
  }),
);

// %% [markdown]
// As many pairs as classes: every class holds a single weight. So by choosing its weights, a group convolution can be *any* equivariant linear map
// between fields on $G$. Of these your layers have left nothing out. (The grid wrapped around so that the counting was easy. The theorem holds more
// generally: Kondor & Trivedi, 2018, prove it for compact
// groups; Cohen, Geiger & Weiler, 2019, for all types of fields, and for groups that are not compact, such as the motions of the whole plane.)
//
// ## Where it comes from
//
// - **1980s.** Fukushima's *Neocognitron* (1980) and LeCun's networks for handwritten digits (1989) use the same weights at every place: equivariance to shifts, the first of its kind.
// - **2015–2016.** Dieleman and others rotate galaxies and share what they learn among the rotated copies. **Cohen & Welling** see the group behind it, and write down
//   lifting and group convolutions for p4 and p4m, as you did.
// - **2017–2019.** *Steerable* CNNs (Cohen & Welling) allow other types of feature maps, still with quarter turns and reflections. Harmonic networks
//   (Worrall and others) reach all angles, Weiler, Hamprecht & Storath many directions; Weiler & Cesa treat all groups of rotations and reflections
//   of the plane. The
//   theorem above is proved in general.
// - **Since then** the same idea is used on spheres, in space, on graphs and on curved surfaces. The book by Bronstein, Bruna, Cohen & Veličković calls it
//   *geometric deep learning*.
//
// ## What it is used for
//
// | area | the symmetry | for example |
// | --- | --- | --- |
// | tissue under the microscope | a slide has no upper side: p4m | [Veeling and others, 2018](https://arxiv.org/abs/1806.03962) |
// | galaxies | the telescope could have been rotated | [Dieleman and others, 2015](https://arxiv.org/abs/1503.07077) |
// | molecules | their energy does not depend on where they are and how they lie | [Thomas and others, 2018](https://arxiv.org/abs/1802.08219), [Batzner and others, 2022](https://arxiv.org/abs/2101.03164) |
// | robots | rotate the table and the object, and the right grasp is rotated | [Wang, Walters & Platt, 2022](https://arxiv.org/abs/2203.04439) |
//
// ## What to read
//
// | | |
// | --- | --- |
// | the paper that began it | Cohen & Welling, [Group Equivariant Convolutional Networks](https://arxiv.org/abs/1602.07576), 2016 |
// | steerable filters | Weiler, Hamprecht & Storath, [Learning Steerable Filters for Rotation Equivariant CNNs](https://arxiv.org/abs/1711.07289), 2018 |
// | all types of feature maps in the plane | Weiler & Cesa, [General E(2)-Equivariant Steerable CNNs](https://arxiv.org/abs/1911.08251), 2019 |
// | the theorem | Kondor & Trivedi, [On the Generalization of Equivariance and Convolution](https://arxiv.org/abs/1802.03690), 2018; Cohen, Geiger & Weiler, [A General Theory of Equivariant CNNs on Homogeneous Spaces](https://arxiv.org/abs/1811.02017), 2019 |
// | the whole subject | Bronstein, Bruna, Cohen & Veličković, [Geometric Deep Learning](https://arxiv.org/abs/2104.13478), 2021 |
// | lectures | Erik Bekkers, [An Introduction to Group Equivariant Deep Learning](https://uvagedl.github.io), University of Amsterdam |
//
// ## Thanks
//
// The exercises of this course follow **Gabriele Cesa's** tutorial *Group Equivariant Neural Networks* from the deep-learning course of the African Master's in Machine Intelligence (AMMI): its order
// of topics, its networks and its points. What we changed: everything runs in TypeScript; each answer is checked at once, with a reason; there are hints, predictions and pictures; training takes minutes (the tutorial trains for 30 epochs); and
// notebooks 0 and 5 and this one are new. Thank you!
