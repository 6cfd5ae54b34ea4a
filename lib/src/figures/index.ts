export {
  accuracyAgainstAngle,
  type AccuracyAgainstAngleOptions,
  type AccuracySeries,
} from './accuracyAgainstAngle';
export { digitGrid, type DigitGridOptions } from './digitGrid';
export type { Figure, Layout, Trace } from './Figure';
export { learningCurves, type AccuracyPoint, type LossPoint, type Run } from './learningCurves';
export { logitsAgainstAngle, type LogitsOptions } from './logitsAgainstAngle';
