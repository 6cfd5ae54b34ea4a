import type { ProgressMoment } from './ProgressState';
import { fractionDone, progressParts } from './progressText';

/**
 * A progress bar as HTML: only elements and styles that JupyterLab keeps in an untrusted notebook.
 * Text takes the page's colour, so it is readable on light and dark pages.
 */
export function progressHtml(moment: ProgressMoment): string {
  const { where, numbers } = progressParts(moment);
  const value = fractionDone(moment).toFixed(4);
  return [
    '<div style="max-width: 640px; font-variant-numeric: tabular-nums">',
    `<div>${escapeHtml(where)}</div>`,
    `<progress value="${value}" max="1" style="width: 100%"></progress>`,
    `<div>${escapeHtml(numbers)}</div>`,
    '</div>',
  ].join('');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
