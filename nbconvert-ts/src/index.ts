export * from './format/notebook';
export { checkNotebook } from './format/checkNotebook';
export { formatNotebook } from './format/formatNotebook';
export { NotebookFormatError, type Problem } from './format/NotebookFormatError';
export { parseNotebook } from './format/parseNotebook';
export { readNotebook } from './format/readNotebook';
export { upgradeNotebook } from './format/upgradeNotebook';
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
export { executeNotebook, openKernel, type OpenKernel } from './execute/executeNotebook';
export type { ExecuteOptions, KernelOptions, RunOptions } from './execute/ExecuteOptions';
export type { CellResult, ExecutionResult } from './execute/ExecutionResult';
export type { KernelCommand } from './execute/KernelProcess';
export type { OutputEvent } from './execute/OutputCollector';
export { findKernelspec, kernelPaths, readKernelspec, type Kernelspec } from './execute/kernelspec';
export { ansiToHtml } from './export/html/ansiToHtml';
export { escapeHtml } from './export/html/escapeHtml';
export { htmlPage, type PageParts } from './export/html/htmlPage';
export type { HtmlOptions } from './export/html/HtmlOptions';
export { renderMarkdown, type MarkdownOptions } from './export/html/renderMarkdown';
export { sanitizeHtml, type SanitizeOptions } from './export/html/sanitizeHtml';
export { toHtml } from './export/html/toHtml';
export {
  toMarkdown,
  type MarkdownDocument,
  type ToMarkdownOptions,
} from './export/markdown/toMarkdown';
export { toScript, type ScriptOptions } from './export/script/toScript';
