export type { Content, MimeBundle, PlotlyFigure } from './Content';
export { liveDisplay, type LiveDisplay, type LiveDisplayOptions } from './liveDisplay';
export { progressBar, type ProgressBar } from './progress/progressBar';
export type { ProgressState, ProgressTotals } from './progress/ProgressState';
export { renderPng, show } from './show';
