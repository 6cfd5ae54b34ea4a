import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { Canvas2d } from './Canvas2d';
import { measureText, type SvgElement } from './measureText';
import { lengthOf, pointAlong, type SvgPath } from './polyline';
import type { Box } from './svgToPng';

/** The part of Plotly that this package uses. */
export interface Plotly {
  toImage(figure: object, options: object): Promise<string>;
}

interface Canvas {
  width: number;
  height: number;
}

interface PlotlyWindow {
  Plotly: Plotly;
  eval(source: string): void;
  URL: { createObjectURL?: unknown };
  TextDecoder?: unknown;
  CSS?: unknown;
  SVGElement: { prototype: object };
  HTMLCanvasElement: { prototype: object };
}

/**
 * Loads Plotly into a private DOM. Takes about a second.
 *
 * jsdom has neither layout nor drawing. What Plotly needs of them is supplied here: the size of
 * text, the length of arrows, and a canvas for heat maps.
 */
export function loadPlotly(): Plotly {
  const window = new JSDOM('<!doctype html><body></body>', { runScripts: 'outside-only' })
    .window as PlotlyWindow;
  window.URL.createObjectURL = () => '';
  window.TextDecoder = TextDecoder;
  // So Plotly draws heat maps at full size, instead of scaling them by a style that resvg ignores.
  window.CSS = { supports: () => false };

  const boxes = new Map<string, Box>();
  Object.assign(window.SVGElement.prototype, {
    getBBox(this: SvgElement) {
      return measureText(this, boxes);
    },
    getBoundingClientRect(this: SvgElement) {
      const { x, y, width, height } = measureText(this, boxes);
      return { x, y, width, height, left: x, top: y, right: x + width, bottom: y + height };
    },
    getTotalLength(this: SvgPath) {
      return lengthOf(this);
    },
    getPointAtLength(this: SvgPath, length: number) {
      return pointAlong(this, length);
    },
  });

  const contexts = new WeakMap<Canvas, Canvas2d>();
  Object.assign(window.HTMLCanvasElement.prototype, {
    getContext(this: Canvas, kind: string) {
      if (kind !== '2d') return null;
      const context = contexts.get(this) ?? new Canvas2d(this.width, this.height);
      contexts.set(this, context);
      return context;
    },
    toDataURL(this: Canvas) {
      return contexts.get(this)?.toDataURL() ?? '';
    },
  });

  window.eval(readFileSync(require.resolve('plotly.js'), 'utf8'));
  return window.Plotly;
}
