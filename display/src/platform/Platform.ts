import type { MimeBundle, PlotlyFigure } from '../Content';

/** What the package needs of the platform it runs on; `platform/index.ts` names the host. */
export interface Platform {
  /** A new place for output under the running cell; `undefined` where no notebook runs. */
  newOutput(): NotebookOutput | undefined;
  /**
   * Draws a figure, as large as its layout says, else 800 by 450 pixels; missing where there are no
   * pictures.
   *
   * @returns a PNG file
   * @throws Error for a figure that the platform can't draw
   */
  renderPng?(figure: PlotlyFigure): Promise<Uint8Array>;
  /** Writes a line to the log: not a result of the program, but news about it. */
  log(line: string): void;
}

/** One place in a notebook's output area. */
export interface NotebookOutput {
  /** Fills the place the first time; from then on replaces its content. */
  write(bundle: MimeBundle): void;
}
