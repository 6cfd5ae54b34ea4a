import * as tf from '@tensorflow/tfjs';
import {
  C4,
  C4CNN,
  C4CNNWithBatchNorm,
  chooseBackend,
  GroupBatchNorm,
  GroupConv2d,
  GroupMaxPool,
  IsotropicCNN,
  LiftingConv2d,
  SpatialMaxPool,
} from 'equivariant';
import { check, checkTrained } from './check';
import type { ModelClass } from './checks/network/network';
import { CheckFailed, hints } from './checks/Report';
import { definitionOf, exercises, parts } from './exercises';
import { groupLayer, type GroupLayerOptions } from './grading/mutants/groupLayer';
import { normalizationLayer } from './grading/mutants/normalizationLayer';
import { judge } from './judge';
import { trainingPlan } from './training/trainingPlan';

beforeAll(async () => {
  await chooseBackend();
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});

/** The properties that fail in a check. */
async function failures(check: Promise<void>): Promise<string[]> {
  try {
    await check;
    return [];
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error;
    const examined = error.report.findings.filter(({ unexamined }) => unexamined === undefined);
    return examined.filter(({ passed }) => !passed).map(({ property }) => property);
  }
}

/** The network of exercise 3.2 with its layers changed. */
function variant(change: (layers: tf.layers.Layer[]) => tf.layers.Layer[]): ModelClass {
  return class extends tf.Sequential {
    constructor() {
      const conv = { group: C4, kernelSize: 3, padding: 1 };
      const layers: tf.layers.Layer[] = [8, 16, 32, 64, 128].flatMap((filters, i) => [
        i === 0
          ? new LiftingConv2d({ ...conv, filters, inputShape: [33, 33, 1] })
          : new GroupConv2d({ ...conv, filters, seed: i }),
        new SpatialMaxPool(i === 4 ? { strides: 1, padding: 'valid' } : {}),
        ...(i === 4 ? [new GroupMaxPool()] : []),
        tf.layers.reLU(),
      ]);
      super({ layers: change([...layers, tf.layers.flatten(), tf.layers.dense({ units: 10 })]) });
    }
  };
}

const turns = ['a quarter turn', 'a half turn', 'three quarter turns'];

/** What can be thrown and not be looked at. */
const unprintable: [string, () => unknown][] = [
  ['an object without a prototype', () => Object.create(null) as unknown],
  [
    'a proxy that refuses everything',
    () => {
      const refuse = (): never => {
        throw new Error('refused');
      };
      return new Proxy({}, { get: refuse, has: refuse, getPrototypeOf: refuse });
    },
  ],
  [
    'an error whose message throws',
    () => Object.defineProperty(new Error(), 'message', { get: () => unprintable[0]![1]() }),
  ],
  ['undefined', () => undefined],
  ['a symbol', () => Symbol('no')],
];

it.each(unprintable)('a refusal may throw %s', (_, made) => {
  const refuse = (...elements: number[]): void => {
    if (!elements.every((a) => [0, 1, 2, 3].includes(a))) throw made();
  };
  const c4 = {
    product: (a: number, b: number) => (refuse(a, b), (a + b) % 4),
    inverse: (a: number) => (refuse(a), (4 - a) % 4),
  };
  expect(judge('1.2', c4).findings.filter(({ passed }) => !passed)).toEqual([]);
  const broken = {
    product: (): number => {
      throw made();
    },
    inverse: c4.inverse,
  };
  const report = judge('1.2', broken);
  expect(report.findings.find(({ passed }) => !passed)?.detail).toMatch(/^the code stopped with: /);
});

it('has exercises worth 100 points, besides those that give a bonus', () => {
  const regular = Object.values(exercises).filter((exercise) => !('bonus' in exercise));
  expect(regular.reduce((sum, { points }) => sum + points, 0)).toBe(100);
  expect(exercises['4']).toMatchObject({ points: 15, bonus: true });
});

