import * as tf from '@tensorflow/tfjs';
import { C4, chooseBackend, LiftingConv2d } from 'equivariant';
import type { ModelClass } from '../../checks/network/network';
import { isNetwork, parts, type Answers, type Part } from '../../exercises';
import { judge } from '../../judge';
import { specimensOf } from '../Grading';
import { confirmed } from './confirmed';

jest.setTimeout(600_000);
beforeAll(async () => {
  await chooseBackend();
});

const draw = 7;

/** The ids of findings that passed, but that second looks refute. */
function refuted<P extends Part>(part: P, answer: Answers[P], asked = answer): string[] {
  const { findings } = judge(part, answer as never, draw);
  const again = confirmed(part, asked, findings, draw);
  return findings
    .filter(({ passed }, index) => passed && !again[index]!.passed)
    .map(({ id }) => id);
}

/** A network as the grader's judge has it, from another process: layers unfolded, no inputs. */
function unfolded(Model: ModelClass): ModelClass {
  const layersOf = (model: tf.LayersModel): tf.layers.Layer[] =>
    model.layers.flatMap((layer) =>
      layer instanceof tf.LayersModel
        ? layersOf(layer)
        : layer.getClassName() === 'InputLayer'
          ? []
          : [layer],
    );
  return class {
    constructor() {
      const model = new Model();
      return { predict: (x: tf.Tensor) => model.predict(x), layers: layersOf(model) };
    }
  } as unknown as ModelClass;
}

test.each(parts)('right answers to %s are confirmed', (part) => {
  const isModel = isNetwork(part);
  // Networks are slow.
  for (const { name, answer } of specimensOf(part).right.slice(0, isModel ? 2 : Infinity)) {
    const asked = isModel ? unfolded(answer as ModelClass) : answer;
    const before = tf.memory().numTensors;
    expect([name, refuted(part, answer as never, asked as never)]).toEqual([name, []]);
    expect(tf.memory().numTensors - before).toBeLessThan(200);
  }
});

test('the findings about a right answer stay as they are', () => {
  const answer = specimensOf('2.3').right[0]!.answer;
  const { findings } = judge('2.3', answer, draw);
  expect(confirmed('2.3', answer, findings, draw)).toEqual(findings);
});

/** A layer that applies a function. */
class Does extends tf.layers.Layer {
  constructor(
    private readonly work: (x: tf.Tensor) => tf.Tensor,
    args = {},
  ) {
    super(args);
  }
  override computeOutputShape(shape: tf.Shape): tf.Shape {
    const out = this.work(tf.zeros([1, ...(shape.slice(1) as number[])])).shape;
    return [shape[0]!, ...out.slice(1)];
  }
  override call(input: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return this.work(Array.isArray(input) ? input[0]! : input);
  }
  static className = 'Does';
}

/** A network with ten logits from a picture’s brightness, after these functions. */
function brightness(...before: ((x: tf.Tensor) => tf.Tensor)[]): ModelClass {
  const powers = (x: tf.Tensor): tf.Tensor =>
    tf.stack(
      Array.from({ length: 10 }, (_, n) => x.pow(n + 1).mean([1, 2, 3])),
      1,
    );
  return class extends tf.Sequential {
    constructor() {
      super({
        layers: [...before, powers].map(
          (work, index) => new Does(work, index === 0 ? { inputShape: [33, 33, 1] } : {}),
        ),
      });
    }
  };
}

const turned = (x: tf.Tensor): tf.Tensor => x.mul(tf.range(0, 33).reshape([1, 33, 1, 1]));

test.each<[string, ModelClass, RegExp[]]>([
  ['always gives the same logits', brightness((x) => x.mul(0).add(1)), [/^unchanged-[1-3]$/]],
  [
    'is invariant only for noise',
    brightness((x) => (x.mean().dataSync()[0]! > 0.4 ? x : turned(x))),
    [/^unchanged-[1-3]$/],
  ],
  [
    'is invariant only for some numbers of pictures',
    brightness((x) => ([1, 2, 5].includes(x.shape[0]) ? x : turned(x))),
    [/^unchanged-[1-3]$/],
  ],
  [
    'has ReLUs only for negative inputs',
    brightness(
      (x) => x.sub(0.5),
      ...Array.from(
        { length: 5 },
        () => (x: tf.Tensor) => (x.max().dataSync()[0]! < 0 ? x.relu() : x),
      ),
    ),
    [/^relus$/],
  ],
])('second looks refute a network that %s', (_, Model, properties) => {
  const found = refuted('3.2', Model, unfolded(Model));
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((one) => !properties.some((property) => property.test(one)))).toEqual([]);
});

/** The library's layer with its output changed. */
function changed(change: (y: tf.Tensor) => tf.Tensor): Answers['2.3'] {
  return class extends LiftingConv2d {
    constructor(args: { filters: number; kernelSize: number }) {
      super({ ...args, group: C4 });
    }
    override call(input: tf.Tensor | tf.Tensor[]): tf.Tensor {
      return change(super.call(input));
    }
  };
}

test.each<[string, Answers['2.3'], RegExp]>([
  ['always gives 0', changed((y) => y.mul(0)), /^(correlation|commutes-[1-3]|copies|gradient)$/],
  [
    'fakes its gradients',
    changed((y) =>
      tf.customGrad((x) => ({
        value: (x as tf.Tensor).clone(),
        gradFunc: (dy: tf.Tensor) => dy.mul(2),
      }))(y),
    ),
    /^gradient$/,
  ],
])('second looks refute a layer that %s', (_, Layer, properties) => {
  const found = refuted('2.3', Layer);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((property) => !properties.test(property))).toEqual([]);
});
