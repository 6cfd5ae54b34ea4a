import type { HTMLAdaptor } from 'mathjax-full/js/adaptors/HTMLAdaptor.js';
import type { LiteNode } from 'mathjax-full/js/adaptors/lite/Element.js';
import type { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import type { AssistiveMmlHandler } from 'mathjax-full/js/a11y/assistive-mml.js';
import type { HTMLHandler } from 'mathjax-full/js/handlers/html/HTMLHandler.js';
import type { HTMLDocument } from 'mathjax-full/js/handlers/html/HTMLDocument.js';
import type { TeX } from 'mathjax-full/js/input/tex.js';
import type { SVG } from 'mathjax-full/js/output/svg.js';
import type { SafeHandler } from 'mathjax-full/js/ui/safe/SafeHandler.js';
import { randomUUID } from 'node:crypto';
import { lazy, lazyModule } from '../../lazy';
import { escapeHtml } from './escapeHtml';
import { browserWindow, type Node } from './sanitizeHtml';

const mathJax = <T>(file: string): (() => T) => lazyModule<T>(`mathjax-full/js/${file}.js`);
const assistiveMml = mathJax<{ AssistiveMmlHandler: typeof AssistiveMmlHandler }>(
  'a11y/assistive-mml',
);
const htmlAdaptor = mathJax<{ HTMLAdaptor: typeof HTMLAdaptor }>('adaptors/HTMLAdaptor');
const lite = mathJax<{ liteAdaptor: typeof liteAdaptor }>('adaptors/liteAdaptor');
const html = mathJax<{ HTMLHandler: typeof HTMLHandler }>('handlers/html/HTMLHandler');
const tex = mathJax<{ TeX: typeof TeX }>('input/tex');
const packages = mathJax<{ AllPackages: string[] }>('input/tex/AllPackages');
const svg = mathJax<{ SVG: typeof SVG }>('output/svg');
const safe = mathJax<{ SafeHandler: typeof SafeHandler }>('ui/safe/SafeHandler');

/** Delimiters as in JupyterLab. */
const findOptions = {
  inlineMath: [
    ['$', '$'],
    ['\\(', '\\)'],
  ],
  displayMath: [
    ['$$', '$$'],
    ['\\[', '\\]'],
  ],
};
/** A page takes seconds beyond this; what follows is shown as TeX. */
const mostDelimiters = 2000;
const mostSvgChars = 5e6;
/** What one that can't be typeset counts: it may have taken long. */
const charsOfError = 1e5;

const pageAdaptor = lazy(() => new (htmlAdaptor().HTMLAdaptor)(browserWindow() as never));
const adaptor = lazy(() => lite().liteAdaptor());

/** Finds mathematics in a page's nodes. */
const finder = lazy(() =>
  new (html().HTMLHandler)(pageAdaptor() as never).create(
    (browserWindow() as { document: unknown }).document as never,
    { InputJax: new (tex().TeX)(findOptions) },
  ),
);

const isAttribute = /^(?!on|href|src)[a-z][\w-]*$/i;
const isStyle =
  /^(; |position: relative|(vertical-align|(min-)?width|font-(family|style|weight)): [\w.%-][\w.% -]*)*;?$/;

/** A picture as HTML: MathJax itself does not escape what it writes. */
function htmlOf(node: LiteNode): string {
  if (!('children' in node)) return node.kind === '#text' ? escapeHtml(adaptor().value(node)) : '';
  const attributes = adaptor()
    .allAttributes(node)
    .map(({ name, value }) => [name, String(value)] as const)
    .filter(([name, value]) => isAttribute.test(name) && (name !== 'style' || isStyle.test(value)))
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  const { kind, children } = node;
  return `<${kind}${attributes.join('')}>${children.map(htmlOf).join('')}</${kind}>`;
}

/** Stands for a picture, with the text of its MathML inside. */
function slot(n: string, picture: string): never {
  const node = pageAdaptor().node('math-slot', { n }) as unknown as Node;
  node.innerHTML = picture.replace(/<svg[^]*<\/svg>|<[^>]*>/g, '');
  return node as never;
}

/** Makes pictures of mathematics, which need no font, with MathML for screen readers. */
function createTypesetter(): HTMLDocument<unknown, unknown, unknown> {
  const handler = safe().SafeHandler(new (html().HTMLHandler)(adaptor() as never));
  const accessible = assistiveMml().AssistiveMmlHandler(handler);
  return accessible.create('', {
    InputJax: new (tex().TeX)({
      packages: packages().AllPackages,
      maxMacros: 1000,
      // Everything is loaded.
      macros: { require: ['', 1] },
    }),
    OutputJax: new (svg().SVG)({ fontCache: 'none' }),
    safeOptions: { allow: { URLs: 'none', classes: 'none', cssIDs: 'none', styles: 'none' } },
  }) as HTMLDocument<unknown, unknown, unknown>;
}

/**
 * The mathematics of one notebook: macros that a text defines hold in the texts after it.
 */
export class Mathematics {
  private readonly typesetter = lazy(createTypesetter);

  /**
   * An element's content as HTML, with its mathematics typeset as in JupyterLab.
   *
   * @param body is changed
   * @param finish is called when formulas are in their places, as text
   * @returns HTML to which nothing in the TeX can add scripts, styles or addresses
   */
  typeset(body: Node, finish = (): void => undefined): string {
    const text = body.textContent;
    const delimiters = text.match(/\$|\\[([]|\\begin/g) ?? [];
    const pictures: string[] = [];
    // A text that holds such an element in an attribute can't guess it.
    const secret = randomUUID();
    if (/[$\\]/.test(text) && delimiters.length <= mostDelimiters)
      this.place(body, secret, pictures);
    finish();
    const slots = new RegExp(`<math-slot n="${secret}-(\\d+)">[^<]*</math-slot>`, 'g');
    return body.innerHTML.replace(slots, (_, index) => pictures[Number(index)]!);
  }

  /** Puts a slot in the place of each formula. */
  private place(body: Node, secret: string, pictures: string[]): void {
    const found = finder();
    found.options.elements = [body];
    found.clear().findMath({});
    let left = mostSvgChars;
    const items = [...found.math].filter((item) => {
      if (left < 0) return false;
      const { math, display } = item;
      const picture = display === null ? escapeHtml(math) : this.picture(math, display);
      left -= picture.includes('<merror') ? charsOfError : picture.length;
      item.typesetRoot = slot(`${secret}-${pictures.push(picture) - 1}`, picture);
      return true;
    });
    // The positions of earlier ones stay right.
    for (const item of items.reverse()) item.updateDocument(found);
  }

  private picture(math: string, display: boolean): string {
    try {
      return htmlOf(this.typesetter().convert(math, { display }) as never);
    } catch {
      // What needs a browser, such as a part that reacts to clicks.
      return `<code>${escapeHtml(math)}</code>`;
    }
  }
}

/** The style of typeset mathematics. */
export const mathCss = lazy(() =>
  adaptor().textContent(createTypesetter().documentStyleSheet() as never),
);
