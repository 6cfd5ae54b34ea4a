import * as tf from '@tensorflow/tfjs';
import { find, needs, NotExamined, Wrong, type Finding } from '../Finding';
import { equivarianceFindings } from '../equivariance';
import { noAnswer } from '../explainError';
import { attempt, once } from '../values';
import { Bank } from './Bank';
import { hiddenBank, requireCorrelation } from './correlation';
import { requireShape } from './shape';
import type { ConvolutionKind, Make, MakeLayer, Method, Setting, Trial } from './Trial';
import { bestTrial, maker, withOutput } from './trials';
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

/**
 * Findings about any convolution of the course, examined from outside: they assume nothing about
 * the names, shapes and order of the weights.
 */
export function convolutionFindings<Element extends number, FilterId extends string>(
  makeLayer: MakeLayer,
  exam: Examination<Element, FilterId>,
): Finding<ConvolutionId<Element> | FilterId>[] {
  const { kind, setting } = exam;
  const made = (given?: Method): Make => maker(makeLayer, kind, setting, given);
  let make = made();
  let first: Trial | undefined;
  const requireUsable = (): Finding<'usable'> =>
    find('usable', 'a layer can be created and gives an output of the right shape', () =>
      requireShape((first = make())),
    );
  let usable = requireUsable();
  /** The filters alone, and `call` alone: what is wrong with one says nothing of the other. */
  const byFilter = once(() => attempt(() => withOutput(made('call')())));
  const byCall =
    usable.passed || byFilter() ? undefined : attempt(() => withOutput(made('buildFilter')()));
  if (byCall) {
    make = made('buildFilter');
    usable = requireUsable();
    if (usable.passed) usable.detail += ', with a filter in place of buildFilter’s';
  }
  if (!usable.passed && byFilter()) nameMethod(usable, 'call');
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
  const noFilter = 'buildFilter gives no filter yet';
  /** What filters are for can't be seen where others are in their place. */
  const ownFilters = (): void => {
    if (byCall) throw new NotExamined(noFilter);
  };
  let isBlamed = false;
  /** Throws what `buildFilter` did, once. */
  const seenFilter = (): Trial => {
    if (isBlamed) ownFilters();
    isBlamed = true;
    return made('call')();
  };
  const filtersBank = once(() => {
    if (byCall) return Bank.of(seenFilter());
    if (plain.passed) return bank();
    const right = base?.hasShape(output()!) ? base : undefined;
    const alone = byFilter();
    const seen = (right && hiddenBank(right, other)) ?? (alone && Bank.of(alone));
    if (!seen) {
      trialFrom(0);
      needs(plain);
    }
    return seen!;
  });
  const filters = exam.filters(filtersBank);
  if (byCall) nameMethod(filters[0]!, 'buildFilter');
  const weights = once(() => countWeights(base ?? byFilter() ?? any()));
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
      ownFilters();
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
      any();
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
      requires: (g) => g !== 0 && ownFilters(),
    }),
    ...filters,
  ];
  return [
    ...findings,
    find('gradient', 'it can be trained', () => {
      ownFilters();
      const isReported = findings.some(({ passed }) => !passed);
      return requireGradient(any(), weights(), isReported);
    }),
    find('own-weights', 'the output depends on the input and the layer’s own weights alone', () => {
      ownFilters();
      return requireOwnWeights(any(), other);
    }),
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

/** Says of which method there is no answer, where there is one of the other. */
function nameMethod(finding: Finding, method: Method): void {
  if (finding.detail === noAnswer) finding.detail = `there is no answer in ${method} yet`;
}
