import { find, onlyIf, Wrong, type Finding } from '../../report/Finding';
import { equivarianceFindings } from '../equivariance';
import { once } from '../once';
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

/** What one kind of convolution asks for, beyond what all do. */
export interface Examination {
  kind: ConvolutionKind;
  /** How most properties are examined. */
  setting: Setting;
  /** Free weights without the bias, as a number and in words. */
  weights: { count: (setting: Setting) => number; formula: string; hint: string };
  /** Other settings that must work as well. */
  otherSettings: Setting[];
  /** What the filters must look like, in every setting; throws Wrong. */
  requireFilters: (bank: Bank) => string;
  /** What more they must look like in the first setting. */
  filters: (bank: () => Bank) => Finding[];
  /** What is wrong with filters that do not commute. */
  hint: (bank: Bank) => string | undefined;
}

/**
 * What must hold for every convolution of the course, examined from outside: nothing is assumed about names, shapes and order of
 * the weights.
 */
export function convolutionProperties(makeLayer: MakeLayer, exam: Examination): Finding[] {
  const { kind, setting } = exam;
  const make = (change: Partial<Setting> = {}): Trial =>
    new Trial(makeLayer, kind, { ...setting, ...change });
  let trial: Trial;
  const usable = find('a layer can be made, and gives an answer of the right shape', () => {
    trial = make();
    return requireShape(trial);
  });
  return onlyIf(usable, () => {
    const bank = once(() => Bank.of(trial));
    const plain = find('a plain correlation: the same sum at every pixel', () =>
      requireCorrelation(trial, bank()),
    );
    const hint = once(() => (plain.passed ? exam.hint(bank()) : plain.hint));
    const findings = [
      ...parameters(exam, make, trial),
      ...bias(make, trial, kind),
      plain,
      ...equivarianceFindings({
        mapping: (x) => trial.apply(x),
        group: kind.group,
        input: trial.input(4),
        hint,
      }),
      ...(plain.passed ? exam.filters(bank) : []),
      find('it can be trained', () => requireGradient(trial)),
      find('every layer has weights of its own', () => requireOwnWeights(trial, make)),
      find('calls clean up', () => requireNothingLeft(trial)),
    ];
    // What is wrong in one setting would only be told a second time.
    const right = findings.every(({ passed }) => passed);
    return [...findings, ...(right ? [otherSettings(exam, make)] : [])];
  });
}

function parameters(
  { weights, setting }: Examination,
  make: (change: Partial<Setting>) => Trial,
  trial: Trial,
): Finding[] {
  const count = weights.count(setting);
  return [true, false].map((useBias) => {
    const expected = count + (useBias ? setting.filters : 0);
    const property = `${expected} parameters${useBias ? '' : ' without a bias'}`;
    return find(property, () => {
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
    return extra === filters ? 'With useBias: false there is no bias weight to make.' : undefined;
  if (extra === 0) return 'The bias is missing: one for each filter.';
  if (extra === 1)
    return 'There is one bias for all filters: each filter needs its own, shape [filters].';
  if (extra === filters * trial.outputOrder) {
    return unsharedBias;
  }
  return undefined;
}

function bias(
  make: (change: Partial<Setting>) => Trial,
  trial: Trial,
  kind: ConvolutionKind,
): Finding[] {
  return [
    find(
      kind.givesFields
        ? 'one bias for each filter, shared over the group'
        : 'one bias for each filter',
      () => requireSharedBias(trial),
    ),
    find('useBias: false leaves it out', () => requireSharedBias(make({ useBias: false }))),
  ];
}

function otherSettings(exam: Examination, make: (change: Partial<Setting>) => Trial): Finding {
  return find('other sizes and channels', () => {
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
