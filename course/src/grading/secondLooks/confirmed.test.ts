import * as tf from '@tensorflow/tfjs';
import { C4, chooseBackend, LiftingConv2d } from 'equivariant';
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
function refuted<P extends Part>(part: P, answer: Answers[P]): string[] {
  const { findings } = judge(part, answer as never, draw);
  const again = confirmed(part, answer, findings, draw);
  return findings
    .filter(({ passed }, index) => passed && !again[index]!.passed)
    .map(({ id }) => id);
}

test.each(parts.filter((part) => !isNetwork(part)))('right answers to %s are confirmed', (part) => {
  for (const { name, answer } of specimensOf(part).right) {
    const before = tf.memory().numTensors;
    expect([name, refuted(part, answer as never)]).toEqual([name, []]);
    expect(tf.memory().numTensors - before).toBeLessThan(200);
  }
});

test.each(['2.1', '2.3', '2.4', '4a', '4b'] as const)(
  'what passes in %s although one method is missing is confirmed',
  (part) => {
    const missing = specimensOf(part).wrong.filter(({ name }) => name.endsWith(' as released'));
    expect(missing).toHaveLength(3);
    for (const { name, answer } of missing) {
      expect([name, refuted(part, answer as never)]).toEqual([name, []]);
    }
  },
);

test('the findings about a right answer stay as they are', () => {
  const answer = specimensOf('2.3').right[0]!.answer;
  const { findings } = judge('2.3', answer, draw);
  expect(confirmed('2.3', answer, findings, draw)).toEqual(findings);
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
