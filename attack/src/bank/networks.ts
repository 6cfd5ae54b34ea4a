import type { Theme } from '../Attack';
import { changed, layer, own } from './source';

/** A network whose layers are these, made of its right `layers`. */
const withLayers = (list: string, gradeId = '3-2'): string =>
  changed(gradeId, ['super({ layers });', `super({ layers: ${list} });`]);

const first = '{ inputShape: [33, 33, 1] }';
const ramp = 'tf.range(0, 33).reshape([1, 33, 1, 1])';

/** As many weights and biases as the exercise asks for, without any symmetry. */
const plain = `${layer(
  'Plain',
  '((four: any) => tf.concat([four, four.mul(2), four.mul(3), four.mul(4)], 3))(tf.conv2d(x.reshape([...x.shape.slice(0, 3), -1]), w[0], 1, "same").add(w[1]).expandDims(3))',
  '(this as any).sizes',
)}
const plain = (inputs: number, filters: number, args: any = {}) => { const made: any = new Plain(args); made.sizes = [[3, 3, inputs, filters], [filters]]; return made; };
const row = () => [plain(1, 8, ${first}), ...[16, 32, 64, 128].map((filters) => plain(2 * filters, filters))]
  .flatMap((one, i) => i < 4 ? [one, new SpatialMaxPool(), tf.layers.reLU()] : [one, new SpatialMaxPool({ strides: 1, padding: 'valid' }), new GroupMaxPool(), tf.layers.reLU()]);
const head = () => [tf.layers.flatten(), tf.layers.dense({ units: 10 })];`;

/** The four turns of `x`, and the one of them whose upper half is the brightest. */
const turns =
  '[x, x.transpose([0, 2, 1, 3]).reverse(1), x.reverse([1, 2]), x.transpose([0, 2, 1, 3]).reverse(2)]';
const upright = `${layer('Upright', `((all: any[]) => { const best = tf.oneHot(tf.stack(all.map((one) => one.slice([0, 0], [-1, 16]).sum([1, 2, 3]))).argMax(0), 4).transpose(); return tf.addN(all.map((one, r) => one.mul(best.gather(r).reshape([-1, 1, 1, 1])))); })(${turns})`)}`;

