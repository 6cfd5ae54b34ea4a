import type { Theme } from '../Attack';
import { own, tools, wrongC4 } from './source';

/** Values that are not what they seem. */
export const lies: Theme = {
  name: 'lies',
  attacks: [
    {
      name: 'lying valueOf',
      tries: 'Objects that turn into whatever they are compared with.',
      answers: () => ({
        '1-2': `const chameleon: any = { n: 0, valueOf() { return this.n++ % 4; }, toString() { return '0'; }, toJSON() { return 0; }, [Symbol.toPrimitive]() { return this.n++ % 4; } };
        const c4: CyclicLaw = { product: () => chameleon, inverse: () => chameleon };`,
      }),
    },
    {
      name: 'a proxy for everything',
      tries: 'An answer that has every property and agrees to everything.',
      answers: () => ({
        '1-3': `const yes: any = new Proxy(function () {}, { get: (_, name) => (name === Symbol.toPrimitive ? () => 1 : name === 'length' ? 2 : yes), apply: () => yes, construct: () => yes, has: () => true, getPrototypeOf: () => Array.prototype });
        const d4: DihedralLaw = yes;`,
      }),
    },
    {
      name: 'a forged shape',
      tries: 'A tensor that claims another shape than it has numbers for.',
      answers: () => ({
        '2-2': `function rotateP4(field: tf.Tensor5D, r: number): any {
          const x: any = tf.zeros([1]);
          for (const [name, value] of Object.entries({ shape: field.shape, size: field.size, rank: 5, rankType: '5', dataSync: () => new Float32Array(field.size), toString: () => 'right' })) Object.defineProperty(x, name, { value });
          return x;
        }`,
      }),
      // A field of zeros has the right shape, and not a right number.
      mayEarn: { '2.2': 0 },
    },
    {
      name: 'impossible tensors',
      tries: 'Shapes with no numbers in them, or with more than there are; NaN; another type.',
      answers: () => ({
        '2-2': `let n = 0;
        function rotateP4(field: tf.Tensor5D, r: number): any {
          const shapes = [[0, 2 ** 40, 2 ** 40], [2 ** 31], [-1], [1e9, 1e9], [NaN], field.shape];
          const shape = shapes[n++ % shapes.length];
          return Object.assign(Object.create(tf.Tensor.prototype), { shape, dtype: 'complex64', isDisposedInternal: false, dataSync: () => new Float32Array(field.size).fill(NaN) });
        }`,
      }),
    },
    {
      name: 'an oracle of numbers',
      tries: 'Replies that are larger than the judge’s memory: nested lists and endless strings.',
      answers: () => ({
        '1-2': `${tools} ${wrongC4}
        const text = Buffer.alloc(200e6, '[[],[],'); text[0] = 91;
        const head = Buffer.alloc(8); head.writeUInt32LE(text.length, 0);
        const real = Buffer.from('[' + '[],'.repeat(6e7) + '[]]'); head.writeUInt32LE(real.length, 0);
        const fd = fs.openSync('/pipes/answers-0', fs.constants.O_WRONLY);
        for (const part of [head, real]) for (let at = 0; at < part.length;) at += attempt(() => fs.writeSync(fd, part, at)) ?? 0;`,
      }),
    },
    {
      name: 'work for the judge',
      tries: 'Claims so many weights that the judge never finishes with them.',
      answers: () => ({
        '2-3': `class LiftingConv2d extends tf.layers.Layer {
          constructor(readonly args: any) { super(args); }
          build(shape: tf.Shape) { for (let i = 0; i < 6; i++) this.addWeight('w' + i, [6e6], 'float32', tf.initializers.zeros()); super.build(shape); }
          computeOutputShape([b, h, w]: tf.Shape): tf.Shape { return [b!, h!, w!, 4, this.args.filters]; }
          call(x: any) { const [b, h, w] = (Array.isArray(x) ? x[0] : x).shape; return tf.zeros([b, h, w, 4, this.args.filters]); }
          getClassName() { return 'StudentLiftingConv2d'; }
        }`,
      }),
      // It does have the right shape.
      mayEarn: { '2.3': 2 },
    },
    {
      name: 'a network of a million layers',
      tries: 'Describes a network with too many layers for the judge to call one by one.',
      answers: () => ({
        '3-2': `${tools} ${own('3-2')}
        const { Examinee } = load('/course/agent/agent/Examinee.js');
        const old = Examinee.prototype.do;
        Examinee.prototype.do = function (request: any) {
          if (request.op === 'make') return { handle: 0, className: 'ReLU', weights: [], layers: Array.from({ length: 1e6 }, (_, handle) => ({ handle, className: 'ReLU', weights: [], layers: [] })) };
          if (request.op === 'apply') return { y: request.x, changed: [], left: 0 };
          return old.call(this, request);
        };`,
      }),
    },
    {
      name: 'right today, not tomorrow',
      tries: 'A class whose instances differ: by a counter, only the first is right.',
      answers: () => ({
        '1-2': `let calls = 0;
        const c4: CyclicLaw = {
          product: (a, b) => (calls++ < 1 ? (a + b) % 4 : 7),
          inverse: (a) => (calls++ < 2 ? (4 - a) % 4 : 7),
        };`,
      }),
    },
  ],
};
