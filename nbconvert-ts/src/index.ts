export * from './format/notebook';
export { checkNotebook } from './format/checkNotebook';
export { formatNotebook } from './format/formatNotebook';
export { NotebookFormatError, type Problem } from './format/NotebookFormatError';
export { parseNotebook } from './format/parseNotebook';
export { readNotebook } from './format/readNotebook';
export { writeFileAtomic } from './format/writeFileAtomic';
export { writeNotebook } from './format/writeNotebook';
export { fromPercent, type PercentOptions } from './percent/fromPercent';
export { languageNamed, languageOfExtension, type Language } from './percent/languages';
export { toPercent } from './percent/toPercent';
export { checkNbgrader, type NbgraderCell } from './preprocess/checkNbgrader';
export { clearHiddenTests, type ClearHiddenTestsOptions } from './preprocess/clearHiddenTests';
export { clearOutputs } from './preprocess/clearOutputs';
export { clearSolutions, type ClearSolutionsOptions } from './preprocess/clearSolutions';
export { lockCells } from './preprocess/lockCells';
export { nbgraderMetadata, type NbgraderMetadata } from './preprocess/nbgraderMetadata';
export { mapCells, preprocess, type Preprocessor } from './preprocess/preprocess';
export { hasTag, selectCells } from './preprocess/selectCells';
export {
  executeNotebook,
  type CellResult,
  type ExecuteOptions,
  type ExecutionResult,
} from './execute/executeNotebook';
export { findKernelspec, kernelPaths, readKernelspec, type Kernelspec } from './execute/kernelspec';
