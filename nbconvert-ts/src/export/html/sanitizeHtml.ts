import type createPurifier from 'dompurify';
import { lazy, lazyModule } from '../../lazy';
import { escapeHtml } from './escapeHtml';

/** How {@link sanitizeHtml} treats what it finds. */
export interface SanitizeOptions {
  /**
   * Returns the `data:` address of a picture for its address in the HTML, e.g. of an attachment;
   * undefined if there is none. Only pictures in `data:` addresses stay: others would tell a
   * stranger who reads the page and when.
   */
  picture?: (address: string) => string | undefined;
  /**
   * Renders the text between two {@link mark} characters as HTML, which is trusted.
   */
  replaceMarked?: (content: string) => string;
}

/**
 * Encloses what is inserted after sanitizing: a private character, which `renderMarkdown` removes
 * from the text that it is given.
 */
export const mark = '\uF8FE';

/** The part of a browser's nodes that is used here. */
interface Node {
  style: { length: number; [index: number]: string; getPropertyValue(name: string): string };
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  getAttribute(name: string): string | null;
  nodeType: number;
  nodeName: string;
  textContent: string;
  childNodes: Iterable<Node>;
  innerHTML: string;
  ownerDocument: { createElement(name: string): Node; createTextNode(text: string): Node };
  hasAttribute(name: string): boolean;
  replaceWith(...nodes: (Node | string)[]): void;
}

const allowedTags =
  'a abbr b blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  );
const allowedAttributes =
  'align alt bgcolor border class color colspan datetime dir height href id lang open reversed rowspan scope span src start style title valign width'.split(
    ' ',
  );
