// Hand-ins and validation load more, and have doors of their own.
export { namesOf, neededNames } from './cellNames';
export { checksIn, isCheck, trainedChecksIn, type Check } from './checks';
export {
  asItStands,
  codeCells,
  dependence,
  gradeIdOf,
  inTheCourse,
  isElsewhere,
  type CodeCell,
  type Dependence,
  type OwnNotebook,
  type Step,
} from './dependence';
export { inspectHandIn, type Inspection } from './inspectHandIn';
export {
  hashOf,
  holdsAnswer,
  manifestCells,
  manifestFile,
  readManifest,
  type Manifest,
  type ManifestCell,
} from './manifest';
export {
  executedFolder,
  notebookNames,
  root,
  solution,
  solutionFolder,
  sourceFolder,
  studentFolder,
  letFail,
  withStubs,
  studentVersion,
} from './notebooks';
export { rebuild, type Rebuilt } from './rebuild';
export { release } from './release';
export { usableFile } from './surroundings';
export { withFingerprint, writeGenerated, writeGeneratedText } from './writeGenerated';
