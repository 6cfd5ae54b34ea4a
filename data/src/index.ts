export { subset, type Counts, type DigitSet, type RotatedMnist } from './DigitSet';
export { loadRotatedMnist, prepare, type LoadOptions } from './loadRotatedMnist';
export type { OnProgress } from './sources/DataSource';
