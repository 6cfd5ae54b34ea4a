import { attempt } from '../values';
import { requireShape } from './shape';
import {
  Trial,
  type ConvolutionKind,
  type Make,
  type MakeLayer,
  type Method,
  type Setting,
} from './Trial';

/** If the usual setting gives no output of the right shape, one of these may. */
const changes: Partial<Setting>[] = [
  {},
  { padding: 0 },
  { size: 5 },
  { batch: 1 },
  { inputs: 1 },
  { filters: 1 },
];

/** Creates trials of a layer in a setting and in changed ones; see {@link Trial}. */
export function maker(
  makeLayer: MakeLayer,
  kind: ConvolutionKind,
  setting: Setting,
  given?: Method,
): Make {
  return (change = {}) => new Trial(makeLayer, kind, { ...setting, ...change }, given);
}

/** A trial whose output has the right shape. */
export function withOutput(trial: Trial): Trial {
  requireShape(trial, 'apply');
  return trial;
}

/**
 * A layer that can be called: as it is, in a setting that it can do, or with a filter given to it.
 *
 * @throws what the layer throws, if it can't be called at all
 */
export function trialOf(makeLayer: MakeLayer, kind: ConvolutionKind, setting: Setting): Trial {
  const make = maker(makeLayer, kind, setting);
  return attempt(make) ?? bestTrial(make).trial ?? maker(makeLayer, kind, setting, 'buildFilter')();
}

/** The trial that gives the most of the right shape; none if every call throws. */
export function bestTrial(make: Make): { trial?: Trial; change?: Partial<Setting> } {
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