/** Classes of highlighted code and data tables; others could imitate the page's own elements. */
const allowedClass = /^(hljs(-[\w-]+)?|language-[\w+#.-]+|dataframe)$/;
const pictureAddress = /^data:image\/(png|jpeg|gif|webp|avif|bmp|svg\+xml)(;[\w=-]+)*[;,]/i;

const deepest = 1000;
/** Longer than any style meant for one element; parsing it takes quadratic time. */
const longStyle = /\bstyle\s*=\s*(?:"[^"]{2000,}"|'[^']{2000,}'|[^\s>"']{2000,})/gi;

const purifierMaker = lazyModule<typeof createPurifier>('dompurify');
// jsdom's own types would bring a browser's globals into this package.
const domModule = lazyModule<{ JSDOM: new (html: string) => { window: unknown } }>('jsdom');
const browserWindow = lazy(() => new (domModule().JSDOM)('').window);

/**
 * A stranger's HTML, made safe to show: no scripts, event handlers, frames, forms, style sheets, or
 * addresses other than `http(s)`, `mailto` and the page's own; nothing that covers the rest of the
 * page; ids begin with `user-content-`. SVG and MathML are removed. HTML that is nested more than a
 * thousand deep is shown as text.
 *
 * @param html any text
 * @param options where pictures come from
 * @returns HTML for the inside of a `<div>`
 * @example
 * sanitizeHtml('<b onclick="steal()">bold</b><script>steal()</script>'); // '<b>bold</b>'
 */
export function sanitizeHtml(html: string, options: SanitizeOptions = {}): string {
  if (isTooDeep(html)) return `<pre>${escapeHtml(html)}</pre>`;
  const purifier = purifierMaker()(browserWindow() as never);
  purifier.addHook('afterSanitizeAttributes', (node: unknown) => tidy(node as Node, options));
  const body = purifier.sanitize(html.replace(longStyle, ''), {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: allowedAttributes,
    ALLOW_DATA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|attachment:|(?![a-z][a-z\d+.-]*:))/i,
    SANITIZE_NAMED_PROPS: true,
    RETURN_DOM: true,
  }) as unknown as Node;
  if (options.replaceMarked) fillIn(body, options.replaceMarked);
  return body.innerHTML;
}

/** Thousands of nested elements are no content, and would take minutes. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [tag] of html.matchAll(/<\/?[a-z](?!r\b|mg\b|br\b|nput\b)/gi)) {
    depth += tag.startsWith('</') ? -1 : 1;
    if (depth > deepest) return true;
    if (depth < 0) depth = 0;
  }
  return false;
}

function tidy(node: Node, { picture = () => undefined }: SanitizeOptions): void {
  if (node.hasAttribute('style')) cleanStyle(node);
  const classes = (node.getAttribute('class') ?? '')
    .split(/\s+/)
    .filter((name) => allowedClass.test(name));
  if (classes.length > 0) node.setAttribute('class', classes.join(' '));
  else node.removeAttribute('class');
  if (node.nodeName === 'A') tidyLink(node);
  else if (node.nodeName === 'IMG') tidyPicture(node, picture);
}

function tidyLink(node: Node): void {
  const address = node.getAttribute('href');
  if (address?.startsWith('#')) node.setAttribute('href', `#user-content-${address.slice(1)}`);
  else if (address !== null) node.setAttribute('rel', 'noopener noreferrer nofollow');
}

/** A picture without data becomes a link to it. */
function tidyPicture(node: Node, picture: NonNullable<SanitizeOptions['picture']>): void {
  const address = node.getAttribute('src') ?? '';
  const data = pictureAddress.test(address) ? address : picture(address);
  if (data !== undefined && pictureAddress.test(data)) {
    node.setAttribute('src', data);
    if (!node.hasAttribute('alt')) node.setAttribute('alt', '');
    return;
  }
  const text = node.getAttribute('alt') ?? '';
  if (!/^https?:/i.test(address)) {
    node.replaceWith(text);
    return;
  }
  const link = node.ownerDocument.createElement('a');
  link.setAttribute('href', address);
  link.setAttribute('rel', 'noopener noreferrer nofollow');
  link.textContent = text === '' ? address : text;
  node.replaceWith(link);
}

/** Only whole text nodes are filled in: in an attribute, HTML would break out of it. */
function fillIn(node: Node, replaceMarked: (content: string) => string): void {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === 1) fillIn(child, replaceMarked);
    const parts = child.nodeType === 3 ? child.textContent.split(mark) : [];
    if (parts.length < 3) continue;
    const document = child.ownerDocument;
    const nodes = parts.map((part, i) => {
      if (i % 2 === 0) return document.createTextNode(part);
      const holder = document.createElement('span');
      holder.innerHTML = replaceMarked(part);
      return holder;
    });
    child.replaceWith(...nodes);
  }
}

/** Properties that change how an element looks, and not where it is. */
const harmlessProperty =
  /^(color|background-color|text-align|text-decoration(-[a-z]+)?|vertical-align|white-space|opacity|float|clear|font-(weight|style|family|size|variant)|list-style-type|line-height|(min-|max-)?(width|height)|(margin|padding)(-(top|right|bottom|left))?|border(-[a-z]+)*|display|overflow(-[xy])?)$/;
/**
 * Words, colours and lengths that are not negative; no `url()` or other function that fetches or
 * computes.
 */
const harmlessValue =
  /^(?!.*(^|[\s,(])-[\d.])(?:[\w\s.,%#"'-]|rgba?\([\d\s.,%/]+\)|hsla?\([\d\s.,%/a-z]+\))*$/i;

/** Keeps of an element's `style` only what can neither cover other content nor fetch anything. */
function cleanStyle(element: Node): void {
  const { style } = element;
  const kept = Array.from({ length: style.length }, (_, i) => style[i] ?? '')
    .map((name) => [name, style.getPropertyValue(name)] as const)
    .filter(([name, value]) => harmlessProperty.test(name) && harmlessValue.test(value))
    .map(([name, value]) => `${name}: ${value}`);
  if (kept.length > 0) element.setAttribute('style', kept.join('; '));
  else element.removeAttribute('style');
}
