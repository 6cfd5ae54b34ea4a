/** What tests of notebooks, kernels and pages share. */
export { findChromium } from '../command/findPrograms';
export * from './hostileHtml';
export * from './kernels';
export * from './python';
