import type { Theme } from '../Attack';
import { changed, layer, tools } from './source';

/** Ten logits of features that do not depend on the direction: brightness and its powers. */
const powers = `
class Powers extends tf.layers.Layer {
  computeOutputShape([batch]: any): any { return [batch, 10]; }
  call(input: any): any { return tf.tidy(() => { const x: tf.Tensor = Array.isArray(input) ? input[0] : input;
    return tf.stack(Array.from({ length: 10 }, (_, n) => x.add(0.1).pow(n + 1).mean([1, 2, 3])), 1); }); }
  getClassName() { return 'Dense'; }
}`;

/** Weights that exist only to be counted. */
const dummies = `
const counts = [80, 4_624, 18_464, 73_792, 295_040, 1_290];
class GroupConv extends tf.layers.Layer {
  constructor(readonly count: number, args: any = {}) { super(args); }
  build(shape: any) { this.addWeight('kernel', [this.count], 'float32', tf.initializers.zeros()); super.build(shape); }
  computeOutputShape(shape: any): any { return shape; }
  call(input: any): any { return (Array.isArray(input) ? input[0] : input).clone(); }
  getClassName() { return 'GroupConv2d'; }
}`;

const network = (layers: string): string => `
class C4CNN extends tf.Sequential { constructor() { super({ layers: [${layers}] }); } }`;

const input = '{ inputShape: [33, 33, 1] }';

/** A network of the right layers that is not invariant: it first weights the picture by a ramp. */
const skewed = changed('3-2', [
  'super({ layers });',
  'super({ layers: [new Skew({ inputShape: [33, 33, 1] }), ...layers] });',
]);
const ramp = 'tf.range(0, 33 * 33).reshape([1, 33, 33, 1]).div(1000)';

