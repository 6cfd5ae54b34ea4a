import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodeNumber } from 'course';
import { own } from '../bank/source';
import type { StudentNotebook } from './StudentNotebook';

/** A notebook whose answer passes its own check, since it depends on what stands around it. */
export interface Variant {
  name: string;
  exercise: CodeNumber;
  change: (notebook: StudentNotebook) => void;
  /** Files beside the notebook. */
  files?: Readonly<Record<string, string>>;
  /** Whether the grader can't reach what the notebook has, and must say so. */
  needsPerson?: true;
  /** Whether its own check fails as well, and the grader gives no more than it earns. */
  fails?: true;
}

/** A file on the student's machine alone: a list of lists. */
export const notHandedIn = join(tmpdir(), 'not-handed-in.json');

const modulo = 'const mod = (a: number, n: number): number => ((a % n) + n) % n;';
const c4With = (product: string, inverse: string): string => `const c4: CyclicLaw = {
  product(a: number, b: number): number { refuse(a); refuse(b); return ${product}; },
  inverse(a: number): number { refuse(a); return ${inverse}; },
};`;
const refuse = `function refuse(a: number): void {
  if (![0, 1, 2, 3].includes(a)) throw new RangeError('no element');
}`;
const d4With = (turns: string, inverse: string): string => `const d4: DihedralLaw = {
  product([f1, r1]: DihedralElement, [f2, r2]: DihedralElement): DihedralElement {
    return [(f1 + f2) % 2, ${turns}];
  },
  inverse([f, r]: DihedralElement): DihedralElement { return f === 1 ? [1, r] : [0, ${inverse}]; },
};`;
const dependentD4 = d4With('mod(f1 === 1 ? r1 - r2 : r1 + r2, 4)', 'mod(-r, 4)');
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

