export { circularHarmonics, harmonicAt, type Harmonic } from './circularHarmonics';
export { smoothPictures } from './smoothPictures';
export { type SteerableConvArgs } from './SteerableConv';
export { SteerableGroupConv2d } from './SteerableGroupConv2d';
export { SteerableLiftingConv2d } from './SteerableLiftingConv2d';
