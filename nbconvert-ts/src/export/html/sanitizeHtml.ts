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
}

/** The part of a browser's nodes that is used here. */
export interface Node {
  style: { length: number; [index: number]: string; getPropertyValue(name: string): string };
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  getAttribute(name: string): string | null;
  nodeName: string;
  textContent: string;
  innerHTML: string;
  ownerDocument: { createElement(name: string): Node };
  querySelectorAll(selector: string): Iterable<Node>;
  hasAttribute(name: string): boolean;
  replaceWith(...nodes: (Node | string)[]): void;
}

const allowedTags =
  'a abbr b blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  );
/** Elements that are a `div` by another name, and which a page may style as parts of its own. */
const divisions =
  /(<\/?)(?:address|article|aside|fieldset|footer|form|header|hgroup|main|nav|section)(?=[\s/>])/gi;
const allowedAttributes =
  'align alt bgcolor border checked class color colspan datetime dir height href id lang open reversed rowspan scope span src start style title type valign width'.split(
    ' ',
  );
/** Classes of highlighted code and data tables; others could imitate the page's own elements. */
const allowedClass = /^(hljs(-[\w-]+)?|language-[\w+#.-]+|dataframe|no-picture)$/;
const pictureAddress = /^data:image\/(png|jpeg|gif|webp|avif|bmp|svg\+xml)(;[\w=-]+)*[;,]/i;

const deepest = 1000;
/** Longer than any style meant for one element; parsing it takes quadratic time. */
const longStyle = /\bstyle\s*=\s*(?:"[^"]{2000,}"|'[^']{2000,}'|[^\s>"']{2000,})/gi;

const purifierMaker = lazyModule<typeof createPurifier>('dompurify');
// jsdom's own types would bring a browser's globals into this package.
const domModule = lazyModule<{ JSDOM: new (html: string) => { window: unknown } }>('jsdom');
/** A browser's window, for nodes outside of a browser. */
export const browserWindow = lazy(() => new (domModule().JSDOM)('').window);

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
  return sanitizedBody(html, options).innerHTML;
}

/** The same as {@link sanitizeHtml}, as an element. */
export function sanitizedBody(html: string, options: SanitizeOptions = {}): Node {
  if (isTooDeep(html)) return bodyOf(`<pre>${escapeHtml(html)}</pre>`);
  const purifier = purifierMaker()(browserWindow() as never);
  purifier.addHook('afterSanitizeAttributes', (node: unknown) => tidy(node as Node, options));
  return purifier.sanitize(html.replace(longStyle, '').replace(divisions, '$1div'), {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: allowedAttributes,
    ALLOW_DATA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|attachment:|(?![a-z][a-z\d+.-]*:))/i,
    SANITIZE_NAMED_PROPS: true,
    // The text in other elements stays.
    FORBID_CONTENTS: ['script', 'style'],
    RETURN_DOM: true,
  }) as unknown as Node;
}

/** HTML as it is, as an element. */
export function bodyOf(html: string): Node {
  const { document } = browserWindow() as { document: Node['ownerDocument'] };
  const body = document.createElement('div');
  body.innerHTML = html;
  return body;
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
  else if (node.nodeName === 'INPUT') tidyTask(node);
}

function tidyLink(node: Node): void {
  const address = node.getAttribute('href');
  if (address?.startsWith('#')) node.setAttribute('href', `#user-content-${address.slice(1)}`);
  else if (address !== null) node.setAttribute('rel', 'noopener noreferrer nofollow');
}

/** Of all input, only the box of a task is kept: `- [x] done`. */
function tidyTask(node: Node): void {
  if (node.getAttribute('type') === 'checkbox') node.setAttribute('disabled', '');
  else node.replaceWith('');
}

/** A picture without data becomes a link to it, or its name. */
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
    const missing = node.ownerDocument.createElement('span');
    missing.setAttribute('class', 'no-picture');
    missing.textContent = [text, address].filter((part) => part !== '').join(': ');
    node.replaceWith(missing);
    return;
  }
  const link = node.ownerDocument.createElement('a');
  link.setAttribute('href', address);
  link.setAttribute('rel', 'noopener noreferrer nofollow');
  link.textContent = text === '' ? address : text;
  node.replaceWith(link);
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
