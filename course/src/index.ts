export {
  allowedImports,
  mayImport,
  mayUse,
  restriction,
  type AllowedImports,
  type AllowedNames,
  type NotebookNumber,
} from './allowedImports';
export { check, checkTrained } from './check';
export { noAnswer, RemoteError, said } from './checks/explainError';
export { failureOf, hasFailed, type Finding } from './checks/Finding';
export { accuracyFinding, type ModelClass, type Training } from './checks/network/network';
export { twinOf } from './checks/network/twin';
export { CheckFailed, hints, passed, reportBundle, type Report } from './checks/Report';
export {
  codeNumbers,
  definitionOf,
  exerciseNumbers,
  exerciseOf,
  exercises,
  isCode,
  isNetwork,
  isPart,
  isWritten,
  isWrittenNumber,
  networkParts,
  parts,
  partsOf,
  writtenNumbers,
  type Answers,
  type CodeNumber,
  type ExerciseNumber,
  type NetworkPartName,
  type Part,
  type WrittenNumber,
} from './exercises';
export type { CyclicLaw } from './exercises/1.2-c4/check';
export type { DihedralElement, DihedralLaw } from './exercises/1.3-d4/mistakes';
export { exerciseOfCell, gradeId, notebookOf } from './exercises/gradeIds';
export { judge, judgeTrained, withoutTraces } from './judge';
export {
  dataEfficiency,
  directions,
  type CurveNetwork,
  type CurvePlan,
  type CurvePoint,
  type DataEfficiency,
} from './stored/dataEfficiency';
export { isShipped } from './stored/isShipped';
export { networkToShow } from './stored/networkToShow';
export { fingerprintOf, storeNetwork, type StoredNetwork } from './stored/trainedNetworks';
export { trainingPlan, type TrainingPlan } from './training/trainingPlan';
export { evaluateLive } from './training/evaluateLive';
export { trainLive, type NamedRun } from './training/trainLive';
export { handedInWeights, networkOfWeights } from './training/handedInWeights';
