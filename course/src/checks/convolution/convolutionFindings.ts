import { find, needs, onlyIf, Wrong, type Finding } from '../Finding';
import { equivarianceFindings } from '../equivariance';
import { once } from '../values';
import { Bank } from './Bank';
import { requireCorrelation } from './correlation';
import { requireShape } from './shape';
import { Trial, type ConvolutionKind, type MakeLayer, type Setting } from './Trial';
import {
  parameterCount,
  requireGradient,
  requireNothingLeft,
  requireOwnWeights,
  requireSharedBias,
  unsharedBias,
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
  /** Further findings about the filters in the first setting. */
  filters: (bank: () => Bank) => Finding<FilterId>[];
  /** A hint on filters that do not commute. */
  hint: (bank: Bank) => string | undefined;
}

/** The ids of the findings about every convolution. */
export type ConvolutionId<Element extends number> =
  | `commutes-${Element}`
  | 'usable'
  | 'parameters'
  | 'parameters-without-bias'
  | 'bias'
  | 'no-bias'
  | 'correlation'
  | 'gradient'
  | 'own-weights'
  | 'clean'
  | 'other-settings';

type Make = (change?: Partial<Setting>) => Trial;

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
  let trial: Trial;
  const usable = find(
    'usable',
    'a layer can be created and gives an output of the right shape',
    () => {
      trial = make();
      return requireShape(trial);
    },
  );
  return onlyIf(usable, () => {
    const bank = once(() => Bank.of(trial));
    const plain = find('correlation', 'a plain correlation: the same sum at every pixel', () =>
      requireCorrelation(trial, bank()),
    );
    const hint = once(() => (plain.passed ? exam.hint(bank()) : plain.hint));
    const findings: Finding<ConvolutionId<Element> | FilterId>[] = [
      ...parameters(exam, make, trial),
      ...bias(make, trial, kind),
      plain,
      ...equivarianceFindings(kind.symmetry, {
        mapping: (x) => trial.apply(x),
        input: () => trial.input(4),
        hint,
      }),
      ...(onlyIf(plain, () => exam.filters(bank)).slice(1) as Finding<FilterId>[]),
      find('gradient', 'it can be trained', () => requireGradient(trial)),
      find('own-weights', 'every layer has weights of its own', () =>
        requireOwnWeights(trial, make),
      ),
      find('clean', 'calls clean up', () => requireNothingLeft(trial)),
    ];
    // A mistake would only be reported a second time.
    return [...findings, otherSettings(exam, make, findings)];
  });
}

function parameters<Element extends number, FilterId extends string>(
  { weights, setting }: Examination<Element, FilterId>,
  make: Make,
  trial: Trial,
): Finding<'parameters' | 'parameters-without-bias'>[] {
  const count = weights.count(setting);
  return [true, false].map((useBias) => {
    const expected = count + (useBias ? setting.filters : 0);
    const id = useBias ? 'parameters' : 'parameters-without-bias';
    return find(id, `${expected} parameters${useBias ? '' : ' without a bias'}`, () => {
      const got = parameterCount(useBias ? trial : make({ useBias: false }));
      if (got === expected)
        return useBias ? `${weights.formula} + ${setting.filters} biases` : weights.formula;
      const extra = got - count;
      throw new Wrong(
        `expected ${expected} (${weights.formula}${useBias ? `, and ${setting.filters} biases` : ''}), got ${got}`,
        { hint: countHint(extra, useBias, trial) ?? weights.hint },
      );
    });
  });
}

function countHint(extra: number, useBias: boolean, trial: Trial): string | undefined {
  const { filters } = trial.setting;
  if (!useBias)
    return extra === filters ? 'With useBias: false the layer has no bias weight.' : undefined;
  if (extra === 0) return 'The bias is missing: one for each filter.';
  if (extra === 1)
    return 'There is one bias for all filters: each filter needs its own, shape [filters].';
  if (extra === filters * trial.outputOrder) {
    return unsharedBias;
  }
  return undefined;
}

function bias(
  make: Make,
  trial: Trial,
  { givesFields }: ConvolutionKind,
): Finding<'bias' | 'no-bias'>[] {
  const property = `one bias for each filter${givesFields ? ', shared over the group' : ''}`;
  return [
    find('bias', property, () => requireSharedBias(trial)),
    find('no-bias', 'useBias: false leaves it out', () =>
      requireSharedBias(make({ useBias: false })),
    ),
  ];
}

function otherSettings<Element extends number, FilterId extends string>(
  exam: Examination<Element, FilterId>,
  make: Make,
  others: Finding[],
): Finding<'other-settings'> {
  return find('other-settings', 'other sizes and channels', () => {
    needs(...others);
    for (const setting of exam.otherSettings) {
      const trial = make(setting);
      requireShape(trial);
      const bank = Bank.of(trial);
      requireCorrelation(trial, bank);
      exam.requireFilters(bank);
    }
    const sizes = exam.otherSettings.map(({ kernelSize, padding }) => `${kernelSize}/${padding}`);
    return `kernelSize/padding ${sizes.join(', ')}`;
  });
}