it('passes right answers', async () => {
  expect(await failures(check('3.2', C4CNN))).toEqual([]);
  expect(
    await failures(
      check(
        '3.2',
        variant((layers) => layers),
      ),
    ),
  ).toEqual([]);
  expect(await failures(check('3.3', IsotropicCNN))).toEqual([]);
  expect(await failures(check('3.5b', C4CNNWithBatchNorm))).toEqual([]);
  expect(await failures(check('3.5a', GroupBatchNorm))).toEqual([]);
});

it('finds a network that keeps the four rotations as features', async () => {
  const Model = variant((layers) => layers.filter((layer) => !(layer instanceof GroupMaxPool)));
  expect(await failures(check('3.2', Model))).toEqual([
    'the poolings of the table, and nothing else',
    '393,290 parameters',
    ...turns.map((turn) => `unchanged by ${turn}`),
  ]);
});

it('finds a softmax', async () => {
  const Model = variant((layers) => [...layers, tf.layers.softmax()]);
  expect(await failures(check('3.2', Model))).toEqual([
    'the logits are those of the linear layer (no softmax)',
  ]);
});

it('finds a wrong number of outputs', async () => {
  const Model = variant((layers) => [...layers.slice(0, -1), tf.layers.dense({ units: 9 })]);
  expect(await failures(check('3.2', Model))).toContain('five pictures give five times ten logits');
});

it('finds a network that ignores its input', async () => {
  const blank = tf.layers.dense({ units: 10, kernelInitializer: 'zeros', biasInitializer: 'ones' });
  const Model = variant((layers) => [...layers.slice(0, -1), blank]);
  expect(await failures(check('3.2', Model))).toContain('the logits depend on the picture');
});

it('finds a wrong number of channels', async () => {
  class Narrow extends C4CNN {
    constructor() {
      super({ channels: [8, 16, 32, 64, 127] });
    }
  }
  expect(await failures(check('3.2', Narrow))).toEqual(['393,290 parameters']);
});

it('judges the accuracy of a full run only', async () => {
  const model = new C4CNN();
  const plan = trainingPlan();
  const low = checkTrained('3.2', model, 0.92, plan);
  expect(await failures(low)).toEqual(['at least 93.00 % of the test pictures recognized']);
  expect(await failures(checkTrained('3.2', model, NaN, plan))).toHaveLength(1);
  expect(await failures(checkTrained('3.2', model, 0.94, plan))).toEqual([]);
  expect(await failures(checkTrained('3.2', model, 0.5, { ...plan, quick: true }))).toEqual([]);
});

describe('with code that is older than the notebook shows', () => {
  const host = globalThis as { jupyter?: object };
  afterEach(() => delete host.jupyter);
  const tells = (failed: boolean, old: unknown): void => {
    const olderVersions = (...values: unknown[]): object[] =>
      values.includes(old) ? [{ name: 'C4CNN', failed }] : [];
    host.jupyter = { olderVersions };
  };
  const finding = ['the newest version of C4CNN'];

  it('a right answer is not green', async () => {
    tells(true, C4CNN);
    expect(await failures(check('3.2', C4CNN))).toEqual(finding);
    tells(true, undefined);
    expect(await failures(check('3.2', C4CNN))).toEqual([]);
  });

  it('neither is a network that was built from it, or from such layers', async () => {
    for (const old of [C4CNN, GroupConv2d]) {
      tells(false, old);
      const checked = checkTrained('3.2', new C4CNN(), 0.94, trainingPlan());
      expect(await failures(checked)).toEqual(finding);
    }
  });
});

it('finds separate means for the group elements', async () => {
  const found = await failures(check('3.5a', normalizationLayer({ axes: [0, 1, 2] })));
  expect(found).toContain('one mean for all four group elements');
});

it('finds a normalization over the channels too', async () => {
  const found = await failures(check('3.5a', normalizationLayer({ axes: [0, 1, 2, 3, 4] })));
  expect(found).toContain(
    'in training each channel is normalized with its mean and variance in the batch',
  );
});

