export {
  checkModel,
  checkNormalization,
  checkTrained,
  type LayerClass,
  type ModelClass,
} from './check';
export { exercises, type Exercise, type ExerciseNumber, type ModelExercise } from './exercises';
export { CheckFailed, passed, type Finding, type Report } from './Report';
export { trainingPlan, type TrainingPlan } from './trainingPlan';
export { trainLive, type NamedRun } from './trainLive';