const layers = ['LiftingConv2d', 'GroupConv2d', 'IsotropicConv2d'];
/** Takes layers out of the import of notebook 3, and carries those of notebook 2 over. */
function carry(notebook: StudentNotebook, ids: string[]): void {
  for (const layer of layers) notebook.replace('imports', `  ${layer},\n`, '');
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

/** At least one of each kind of dependence that students have handed in. */
export const variants: readonly Variant[] = [
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
    name: 'the demonstration’s letterF',
    exercise: '1.3',
    change: (n) => {
      n.answer(
        '1-3',
        `const seen = (x: tf.Tensor): string => x.dataSync().join();
function find(x: tf.Tensor4D): DihedralElement {
  return eight.find((g) => seen(act(g, letterF)) === seen(x))!;
}
const d4: DihedralLaw = {
  product: (a, b) => find(act(a, act(b, letterF))),
  inverse: (a) => eight.find((b) => seen(act(a, act(b, letterF))) === seen(letterF))!,
};`,
      );
    },
  },
  {
    name: 'positions and lookUp of a demonstration',
    exercise: '1.3',
    change: (n) => {
      n.answer(
        '1-3',
        `type Turn = (x: Position) => Position;
const steps = (r: number): Position => Array.from({ length: r }).reduce<Position>((x) => quarterTurn(x), [0, 1]);
const where = ([row, column]: Position): number => [0, 1, 2, 3].findIndex((r) => steps(r)[0] === row && steps(r)[1] === column);
${d4With('where(f1 === 1 ? back(r1, r2) : forth(r1, r2))', 'where(back(0, r))')}
function forth(a: number, b: number): Position { let x = steps(a); for (let i = 0; i < b; i++) x = quarterTurn(x); return x; }
function back(a: number, b: number): Position { let x = steps(a); for (let i = 0; i < b; i++) x = quarterTurnBack(x); return x; }`,
      );
    },
  },
  {
    name: 'a helper in a cell of its own',
    exercise: '1.2',
    change: (n) => {
      n.before('1-2', `${modulo}\n${refuse}`);
      n.answer('1-2', c4With('mod(a + b, 4)', 'mod(-a, 4)'));
    },
  },
  {
    name: 'helpers of helpers in several cells',
    exercise: '1.2',
    change: (n) => {
      n.before('1-1', 'const base = 4;\nlet elements: number[] = [];');
      n.before('1-2', 'elements = Array.from({ length: base }, (_, i) => i);');
      n.before('1-2', 'const cyclic = (i: number): number => elements.at(i % base)!;');
      n.before('1-2', refuse);
      n.answer('1-2', c4With('cyclic(a + b)', 'cyclic(-a)'));
    },
  },
  {
    name: 'mod of the answer to 1.2 in 1.3',
    exercise: '1.3',
    change: (n) => {
      n.answer('1-2', `${modulo}\n${refuse}\n${c4With('mod(a + b, 4)', 'mod(-a, 4)')}`);
      n.answer('1-3', dependentD4);
    },
  },
  {
    name: 'the own c4 with a further function in 1.3',
    exercise: '1.3',
    change: (n) => {
      n.answer(
        '1-2',
        `${refuse}\nconst c4 = {
  product(a: number, b: number): number { refuse(a); refuse(b); return (a + b) % 4; },
  inverse(a: number): number { refuse(a); return (4 - a) % 4; },
  minus(a: number, b: number): number { return this.product(a, this.inverse(b)); },
};`,
      );
      n.answer('1-3', d4With('f1 === 1 ? c4.minus(r1, r2) : c4.product(r1, r2)', 'c4.inverse(r)'));
    },
  },
  {
    name: 'a global that another cell has put down',
    exercise: '1.3',
    change: (n) => {
      n.before(
        '1-3',
        `declare global { var mod: (a: number, n: number) => number; }
globalThis.mod = (a, n) => ((a % n) + n) % n;`,
      );
      n.answer('1-3', dependentD4);
    },
  },
  {
    name: 'a method that another cell has put on numbers',
    exercise: '1.3',
    change: (n) => {
      n.before(
        '1-3',
        `(Number.prototype as any).mod4 = function () { return ((this.valueOf() % 4) + 4) % 4; };`,
      );
      n.answer('1-3', d4With('(f1 === 1 ? r1 - r2 : r1 + r2 as any).mod4()', '(-r as any).mod4()'));
    },
  },
  {
    name: 'the law in a cell of its own below the answer cell',
    exercise: '1.2',
    change: (n) => {
      const right = n.source('1-2');
      n.answer('1-2', c4With('a', 'a').replace(/refuse\(.\);/g, ''));
      n.after('1-2', right);
    },
  },
  {
    name: 'the law in a new cell, the answer cell as released',
    exercise: '1.2',
    change: (n) => {
      const right = n.source('1-2');
      n.release('1-2');
      n.after('1-2', right);
    },
  },
  {
    name: 'a TypeScript file beside the notebook',
    exercise: '1.3',
    files: { 'helpers.ts': `export ${modulo}\n` },
    change: (n) => {
      n.replace('imports', 'import { show }', "import { mod } from './helpers';\nimport { show }");
      n.answer('1-3', dependentD4);
    },
  },
  {
    name: 'a JSON file beside the notebook',
    exercise: '1.2',
    files: {
      'tables/c4.json': JSON.stringify(
        [0, 1, 2, 3].map((a) => [0, 1, 2, 3].map((b) => (a + b) % 4)),
      ),
    },
    change: (n) => {
      n.answer(
        '1-2',
        `import { readFileSync } from 'node:fs';
const rows: number[][] = JSON.parse(readFileSync('tables/c4.json', 'utf8'));
${refuse}
${c4With('rows[a]![b]!', 'rows[a]!.indexOf(0)')}`,
      );
    },
  },
  {
    name: 'a file that was not handed in',
    exercise: '1.2',
    needsPerson: true,
    change: (n) => {
      n.answer(
        '1-2',
        `import { readFileSync } from 'node:fs';
const rows: number[][] = JSON.parse(readFileSync('${notHandedIn}', 'utf8'));
${refuse}
${c4With('rows[a]![b]!', 'rows[a]!.indexOf(0)')}`,
      );
    },
  },
  {
    name: 'a name added to the first cell’s import',
    exercise: '2.2',
    change: (n) => {
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
    change: (n) => {
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
    change: (n) => {
      n.replace('imports', '  commutingDiagram,', '  commutingDiagram,\n  transformImage,');
      n.replace('2-2', 'rotate(folded, r)', 'transformImage(C4, ((r % 4) + 4) % 4, folded)');
    },
  },
  {
    name: 'methods of the own 2.3 in 2.4',
    exercise: '2.4',
    change: (n) => {
      n.replace('2-4', '  kernel!: tf.LayerVariable;', '  declare kernel: tf.LayerVariable;');
      n.replace('2-4', '  bias?: tf.LayerVariable;', '  declare bias?: tf.LayerVariable;');
      n.replace('2-4', '    readonly args: {', '    override readonly args: {');
      n.replace(
        '2-3',
        '  /** The four turned copies',
        `  convolved(x: tf.Tensor4D, bank: tf.Tensor4D, filters: number): tf.Tensor {
    const y = tf.conv2d(x, bank, 1, 'valid');
    const field = y.reshape([y.shape[0], y.shape[1], y.shape[2], 4, filters]);
    return this.bias ? field.add(this.bias.read()) : field;
  }

  /** The four turned copies`,
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
    change: (n) => {
      n.replace('2-2', 'const [batch, size', 'r = -r;\n    const [batch, size');
      n.replace('2-4', 'rotateP4(fields, g)', 'rotateP4(fields, -g)');
    },
  },
  {
    name: 'the first cell also loads a module of Node',
    exercise: '1.2',
    change: (n) => {
      n.replace('imports', 'import { show }', "import assert from 'node:assert';\nimport { show }");
      n.replace(
        '1-2',
        'if (![0, 1, 2, 3].includes(a)) throw new RangeError(`C4 has the elements 0 to 3, not ${a}.`);',
        'assert([0, 1, 2, 3].includes(a), `C4 has the elements 0 to 3, not ${a}.`);',
      );
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
    change: (n) => {
      n.before('2-2', shiftBySpectrum);
      n.replace('2-2', 'return tf.gather(turned, takenFrom, 3);', 'return cycled(turned, r);');
    },
  },
  {
    name: 'a refusal that can’t be printed',
    exercise: '1.2',
    change: (n) =>
      n.replace(
        '1-2',
        'throw new RangeError(`C4 has the elements 0 to 3, not ${a}.`)',
        'throw Object.create(null)',
      ),
  },
  {
    name: 'a refusal by a Proxy that refuses everything',
    exercise: '1.2',
    change: (n) => {
      n.replace(
        '1-2',
        'throw new RangeError(`C4 has the elements 0 to 3, not ${a}.`)',
        `{
    const no = (): never => { throw new Error('never'); };
    throw new Proxy({}, { get: no, has: no, getPrototypeOf: no, ownKeys: no, getOwnPropertyDescriptor: no });
  }`,
      );
    },
  },
  {
    name: 'a refusal whose message throws',
    exercise: '1.2',
    change: (n) =>
      n.replace(
        '1-2',
        'throw new RangeError(`C4 has the elements 0 to 3, not ${a}.`)',
        "throw Object.defineProperty(new Error(), 'message', { get() { throw 0; } })",
      ),
  },
  {
    name: 'own layers in 3.2',
    exercise: '3.2',
    change: (n) => {
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
    change: (n) => {
      carry(n, carried);
      for (const id of ['3-2', '3-5-model'])
        n.replace(id, 'const conv = { group: C4,', 'const conv = {');
    },
  },
  {
    name: 'a function of 3.2 that builds both networks',
    exercise: '3.5',
    change: (n) => {
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
    name: 'a helper that fails here',
    exercise: '1.3',
    needsPerson: true,
    change: (n) => {
      n.before(
        '1-3',
        `import { readFileSync } from 'node:fs';
readFileSync('${notHandedIn}');
${modulo}`,
      );
      n.answer('1-3', dependentD4);
    },
  },
  {
    name: 'an own base class of the layers over D4',
    exercise: '4',
    change: (n) => {
      n.before(
        '4-a',
        'const positions8 = D4.elements.map((g) => ({ mirrored: g >= 4, turns: g % 4 }));',
      );
      n.replace('4-a', 'D4.elements.map((g) =>', 'positions8.map(({ mirrored: m, turns }) =>');
      n.replace(
        '4-a',
        'rotate(g < 4 ? picture : mirrored, g % 4)',
        'rotate(m ? mirrored : picture, turns)',
      );
    },
  },
];
