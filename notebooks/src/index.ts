export { checksIn, isCheck, trainedChecksIn, type Check } from './checks';
export { hashOf, manifestFile, readManifest, type Manifest, type ManifestCell } from './manifest';
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
