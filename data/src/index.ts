export { subset, type Counts, type DigitSet, type RotatedMnist } from './DigitSet';
export { loadRotatedMnist, prepare, type LoadOptions } from './loadRotatedMnist';
export { makeTestDigits } from './makeTestDigits';
export type { OnProgress } from './platform/Platform';