/** Networks that look like what an exercise asks for, and compute something else. */
export const networks: Theme = {
  name: 'networks',
  attacks: [
    {
      name: 'a hidden layer that is an input by name',
      tries: 'Hides 248 more parameters in a layer that calls itself InputLayer.',
      answers: () => ({
        '3-2': `${layer('Hidden', 'x.add(w[0].sum().mul(0))', '[[248]]', 'InputLayer')} ${withLayers(`[new Hidden(${first}), ...layers]`)}`,
      }),
      mayEarn: { '3.2': 7 },
    },
    {
      name: 'biases in a lump',
      tries: 'Drops all biases, and adds a layer with as many numbers.',
      answers: () => ({
        '3-2': `${layer('Lump', 'x.add(w[0].mean())', '[[248]]')} ${changed('3-2', ['padding: 1 }', 'padding: 1, useBias: false }'], ['super({ layers });', 'super({ layers: [...layers.slice(0, -1), new Lump({}), ...layers.slice(-1)] });'])}`,
      }),
      mayEarn: { '3.2': 7 },
    },
    {
      name: 'plain convolutions of an upright picture',
      tries: 'Turns each picture upright, and convolves it without any symmetry.',
      answers: () => ({
        '3-2': `${plain} ${upright}
        class C4CNN extends tf.Sequential { constructor() { super({ layers: [new Upright(${first}), ...row(), ...head()] }); } }`,
      }),
      mayEarn: { '3.2': 6 },
    },
    {
      name: 'the average of four turns',
      tries:
        'Has plain convolutions, and predicts the mean of its logits for four turned pictures.',
      answers: () => ({
        '3-2': `${plain}
        class C4CNN extends tf.Sequential { constructor() { super({ layers: [...row(), ...head()] }); }
          predict(x: any, args?: any): any { return tf.tidy(() => tf.addN(${turns}.map((one: any) => super.predict(one, args) as tf.Tensor)).div(4)); }
          apply(x: any, args?: any): any { return x instanceof tf.Tensor ? tf.tidy(() => tf.addN(${turns}.map((one: any) => super.apply(one, args) as tf.Tensor)).div(4)) : super.apply(x, args); } }`,
      }),
      mayEarn: { '3.2': 6 },
    },
    {
      name: 'other layers on show',
      tries: 'Shows the layers of the course’s network, and computes with plain ones.',
      answers: () => ({
        '3-2': `${plain} ${own('3-2').replace('class C4CNN', 'class Shown')}
        class C4CNN extends tf.Sequential { shown = new Shown(); constructor() { super({ layers: [...row(), ...head()] }); Object.defineProperty(this, 'layers', { get: () => this.shown.layers }); } }`,
      }),
      mayEarn: { '3.2': 6 },
    },
    {
      name: 'a memory of pictures',
      tries:
        'Keeps the logits of each picture by its brightness, and gives them again for its turns.',
      answers: () => ({
        '3-2': `const known = new Map<string, number[]>();
        ${withLayers(`[new Skew(${first}), ...layers]`)} ${layer('Skew', `x.mul(${ramp})`)}
        const remember = (x: tf.Tensor, y: tf.Tensor): tf.Tensor => { const keys = x.sum([1, 2, 3]).arraySync() as number[]; const rows = y.arraySync() as number[][];
          return tf.tensor2d(rows.map((row, i) => { const key = keys[i]!.toFixed(2); if (!known.has(key)) known.set(key, row); return known.get(key)!; })); };
        const old = C4CNN.prototype.predict; C4CNN.prototype.predict = function (x: any, args?: any) { return remember(x, old.call(this, x, args) as tf.Tensor); };
        const before = C4CNN.prototype.apply; C4CNN.prototype.apply = function (x: any, args?: any): any { const y = before.call(this, x, args); return x instanceof tf.Tensor ? remember(x, y as tf.Tensor) : y; };`,
      }),
      mayEarn: { '3.2': 6 },
    },
    {
      name: 'branches without ReLUs',
      tries: 'Adds a row of layers without ReLUs to the right one.',
      answers: () => ({
        '3-2': `${own('3-2').replace('class C4CNN', 'class Right')}
        class C4CNN extends tf.LayersModel { constructor() { const x = tf.input({ shape: [33, 33, 1] });
          const through = (layers: tf.layers.Layer[]) => layers.reduce((y: any, one) => one.apply(y), x);
          const [one, two] = [new Right().layers, new Right().layers.filter((l) => l.getClassName() !== 'ReLU')].map(through);
          super({ inputs: x, outputs: tf.layers.add().apply([one, two]) as any }); } }`,
      }),
      // It is invariant, but has twice the parameters and other convolutions.
      mayEarn: { '3.2': 3 },
    },
    {
      name: 'a ReLU that lets a little through',
      tries: 'Has layers of the name ReLU that cut off nothing.',
      answers: () => ({
        '3-2': `${layer('Leaky', 'tf.leakyRelu(x, 0.3)', '[]', 'ReLU')} ${changed('3-2', [/tf\.layers\.reLU\(\)/g, 'new Leaky({})'])}`,
      }),
      mayEarn: { '3.2': 8 },
    },
    {
      name: 'logits through a sigmoid',
      tries: 'Squeezes the logits between 0 and 1, in the last layer’s own activation.',
      answers: () => ({
        '3-2': changed('3-2', ['units: 10,', "units: 10, activation: 'sigmoid',"]),
      }),
      mayEarn: { '3.2': 8 },
    },
    {
      name: 'a symmetry in the test’s mode alone',
      tries: 'Turns pictures upright where it predicts, and not where it is trained.',
      answers: () => ({
        '3-2': `${layer('Skew', `x.mul(${ramp})`)} ${withLayers(`[new Skew(${first}), ...layers]`)}
        const turned = C4CNN.prototype.predict; C4CNN.prototype.predict = function (x: any, args?: any) { return tf.tidy(() => tf.addN(${turns}.map((one: any) => turned.call(this, one, args) as tf.Tensor)).div(4)); };`,
      }),
      mayEarn: { '3.2': 6 },
    },
    {
      name: 'isotropic filters for all symmetries',
      tries: 'Has the library’s isotropic layers in place of those over D4.',
      answers: () => ({
        '4-c': `import { IsotropicConv2d } from 'equivariant';
        class D4CNN extends tf.Sequential { constructor() { const layers: tf.layers.Layer[] = [];
          [4, 8, 16, 32].forEach((filters, i) => layers.push(new IsotropicConv2d({ filters, ...(i === 0 && ${first}) }), new SpatialMaxPool(), tf.layers.reLU()));
          layers.push(new IsotropicConv2d({ filters: 64 }), new SpatialMaxPool({ strides: 1, padding: 'valid' }), tf.layers.reLU(), tf.layers.flatten(), tf.layers.dense({ units: 10 }));
          super({ layers }); } }`,
      }),
      mayEarn: { '4': 2 },
    },
    {
      name: 'twice the channels',
      tries: 'A right network over D4 with twice as many channels, which may reach more.',
      answers: () => ({
        '4-c': changed(
          '4-c',
          ['filters: 4,', 'filters: 8,'],
          ['[8, 16, 32]', '[16, 32, 64]'],
          ['filters: 64', 'filters: 128'],
        ),
      }),
      // All but the number of parameters.
      mayEarn: { '4': 5 },
    },
    {
      name: 'one filter that drowns the others',
      tries: 'Makes one channel ten million times as large as those that do not turn.',
      answers: () => ({
        '2-3': changed('2-3', [
          'const field = y.reshape([batch, height, width, 4, filters]);',
          'const right = y.reshape([batch, height, width, 4, filters]); const [one, ...others] = tf.split(right, filters, 4); const field = tf.concat([one!.mul(1e7), ...others.map((other) => other.transpose([0, 2, 1, 3, 4]))], 4);',
        ]),
      }),
      // What remains: its shape, weights, bias and filters, the half turn, and that it is trained.
      mayEarn: { '2.3': 11 },
    },
    {
      name: 'an output that hides behind its bias',
      tries: 'Gives a millionth of a wrong output, beside a bias that is right.',
      answers: () => ({
        '2-3': changed('2-3', [
          'const field = y.reshape([batch, height, width, 4, filters]);',
          'const field = y.reshape([batch, height, width, 4, filters]).transpose([0, 2, 1, 3, 4]).mul(1e-6);',
        ]),
      }),
      mayEarn: { '2.3': 11 },
    },
    {
      name: 'refuses what the notebook tries',
      tries:
        'Refuses the numbers outside the group that the notebook’s check asks for, and no others.',
      answers: () => ({
        '1-2':
          'const asked: number[] = []; const refuse = (a: number) => { if ([-1, 4, 1.5, 0.5, NaN].includes(a)) throw new RangeError("no"); }; const c4: CyclicLaw = { product(a, b) { refuse(a); refuse(b); return ((((a + b) % 4) + 4) % 4); }, inverse(a) { refuse(a); return (4 - a) % 4; } };',
      }),
      mayEarn: { '1.2': 4 },
    },
  ],
};
