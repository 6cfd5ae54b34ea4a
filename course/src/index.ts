export {
  allowedImports,
  mayImport,
  type AllowedImports,
  type AllowedNames,
  type NotebookNumber,
} from './allowedImports';
export { exerciseOf } from './answers';
export type {
  Answers,
  CyclicLaw,
  DihedralElement,
  DihedralLaw,
  FieldRotation,
  GroupLayerClass,
  IsotropicClass,
  LayerClass,
  ModelClass,
  ModelPart,
  Part,
} from './answers';
export { check, checkTrained } from './check';
export { exercises, type Exercise, type ExerciseNumber } from './exercises';
export { judge, judgeTrained } from './judge';
export { accuracyProperty } from './properties/model';
export type { Finding } from './report/Finding';
export { CheckFailed, hints, passed, type Report } from './report/Report';
export { trainingPlan, type TrainingPlan } from './trainingPlan';
export { trainLive, type NamedRun } from './trainLive';
