export {
  reflect,
  rotate,
  rotateP4,
  transform,
  transformField,
  transformImage,
} from './actions/actions';
export { turn } from './actions/turn';
export { chooseBackend, type ChosenBackend } from './backend/chooseBackend';
export {
  assertEquivariant,
  equivarianceError,
  type ElementError,
  type Mapping,
} from './equivariance/equivarianceError';
export { GridGroup } from './groups/GridGroup';
export { Group, mod, type ElementNames } from './groups/Group';
export { C1, C16, C2, C4, C8, cyclicGroup, D1, D2, D4, d4, dihedralGroup } from './groups/groups';
export type { Matrix } from './groups/matrices';
export { groupNamed, registerGroup } from './groups/registry';
export type { GroupConvArgs } from './layers/ConvOverGroup';
export type { ConvArgs } from './layers/EquivariantConv2d';
export { GroupBatchNorm, type GroupBatchNormArgs } from './layers/GroupBatchNorm';
export { GroupConv2d } from './layers/GroupConv2d';
export { GroupMaxPool } from './layers/GroupMaxPool';
export { IsotropicConv2d, type IsotropicConvArgs } from './layers/IsotropicConv2d';
export { LiftingConv2d } from './layers/LiftingConv2d';
export { SpatialMeanPool } from './layers/SpatialMeanPool';
export { SpatialMaxPool, type SpatialMaxPoolArgs } from './layers/SpatialMaxPool';
export type { MeasurableModel, ModelArgs } from './models/groupCNN';
export {
  C4CNN,
  C4CNNWithBatchNorm,
  D4CNN,
  DeepC4CNN,
  IsotropicCNN,
  PlainCNN,
} from './models/models';
export { backends, type BackendName } from './platform/Platform';
export { readWeights, trainedShare, weightsOnly, type SavedWeight } from './training/checkpoint';
export { imageBatch, labelBatch, shuffled, type LabelledImages } from './training/dataset';
export { evaluate, type EvaluateOptions, type Evaluation } from './training/evaluate';
export { augmentedBatch, type Augmentation } from './training/augment';
export { bestRecipe, courseRecipe, referenceRecipe, type Recipe } from './training/recipes';
export { constantRate, oneCycle, type Schedule } from './training/schedules';
export type { EpochRecord, History, TrainingProgress } from './training/History';
export { train, type TrainingResult, type TrainOptions } from './training/train';
export {
  accuracyAgainstAngle,
  accuracyAgainstDigits,
  accuracyAgainstParameters,
  cayleyTable,
  commutingDiagram,
  confusionMatrix,
  errorAgainstAngle,
  learningCurves,
  logitsAgainstAngle,
  pictureGrid,
  pictureSlider,
  principalComponents,
  samplingGrid,
  scatterByClass,
  type Figure,
  type LabelledPicture,
  type Picture,
} from './figures';
export { circularHarmonics, harmonicAt, type Harmonic } from './steerable/circularHarmonics';
export { smoothPictures } from './steerable/smoothPictures';
export type { SteerableConvArgs } from './steerable/SteerableConv';
export { SteerableGroupConv2d } from './steerable/SteerableGroupConv2d';
export { SteerableLiftingConv2d } from './steerable/SteerableLiftingConv2d';
