import { inkBox, type Box } from './svgToPng';

/** The part of an SVG element that this package uses. */
export interface SvgElement {
  readonly textContent: string | null;
  readonly outerHTML: string;
}

const nothing: Box = { x: 0, y: 0, width: 0, height: 0 };

/**
 * The rectangle that a browser would report for an element with text, measured with the font of the
 * final picture; elements without text have no size.
 *
 * A browser reports whole lines, whatever their letters, so the height is measured with tall and
 * deep letters in place of the text.
 *
 * @param cache boxes by the element's source: Plotly asks for the same ones many times
 */
export function measureText(element: SvgElement, cache: Map<string, Box>): Box {
  // Plotly keeps the original text in an attribute, where its signs would be tags to XML.
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
  // outerHTML writes a no-break space as an entity that XML doesn't know.
  const xml = source.replaceAll('&nbsp;', '\u00a0');
  // A wide margin on all sides, since resvg measures nothing left of or above the view box.
  const names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
  return `<svg ${names} width="4000" height="4000" viewBox="-2000 -2000 4000 4000">${xml}</svg>`;
}
