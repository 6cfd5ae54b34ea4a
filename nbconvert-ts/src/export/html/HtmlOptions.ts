import type { Cell } from '../../format/notebook';
import type { SanitizeOptions } from './sanitizeHtml';

/** How `toHtml` works. */
export interface HtmlOptions {
  /** The page's title; by default the notebook's own, or its first heading. */
  title?: string;
  /** The language of the page's text, e.g. `de`; `en` by default. */
  lang?: string;
  /** Whether HTML and scripts of outputs and Markdown are let through as they are; only for a notebook that you would run. */
  trusted?: boolean;
  /** Gives the `data:` address of a picture that Markdown or HTML names by another, e.g. of a file beside the notebook. */
  picture?: SanitizeOptions['picture'];
  /** HTML of your own before the first cell; it is not sanitized. */
  header?: string;
  /** HTML of your own after a cell, e.g. a remark on it; it is not sanitized. */
  afterCell?: (cell: Cell, index: number) => string;
  /** CSS of your own. */
  css?: string;
}
