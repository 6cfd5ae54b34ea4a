export type { MimeBundle } from 'jupyter-protocol';
export * from './format/notebook';
export { checkNotebook, NotebookFormatError, type Problem } from './format/checkNotebook';
export { formatNotebook } from './format/formatNotebook';
export { parseNotebook, parseSources } from './format/parseNotebook';
export { notebookText, readNotebook, writeFileAtomic, writeNotebook } from './format/notebookFile';
export { upgradeNotebook } from './format/upgradeNotebook';
export { fromPercent, type PercentOptions } from './percent/fromPercent';
export { languageNamed, languageOfExtension, type Language } from './percent/languages';
export { toPercent } from './percent/toPercent';
export { checkNbgrader, type NbgraderCell } from './preprocess/checkNbgrader';
export {
  clearHiddenTests,
  type ClearHiddenTestsOptions,
  clearSolutions,
  type ClearSolutionsOptions,
  withoutMarkers,
} from './preprocess/clearRegions';
export {
  clearOutputs,
  lockCells,
  mapCells,
  preprocess,
  type Preprocessor,
  selectCells,
} from './preprocess/preprocess';
export { firstLine, nbgraderMetadata, type NbgraderMetadata } from './preprocess/nbgraderMetadata';
export { executeNotebook, openKernel, type OpenKernel } from './execute/executeNotebook';
export type {
  ExecuteOptions,
  RunOptions,
  CellResult,
  ExecutionResult,
} from './execute/ExecuteOptions';
export type { KernelCommand } from './execute/KernelProcess';
export type { KernelOptions } from './execute/startKernel';
export type { OutputEvent } from './execute/OutputCollector';
export { findKernelspec, kernelPaths, readKernelspec, type Kernelspec } from './execute/kernelspec';
export { ansiToHtml } from './export/html/ansiToHtml';
export { cellToHtml } from './export/html/cellToHtml';
export { escapeHtml } from './export/html/escapeHtml';
export { htmlPage, type PageParts } from './export/html/htmlPage';
export { highlightCss, pageCss } from './export/html/pageAssets';
export { mathCss, Mathematics } from './export/html/typeset';
export { type HtmlOptions, toHtml } from './export/html/toHtml';
export { renderMarkdown, type MarkdownOptions } from './export/html/renderMarkdown';
export { sanitizeHtml, type SanitizeOptions } from './export/html/sanitizeHtml';
export {
  toMarkdown,
  type MarkdownDocument,
  type ToMarkdownOptions,
} from './export/markdown/toMarkdown';
export { toScript, type ScriptOptions } from './export/script/toScript';