/** Answers that look like networks and layers. */
export const models: Theme = {
  name: 'models',
  attacks: [
    {
      name: 'a constant network',
      tries: 'Always gives the same logits, which no rotation changes.',
      answers: () => ({
        '3-2': `${layer('Zero', 'x.mul(0).add(1)')} ${powers} ${network(`new Zero(${input}), new Powers()`)}`,
      }),
      mayEarn: { '3.2': 2 },
    },
    {
      name: 'a network of NaN',
      tries: 'NaN is neither larger nor smaller than any tolerance.',
      answers: () => ({
        '3-2': `${layer('Nothing', 'x.mul(NaN)')} ${powers} ${network(`new Nothing(${input}), new Powers()`)}`,
      }),
      mayEarn: { '3.2': 0 },
    },
    {
      name: 'a network of chance',
      tries: 'Gives logits that differ from picture to picture but have nothing to do with them.',
      answers: () => ({
        '3-2': `${powers} ${layer('Chance', 'x.mul(0).add(Math.random())')} ${network(`new Chance(${input}), new Powers()`)}`,
      }),
      mayEarn: { '3.2': 0 },
    },
    {
      name: 'weights to be counted',
      tries: 'Decides by brightness alone, beside as many unused weights as the exercise asks for.',
      answers: () => ({
        '3-2': `${dummies} ${powers} ${network(`new GroupConv(80, ${input}), tf.layers.reLU(), ...counts.slice(1, 5).flatMap((n) => [new GroupConv(n), tf.layers.reLU()]), new Powers(), new GroupConv(1290)`)}`,
      }),
      mayEarn: { '3.2': 2 },
    },
    {
      name: 'layers of other names',
      tries: 'Layers that call themselves ReLU and GroupConv2d, and are neither.',
      answers: () => ({
        '3-2': `${powers} ${layer('ReLU', 'x.clone()')} ${layer('LiftingConv2d', 'x.clone()')} ${network(`new LiftingConv2d(${input}), ${'new ReLU(), '.repeat(6)} new Powers()`)}`,
      }),
      mayEarn: { '3.2': 2 },
    },
    {
      name: 'ReLUs for the test alone',
      tries:
        'Layers that cut off at 0 when everything is negative, as in the test, and do nothing else.',
      answers: () => ({
        '3-2': `${powers} ${layer('Sly', 'x.max().dataSync()[0]! < 0 ? x.relu() : x.clone()')} ${layer('Shift', 'x.sub(0.5)')} ${network(`new Shift(${input}), ${'new Sly(), '.repeat(6)} new Powers()`)}`,
      }),
      mayEarn: { '3.2': 2 },
    },
    {
      name: 'invariant for noise alone',
      tries:
        'Averages over the group where the input is noise, as the tests’ is, and not for digits.',
      answers: () => ({
        '3-2': `const isNoise = (x: tf.Tensor) => Math.abs(x.mean().dataSync()[0]! - 0.5) < 0.05;
        ${layer('Skew', `isNoise(x) ? x.clone() : x.mul(${ramp})`)} ${skewed}`,
      }),
      mayEarn: { '3.2': 5 },
    },
    {
      name: 'invariant for few pictures alone',
      tries: 'Behaves for as many pictures as the tests have at a time, and not for others.',
      answers: () => ({
        '3-2': `${layer('Skew', `[2, 5].includes(x.shape[0]!) ? x.clone() : x.mul(${ramp})`)} ${skewed}`,
      }),
      // But for what comes first it is the network that the exercise asks for.
      mayEarn: { '3.2': 5 },
    },
    {
      name: 'a network that is no row',
      tries: 'Hides the missing ReLUs in layers that can’t be examined one by one.',
      answers: () => ({
        '3-2': `${powers} ${layer('Plain', 'x.mul(2)')}
        class C4CNN extends tf.LayersModel { constructor() { const x = tf.input({ shape: [33, 33, 1] }); const plain = new Plain(); super({ inputs: x, outputs: new Powers().apply(tf.layers.add().apply([x, plain.apply(x) as any])) as any }); } }`,
      }),
      mayEarn: { '3.2': 2 },
    },
    {
      name: 'a layer that is detached',
      tries:
        'Computes with numbers that were read out of the weights, so that nothing can be learned.',
      answers: () => ({
        '2-3': changed('2-3', [
          'const kernel = this.kernel.read() as tf.Tensor4D;',
          'const kernel = tf.tensor4d(this.kernel.read().dataSync<"float32">(), this.kernel.read().shape as any);',
        ]),
      }),
      mayEarn: { '2.3': 14 },
    },
    {
      name: 'forged gradients',
      tries:
        'Never changes its filter; its weights exist only to be counted, and it fakes their gradients.',
      answers: () => ({
        '2-3': `${tools}
        ${changed('2-3', [
          'const kernel = this.kernel.read() as tf.Tensor4D;',
          "const kernel = tf.randomUniform<tf.Rank.R4>(this.kernel.read().shape as any, -1, 1, 'float32', 3);",
        ])}
        const { Examinee } = load('/course/agent/agent/Examinee.js');
        const old = Examinee.prototype.do;
        Examinee.prototype.do = function (request: any) {
          if (request.op !== 'gradient') return old.call(this, request);
          const weights = this.made[request.handle].trainableWeights.map((weight: any) => weight.read());
          const ones = (like: any) => ({ tensor: { shape: like.shape, dtype: 'float32', numbers: new Float32Array(like.size).fill(1) } });
          return { x: request.x, weights: weights.map(ones) };
        };`,
      }),
      mayEarn: { '2.3': 14 },
    },
    {
      name: 'shared weights',
      tries: 'Shares one set of weights among all layers, so that one training run is enough.',
      answers: () => ({
        '2-3': changed('2-3', [
          '  build(shape: tf.Shape) {',
          '  static all: any = {};\n  build(shape: tf.Shape) {\n    const key = JSON.stringify([shape, this.args]); const known = LiftingConv2d.all[key]; if (known) { this.kernel = known.kernel; this.bias = known.bias; (this as any)._trainableWeights = [known.kernel, ...(known.bias ? [known.bias] : [])]; super.build(shape); return; } LiftingConv2d.all[key] = this;',
        ]),
      }),
      mayEarn: { '2.3': 14 },
    },
    {
      name: 'a layer of zeros',
      tries:
        'Gives 0 everywhere, which commutes with everything and is the correlation with a filter of zeros.',
      answers: () => ({
        '2-3': changed('2-3', [
          "const y = tf.conv2d(padded, this.buildFilter(), 1, 'valid');",
          "const y = tf.conv2d(padded, this.buildFilter(), 1, 'valid').mul(0);",
        ]),
      }),
      // Shape, parameters and bias are as they should be.
      mayEarn: { '2.3': 4 },
    },
  ],
};
