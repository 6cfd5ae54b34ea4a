import { inkBox, type Box } from './svgToPng';

/** The part of an SVG element that is used here. */
export interface SvgElement {
  readonly textContent: string | null;
  readonly outerHTML: string;
}

const nothing: Box = { x: 0, y: 0, width: 0, height: 0 };

/**
 * The rectangle that a browser would report for an element with text, measured with the font that draws
 * it in the end; elements without text have no size.
 *
 * A browser reports whole lines, whatever letters they hold, so the height is that of tall and deep
 * letters in place of the text.
 *
 * @param cache boxes by the element's source: Plotly asks for the same ones again and again
 */
export function measureText(element: SvgElement, cache: Map<string, Box>): Box {
  // Plotly keeps the text as it was written in an attribute, with signs that XML takes for tags.
  const source = element.outerHTML.replace(/ data-unformatted="[^"]*"/g, '');
  const known = cache.get(source);
  if (known) return known;
  const box = element.textContent?.trim() ? lineBox(source) : nothing;
  cache.set(source, box);
  return box;
}

function lineBox(source: string): Box {
  const ink = inkBox(wrap(source));
  const lines = inkBox(wrap(source.replace(/>[^<]+</g, '>Ég<')));
  if (!ink) return nothing;
  const top = Math.min(ink.y, lines?.y ?? ink.y);
  const bottom = Math.max(ink.y + ink.height, lines ? lines.y + lines.height : -Infinity);
  return { x: ink.x, y: top, width: ink.width, height: bottom - top };
}

function wrap(source: string): string {
  // In HTML's way of writing an element out a no-break space has a name that XML doesn't know.
  const xml = source.replaceAll('&nbsp;', '\u00a0');
  // Far from the origin, since nothing left of or above it is measured.
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="4000" height="4000" viewBox="-2000 -2000 4000 4000">${xml}</svg>`;
}
