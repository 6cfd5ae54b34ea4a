// Hand-ins and validation load more, and have doors of their own.
export { namesOf, neededNames, type CellNames, type CodeCell, type Import } from './cellNames';
export { checksIn, isCheck, trainedChecksIn, type Check } from './checks';
export { inspectHandIn, type Inspection } from './inspectHandIn';
export {
  hashOf,
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
  studentVersion,
} from './notebooks';
export { release } from './release';
export { withFingerprint, writeGenerated, writeGeneratedText } from './writeGenerated';
