import { own } from '../../bank/source';
import type { StudentNotebook } from '../StudentNotebook';
import type { Variant } from '../Variant';

/** The four copies of 2.3 by another expression for them. */
const copies = (notebook: StudentNotebook, turned: string): void =>
  notebook.replace(
    '2-3',
    '[0, 1, 2, 3].map((h) => rotate(pictures, h).reshape<tf.Tensor4D>(kernel.shape))',
    turned,
  );
/** The convolution of 2.1 by another expression. */
const isotropic = (notebook: StudentNotebook, y: string): void =>
  notebook.replace('2-1', "tf.conv2d(x, this.buildFilter(), 1, 'same')", y);

const imported = ['LiftingConv2d', 'GroupConv2d', 'IsotropicConv2d'];
/** Takes layers out of the import of notebook 3, and carries those of notebook 2 over. */
function carry(notebook: StudentNotebook, ids: string[]): void {
  for (const layer of imported) notebook.replace('imports', `  ${layer},\n`, '');
  const sources = ids.map((id) => own(id));
  notebook.before('3-1', sources.join('\n\n'));
}
const carried = ['2-1', '2-2', '2-3', '2-4'];

/** A cyclic shift as a product of spectra. */
const shiftBySpectrum = `function cycled(x: tf.Tensor, r: number): tf.Tensor {
  const last = tf.transpose(x, [0, 1, 2, 4, 3]);
  const delta = tf.oneHot(tf.tensor1d([((r % 4) + 4) % 4], 'int32'), 4).toFloat();
  const spectrum = (one: tf.Tensor): tf.Tensor => tf.fft(tf.complex(one, tf.zerosLike(one)));
  const product = tf.mul(spectrum(last), spectrum(delta));
  return tf.transpose(tf.real(tf.ifft(product)), [0, 1, 2, 4, 3]);
}`;

