import * as tf from '@tensorflow/tfjs';
import { find, needs, Wrong, type Finding } from '../Finding';
import { equivarianceFindings } from '../equivariance';
import { once } from '../values';
import { Bank } from './Bank';
import { hiddenBank, requireCorrelation } from './correlation';
import { requireShape } from './shape';
import { Trial, type ConvolutionKind, type Make, type MakeLayer, type Setting } from './Trial';
import {
  countWeights,
  refuseBias,
  requireGradient,
  requireNothingLeft,
  requireOwnWeights,
  requireSharedBias,
} from './weights';

/** What one kind of convolution requires beyond what all require. */
export interface Examination<Element extends number, FilterId extends string> {
  kind: ConvolutionKind<Element>;
  /** The setting for most properties. */
  setting: Setting;
  /** Free weights without the bias, as a number and in words. */
  weights: { count: (setting: Setting) => number; formula: string; hint: string };
  /** Other settings that must work as well. */
  otherSettings: Setting[];
  /** Requires the right filters in any setting; throws Wrong. */
  requireFilters: (bank: Bank) => string;
  /** Findings about the filters in the first setting; the first one is that of `requireFilters`. */
  filters: (bank: () => Bank) => Finding<FilterId>[];
  /** A hint on filters that do not commute. */
  hint: (bank: Bank) => string | undefined;
}

/** The ids of the findings about every convolution. */
export type ConvolutionId<Element extends number> =
  | `commutes-${Element}`
  | 'usable'
  | 'parameters'
  | 'bias'
  | 'no-bias'
  | 'correlation'
  | 'gradient'
  | 'own-weights'
  | 'clean'
  | 'other-settings';

/** If the usual setting gives no output of the right shape, one of these may. */
const changes: Partial<Setting>[] = [
  {},
  { padding: 0 },
  { size: 5 },
  { batch: 1 },
  { inputs: 1 },
  { filters: 1 },
];

/**
 * Findings about any convolution of the course, examined from outside: they assume nothing about
 * the names, shapes and order of the weights.
 */
export function convolutionFindings<Element extends number, FilterId extends string>(
  makeLayer: MakeLayer,
  exam: Examination<Element, FilterId>,
): Finding<ConvolutionId<Element> | FilterId>[] {
  const { kind, setting } = exam;
  const make: Make = (change = {}) => new Trial(makeLayer, kind, { ...setting, ...change });
  let first: Trial | undefined;
  const usable = find(
    'usable',
    'a layer can be created and gives an output of the right shape',
    () => requireShape((first = make())),
  );
  const { trial: base, change = {} } = usable.passed ? { trial: first } : bestTrial(make);
  /** The layer, if its output has the right shape: all of it, or its axes from this one on. */
  const output = once(() => base?.apply(base.input(1)));
  const trialFrom = (axis: number): Trial => {
    if (!base?.hasShape(output()!, axis)) needs(usable);
    return base!;
  };
  const any = (): Trial => trialFrom(Infinity);
  const other: Make = (more = {}) => make({ ...change, ...more });

  const bank = once(() => Bank.of(trialFrom(0)));
  const plain = find('correlation', 'a plain correlation: the same sum at every pixel', () =>
    requireCorrelation(trialFrom(0), bank()),
  );
  const filtersBank = once(() => {
    const seen = plain.passed ? bank() : hiddenBank(trialFrom(0), other);
    if (!seen) needs(plain);
    return seen!;
  });
  const filters = exam.filters(filtersBank);
  const weights = once(() => countWeights(any()));
  const empty = once(() => trialFrom(3).apply(tf.zeros(base!.inputShape())));
  /** Nothing at all has every symmetry, and any size. */
  const requireEffect = (): void => {
    const trial = trialFrom(3);
    if (trial.linearPart(trial.input(4)).abs().max().dataSync()[0] === 0) needs(plain);
  };
  const hint = once(() => (plain.passed ? exam.hint(bank()) : plain.hint));
  const count = exam.weights.count({ ...setting, ...change });
  const findings: Finding<ConvolutionId<Element> | FilterId>[] = [
    usable,
    find('parameters', `${count} parameters besides the bias`, () => {
      const got = weights().others;
      if (got === count) return exam.weights.formula;
      throw new Wrong(`expected ${count} (${exam.weights.formula}), got ${got}`, {
        hint: exam.weights.hint,
      });
    }),
    find(
      'bias',
      `one bias for each filter${kind.givesFields ? ', shared over the group' : ''}`,
      () => requireSharedBias(trialFrom(3), weights()),
    ),
    find('no-bias', 'useBias: false leaves it out', () => {
      const { others } = weights();
      return refuseBias(other({ useBias: false }), others);
    }),
    plain,
    ...equivarianceFindings(kind.symmetry, {
      mapping: (x) => trialFrom(3).apply(x).sub(empty()),
      input() {
        requireEffect();
        return trialFrom(3).input(4);
      },
      hint,
    }),
    ...filters,
  ];
  return [
    ...findings,
    find('gradient', 'it can be trained', () =>
      requireGradient(
        any(),
        weights(),
        findings.some(({ passed }) => !passed),
      ),
    ),
    find('own-weights', 'the output depends on the input and the layer’s own weights alone', () =>
      requireOwnWeights(any(), other),
    ),
    find('clean', 'calls clean up', () => requireNothingLeft(any())),
    find('other-settings', 'other sizes and channels', () => {
      // What is wrong here is wrong there, and has been reported.
      const read = any().hasShape(any().raw(any().input(1))) ? 'raw' : 'apply';
      trialFrom(0);
      requireEffect();
      for (const each of exam.otherSettings) {
        const unpadded = { size: each.size + 2 * each.padding, padding: 0 };
        const trial = make({ ...each, ...(change.padding === 0 && unpadded) });
        requireShape(trial, read);
        if (!plain.passed) continue;
        const seen = Bank.of(trial);
        requireCorrelation(trial, seen);
        if (filters[0]!.passed) exam.requireFilters(seen);
      }
      const sizes = exam.otherSettings.map(({ kernelSize, padding }) => `${kernelSize}/${padding}`);
      return `kernelSize/padding ${sizes.join(', ')}`;
    }),
  ];
}

/** The trial that gives the most of the right shape; none if every call throws. */
function bestTrial(make: Make): { trial?: Trial; change?: Partial<Setting> } {
  const tries = changes.flatMap((change) => {
    try {
      const trial = make(change);
      const y = trial.apply(trial.input(1));
      return [{ trial, change, fit: [0, 3].filter((axis) => trial.hasShape(y, axis)).length }];
    } catch {
      return [];
    }
  });
  return tries.sort((a, b) => b.fit - a.fit)[0] ?? {};
}
