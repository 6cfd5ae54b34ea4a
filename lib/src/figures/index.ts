export {
  accuracyAgainstAngle,
  type AccuracyAgainstAngleOptions,
  type AccuracySeries,
} from './accuracyAgainstAngle';
export {
  accuracyAgainstDigits,
  type AccuracyAgainstDigitsOptions,
  type LearningSeries,
} from './accuracyAgainstDigits';
export { accuracyAgainstParameters, type SizeSeries } from './accuracyAgainstParameters';
export { cayleyTable, type CayleyTableOptions, type FiniteGroup } from './cayleyTable';
export { commutingDiagram, type CommutingDiagram } from './commutingDiagram';
export { confusionMatrix, type ConfusionMatrixOptions } from './confusionMatrix';
export {
  errorAgainstAngle,
  type ErrorAgainstAngleOptions,
  type ErrorSeries,
} from './errorAgainstAngle';
export type { Figure, Layout, Trace } from './Figure';
export { learningCurves, type AccuracyPoint, type LossPoint, type Run } from './learningCurves';
export { logitsAgainstAngle, type LogitsOptions } from './logitsAgainstAngle';
export type { LabelledPicture, Picture } from './Picture';
export { pictureGrid, type PictureGridOptions } from './pictureGrid';
export type { PictureScale } from './pictureScale';
export { pictureSlider, type PictureFrame, type PictureSliderOptions } from './pictureSlider';
export { principalComponents } from './principalComponents';
export { samplingGrid, type SamplingGridOptions } from './samplingGrid';
export { scatterByClass, type ScatterByClassOptions } from './scatterByClass';