/** Answers to the later notebooks. */
export const layers: readonly Variant[] = [
  {
    name: 'the demonstration’s quarterTurns',
    exercise: '2.3',
    change: (n) =>
      copies(n, 'quarterTurns.map((h) => rotate(pictures, h).reshape<tf.Tensor4D>(kernel.shape))'),
  },
  {
    name: 'the demonstration’s turnFilter, filter by filter',
    exercise: '2.3',
    change: (n) =>
      copies(
        n,
        `quarterTurns.map((h) => {
      const flat = tf.unstack(kernel.reshape([k, k, inputs * filters]), 2);
      const turned = flat.map((one) => k === 3 ? turnFilter(one.reshape([3, 3, 1, 1]), h).reshape([k, k]) : rotate(one.reshape([1, k, k, 1]), h).reshape([k, k]));
      return tf.stack(turned, 2).reshape<tf.Tensor4D>([k, k, inputs, filters]);
    })`,
      ),
  },
  {
    name: 'the demonstration’s field, to know the number of entries',
    exercise: '2.3',
    change: (n) =>
      copies(
        n,
        'Array.from({ length: field.shape[3] }, (_, h) => rotate(pictures, h).reshape<tf.Tensor4D>(kernel.shape))',
      ),
  },
  {
    name: 'a name added to the first cell’s import',
    exercise: '2.2',
    change: (n: StudentNotebook): void => {
      n.replace('imports', '  commutingDiagram,', '  commutingDiagram,\n  groupNamed,');
      n.replace(
        '2-2',
        '[0, 1, 2, 3].map((h) => (((h - r) % 4) + 4) % 4)',
        `groupNamed('C4').elements.map((h) => groupNamed('C4').product(h, (((-r) % 4) + 4) % 4))`,
      );
    },
  },
  {
    name: 'another name for an import of the first cell',
    exercise: '2.2',
    change: (n: StudentNotebook): void => {
      n.replace(
        'imports',
        'import { show }',
        "import { rotate as turnAround } from 'equivariant';\nimport { show }",
      );
      n.replace('2-2', 'rotate(folded, r)', 'turnAround(folded, r)');
    },
  },
  {
    name: 'a restricted name that is imported and not used',
    exercise: '2.3',
    change: (n) =>
      n.replace(
        'imports',
        '  commutingDiagram,',
        '  commutingDiagram,\n  transformImage,\n  rotateP4,',
      ),
  },
  {
    name: 'a restricted name that is used',
    exercise: '2.2',
    fails: true,
    change: (n: StudentNotebook): void => {
      n.replace('imports', '  commutingDiagram,', '  commutingDiagram,\n  transformImage,');
      n.replace('2-2', 'rotate(folded, r)', 'transformImage(C4, ((r % 4) + 4) % 4, folded)');
    },
  },
  {
    name: 'methods of the own 2.3 in 2.4',
    exercise: '2.4',
    change: (n: StudentNotebook): void => {
      n.replace('2-4', '  kernel!: tf.LayerVariable;', '  declare kernel: tf.LayerVariable;');
      n.replace('2-4', '  bias?: tf.LayerVariable;', '  declare bias?: tf.LayerVariable;');
      n.replace('2-4', '    readonly args: {', '    override readonly args: {');
      n.replace('2-4', 'super.build(shape);', 'this.built = true;');
      n.replace(
        '2-3',
        '  /** The four rotated copies',
        `  convolved(x: tf.Tensor4D, bank: tf.Tensor4D, filters: number): tf.Tensor {
    const y = tf.conv2d(x, bank, 1, 'valid');
    const field = y.reshape([y.shape[0], y.shape[1], y.shape[2], 4, filters]);
    return this.bias ? field.add(this.bias.read()) : field;
  }

  /** The four rotated copies`,
      );
      n.replace(
        '2-4',
        'class GroupConv2d extends tf.layers.Layer',
        'class GroupConv2d extends LiftingConv2d',
      );
      n.replace(
        '2-4',
        `const y = tf.conv2d(folded, this.buildFilter(), 1, 'valid');
      const field = y.reshape([batch, y.shape[1], y.shape[2], 4, filters]);
      return this.bias ? field.add(this.bias.read()) : field;`,
        'return this.convolved(folded, this.buildFilter(), filters);',
      );
    },
  },
  {
    name: 'an own rotateP4 of the other direction, and filters that fit it',
    exercise: '2.4',
    change: (n: StudentNotebook): void => {
      n.replace('2-2', 'const [batch, size', 'r = -r;\n    const [batch, size');
      n.replace('2-4', 'rotateP4(fields, g)', 'rotateP4(fields, -g)');
    },
  },
  {
    name: 'einsum',
    exercise: '2.2',
    change: (n) =>
      n.replace(
        '2-2',
        'return tf.gather(turned, takenFrom, 3);',
        `const order = tf.oneHot(tf.tensor1d(takenFrom, 'int32'), 4).toFloat();
    return tf.einsum('bxyhc,kh->bxykc', turned, order);`,
      ),
  },
  {
    name: 'depthwiseConv2d',
    exercise: '2.1',
    change: (n) =>
      isotropic(
        n,
        `tf.tidy(() => {
        const kernel = this.kernel.read() as tf.Tensor3D;
        const [, inputs, filters] = kernel.shape;
        const one = (values: number[]) => tf.tile(tf.tensor4d(values, [3, 3, 1, 1]), [1, 1, inputs, 1]) as tf.Tensor4D;
        const centre = tf.depthwiseConv2d(x, one([0, 0, 0, 0, 1, 0, 0, 0, 0]), 1, 'same');
        const ring = tf.depthwiseConv2d(x, one([1, 1, 1, 1, 0, 1, 1, 1, 1]), 1, 'same');
        const [c, r] = tf.unstack(kernel) as [tf.Tensor2D, tf.Tensor2D];
        const mix = (y: tf.Tensor, m: tf.Tensor2D) => tf.matMul(y.reshape([-1, inputs]), m).reshape([x.shape[0], x.shape[1], x.shape[2], filters]);
        return mix(centre, c).add(mix(ring, r));
      })`,
      ),
  },
  {
    name: 'a shift of the entries by FFT, in a helper cell',
    exercise: '2.2',
    change: (n: StudentNotebook): void => {
      n.before('2-2', shiftBySpectrum);
      n.replace('2-2', 'return tf.gather(turned, takenFrom, 3);', 'return cycled(turned, r);');
    },
  },
  {
    name: 'own layers in 3.2',
    exercise: '3.2',
    change: (n: StudentNotebook): void => {
      carry(n, carried);
      n.replace('3-2', 'const conv = { group: C4,', 'const conv = {');
    },
  },
  {
    name: 'own layers in 3.3',
    exercise: '3.3',
    change: (n) => (
      carry(n, carried),
      n.replace('3-2', 'const conv = { group: C4,', 'const conv = {')
    ),
  },
  {
    name: 'own layers in 3.5',
    exercise: '3.5',
    change: (n: StudentNotebook): void => {
      carry(n, carried);
      for (const id of ['3-2', '3-5-model'])
        n.replace(id, 'const conv = { group: C4,', 'const conv = {');
    },
  },
  {
    name: 'a function of 3.2 that builds both networks',
    exercise: '3.5',
    change: (n: StudentNotebook): void => {
      n.after(
        '3-2',
        "const withoutPadding = (): tf.layers.Layer => new SpatialMaxPool({ strides: 1, padding: 'valid' });",
      );
      n.replace(
        '3-5-model',
        "new SpatialMaxPool({ strides: 1, padding: 'valid' })",
        'withoutPadding()',
      );
    },
  },
  {
    name: 'an own base class of the layers over D4',
    exercise: '4',
    change: (n: StudentNotebook): void => {
      n.before(
        '4-a',
        'const positions8 = D4.elements.map((g) => ({ isReflected: g >= 4, turns: g % 4 }));',
      );
      n.replace('4-a', 'D4.elements.map((g) =>', 'positions8.map(({ isReflected: m, turns }) =>');
      n.replace(
        '4-a',
        'rotate(g < 4 ? picture : reflected, g % 4)',
        'rotate(m ? reflected : picture, turns)',
      );
    },
  },
];