it('finds a normalization that forgets', async () => {
  const found = await failures(check('3.5a', normalizationLayer({ momentum: 1 })));
  expect(found).toEqual(['inference uses what training has seen']);
});

it('finds a normalization that does nothing', async () => {
  const Nothing = class extends tf.layers.Layer {
    override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
      return Array.isArray(inputs) ? inputs[0]! : inputs;
    }
    override getClassName(): string {
      return 'Nothing';
    }
  };
  // It has nothing to remember, so whether inference uses it is not examined, and earns nothing.
  expect(await failures(check('3.5a', Nothing))).toEqual([
    'in training each channel is normalized with its mean and variance in the batch',
    'it learns a scale and a shift for each channel',
  ]);
});

function notYet(): never {
  throw new Error('Not implemented');
}

describe('a missing answer gets kind words, and nothing else', () => {
  const stubs = {
    law: new Proxy({}, { get: () => notYet }),
    function: notYet,
    layer: class extends tf.layers.Layer {
      override call = notYet;
      override getClassName(): string {
        return 'Stub';
      }
    },
    network: class extends tf.Sequential {
      constructor() {
        notYet();
        super();
      }
    },
  };

  test.each(parts)('%s', (part) => {
    const { findings } = judge(part, stubs[definitionOf(part).kind] as never);
    const because = 'not examined, because there is no answer here yet';
    for (const { passed, detail, unexamined } of findings) {
      expect(passed).toBe(false);
      expect(detail).toBe(unexamined === undefined ? 'there is no answer here yet' : because);
    }
    expect(hints({ findings })).toEqual([expect.stringContaining('Write your answer')]);
  });
});

it('says what differs and where, and shows both ways through the diagram', () => {
  const Unmoved = groupLayer({ group: C4, lifting: false, axis: (_, h) => h });
  const { findings } = judge('2.4', Unmoved);
  const failed = findings.filter(({ passed, unexamined }) => !passed && unexamined === undefined);
  expect(failed[0]!.property).toBe('commutes with a quarter turn');
  expect(failed[0]!.detail).toMatch(
    /^the two ways differ by \d+ % of the largest value of the channel, at batch \d, row \d, column \d, group element \d, channel \d$/,
  );
  expect(failed[0]!.hint).toContain('not shifted');
  expect(failed[0]!.figure!.alt).toContain('Moving the input by a quarter turn');
  expect(failed.at(-1)!.detail).toContain('the filter of element 1: its group axis should be');
});

it('sees a small output beside a large bias', () => {
  const lost = (options: Partial<GroupLayerOptions>): string[] => {
    const Tiny = groupLayer({
      group: C4,
      lifting: true,
      addBias(field, bias) {
        const small = field.transpose([0, 2, 1, 3, 4]).mul(1e-6);
        return bias ? small.add(bias) : small;
      },
      ...options,
    });
    const failed = judge('2.3', Tiny).findings.filter(({ passed }) => !passed);
    return failed.map(({ id }) => id);
  };
  // Its filters are right, and seen before they are used.
  expect(lost({})).toEqual(['correlation', 'commutes-1', 'commutes-3']);
  const unmoved = ['commutes-1', 'commutes-2', 'commutes-3', 'copies', 'copies-differ'];
  expect(lost({ pixels: () => 0 })).toEqual(expect.arrayContaining(['correlation', ...unmoved]));
});

it('leaves no tensor behind', () => {
  judge('2.4', groupLayer({ group: C4, lifting: false }));
  const before = tf.memory().numTensors;
  judge('2.4', groupLayer({ group: C4, lifting: false }));
  judge('2.4', groupLayer({ group: C4, lifting: false, pixels: () => 0 }));
  judge('3.2', C4CNN);
  expect(tf.memory().numTensors).toBe(before);
});
