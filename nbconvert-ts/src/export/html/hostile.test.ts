import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MimeBundle } from 'jupyter-protocol';
import type { Browser } from 'playwright-core';
import type { Cell, Metadata, Notebook, Output } from '../../format/notebook';
import { describeInBrowser, startBrowser } from '../../testSupport/browser';
import { hostileHtml, hostileMarkdown } from '../../testSupport/hostileHtml';
import { sanitizeHtml } from './sanitizeHtml';
import { toHtml } from './toHtml';

const img = '<img src=x onerror=ran(1)>';
const display = (data: MimeBundle, metadata: Metadata = {}): Output => ({
  output_type: 'display_data',
  data,
  metadata,
});
const code = (outputs: Output[], metadata: Metadata = {}, source = ''): Cell => ({
  cell_type: 'code',
  metadata,
  source,
  execution_count: 1,
  outputs,
});
const markdown = (source: string): Cell => ({ cell_type: 'markdown', metadata: {}, source });
const notebookOf = (cells: Cell[], metadata: Metadata = {}): Notebook => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata,
  cells,
});

/** Every place of a notebook from which text reaches the page. */
const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="ran(1)"><script>ran(2)</script></svg>';
const places: Cell[] = [
  ...hostileHtml.flatMap((html) => [code([display({ 'text/html': html })]), markdown(html)]),
  ...hostileMarkdown.flatMap((text) => [
    markdown(text),
    code([display({ 'text/markdown': text })]),
    code([display({ 'text/latex': text })]),
  ]),
  code([], {}, img),
  code([
    {
      output_type: 'stream',
      name: `stdout"><b>`,
      text: `${img}\u001b[31m${img}\u001b]8;;javascript:ran(1)\u0007x`,
    },
  ]),
  code([{ output_type: 'error', ename: img, evalue: img, traceback: [`\u001b[0;31m${img}`, img] }]),
  code([{ output_type: 'error', ename: img, evalue: img, traceback: [] }]),
  code([display({ 'image/svg+xml': svg }), display({ 'image/svg+xml': img })]),
  code([display({ 'image/png': `"${img}`, 'image/jpeg': `AAAA"${img}` })]),
  code([
    display(
      { 'image/png': 'AAAA' },
      { alt: `"${img}`, 'image/png': { width: `1"${img}`, alt: `">${img}` } },
    ),
  ]),
  code([
    display({ 'text/plain': img }),
    display({ 'application/json': { [img]: `</script>${img}` } }),
  ]),
  code([display({ 'application/javascript': 'ran(1)' }), display({ 'text/javascript': 'ran(1)' })]),
  code([display({ [`x/${img}`]: img }), display({ 'text/html': { toString: img } })]),
  code([display({ 'application/vnd.plotly.v1+json': { data: img } })]),
  code([display({ 'application/vnd.plotly.v1+json': `${img}` })]),
  code([
    display({
      'application/vnd.plotly.v1+json': {
        data: [
          {
            y: [1, 2],
            name: `</script>${img}<!--`,
            text: [`<a href="javascript:ran(1)">x</a>`, svg],
          },
        ],
        layout: {
          height: `1"${img}`,
          title: { text: `${img}<a href="javascript:ran(1)">t</a>` },
          images: [{ source: 'https://evil.example/a.png', x: 0, y: 1, sizex: 1, sizey: 1 }],
          annotations: [{ text: `${svg}<a href="java\nscript:ran(1)">x</a>`, x: 0, y: 1 }],
        },
        config: { plotlyServerURL: 'https://evil.example', showLink: true, linkText: img },
        frames: [{ name: img, data: [{ y: [2, 1] }] }],
      },
      'image/png': `"${img}`,
    }),
  ]),
  code([], { jupyter: { source_hidden: true }, name: img, tags: [img] }, img),
  { cell_type: 'raw', metadata: {}, source: img },
  { cell_type: 'raw', metadata: { format: 'text/html' }, source: img },
  { cell_type: 'raw', metadata: { format: `"${img}` }, source: img },
  {
    ...markdown('![x](attachment:a.png) <img src="attachment:b.svg">'),
    attachments: { 'a.png': { 'image/png': `"${img}` }, 'b.svg': { 'image/svg+xml': svg } },
  } as Cell,
];
const hostile = notebookOf(places, {
  title: `</title>${img}`,
  kernelspec: { name: img, display_name: img, language: `"${img}` },
});

/**
 * What happens in a page that is loaded and in which everything is clicked, hovered over and
 * focused.
 */
async function poke(
  browser: Browser,
  html: string,
): Promise<{ ran: number; away: string[]; links: string[] }> {
  const file = join(mkdtempSync(join(tmpdir(), 'hostile-')), 'page.html');
  writeFileSync(file, html);
  const page = await browser.newPage();
  let ran = 0;
  const away: string[] = [];
  await page.exposeFunction('ran', () => void ran++);
  page.on('dialog', (dialog) => void dialog.dismiss());
  await page.route(/^(?!data:|blob:)/, (route) => {
    const url = route.request().url();
    if (url === pathToFileURL(file).href) return route.continue();
    // A missing picture beside the page is no harm: an address of elsewhere is.
    if (!url.startsWith('file:')) away.push(url);
    return route.abort();
  });
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' }).catch(() => undefined);
  await page.waitForTimeout(1000);
  const links = await page.evaluate(() => {
    const protocols = new Set<string>();
    for (const link of Array.from(document.querySelectorAll('a, area'))) {
      // In SVG, the property is an object.
      const { href } = link as { href?: unknown };
      const named = link.getAttribute('href') ?? link.getAttribute('xlink:href') ?? '';
      const address = typeof href === 'string' ? href : named;
      if (address !== '') protocols.add(/^[a-z]*:/.exec(address)?.[0] ?? address);
      // What is no script must not lead the page away before all is tried.
      if (!address.includes('script:')) {
        link.addEventListener('click', (event) => event.preventDefault());
      }
    }
    for (const element of Array.from(document.querySelectorAll('body *'))) {
      for (const type of ['mouseover', 'pointerover', 'focus', 'toggle', 'beforetoggle']) {
        element.dispatchEvent(new Event(type));
      }
      if (element instanceof HTMLElement) element.click();
    }
    return [...protocols].sort();
  });
  await page.waitForTimeout(500);
  const result = { ran, away, links };
  await page.close();
  return result;
}

const withoutPolicy = (html: string): string => {
  const bare = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
  expect(bare).not.toBe(html);
  return bare;
};

describeInBrowser('a page of a hostile notebook, in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('runs nothing and calls nobody, also without its content security policy', async () => {
    const html = toHtml(hostile);
    const harmless = { ran: 0, away: [], links: ['file:', 'https:'] };
    const bare = await poke(browser, withoutPolicy(html));
    // Plotly loads the pictures that a figure names; the policy is what stops it.
    expect({
      ...bare,
      away: bare.away.filter((url) => url !== 'https://evil.example/a.png'),
    }).toEqual(harmless);
    expect(await poke(browser, html)).toEqual(harmless);
  });

  it('would have run it, if it were trusted', async () => {
    const cells = hostileHtml.filter((html) => !/<(meta|base)|name=querySelectorAll/.test(html));
    const trusted = notebookOf(cells.map((html) => code([display({ 'text/html': html })])));
    const { ran } = await poke(browser, toHtml(trusted, { trusted: true }));
    expect(ran).toBeGreaterThan(20);
  });

  it('keeps every output in its own box', async () => {
    const page = await browser.newPage();
    const texts = places.slice(0, 2 * hostileHtml.length);
    await page.setContent(toHtml(notebookOf(texts), { header: '<h1 id="own">Mark: 3 of 10</h1>' }));
    const outside = await page.evaluate(() => {
      const { left, top } =
        document.querySelector('#own')?.getBoundingClientRect() ?? new DOMRect();
      const style = (element: Element): CSSStyleDeclaration => getComputedStyle(element);
      const inner = Array.from(document.querySelectorAll('.output *, .markdown *')).filter(
        (element) => !element.closest('.plotly-figure, mjx-container'),
      );
      return {
        positioned: inner.filter((element) => style(element).position !== 'static').length,
        contained: Array.from(document.querySelectorAll('.output, .cell.markdown')).every(
          (element) => style(element).contain === 'paint',
        ),
        heading: document.elementFromPoint(left + 5, top + 5)?.id,
      };
    });
    await page.close();
    expect(outside).toEqual({ positioned: 0, contained: true, heading: 'own' });
  });
});

describe('sanitizeHtml', () => {
  it('leaves good HTML as it is', () => {
    const table =
      '<table border="1" class="dataframe"><thead><tr style="text-align: right"><th></th><th>a</th></tr></thead><tbody><tr><th>0</th><td>1</td></tr></tbody></table>';
    expect(sanitizeHtml(table)).toBe(table);
    expect(sanitizeHtml('<a href="notes.html">n</a>')).toBe(
      '<a href="notes.html" rel="noopener noreferrer nofollow">n</a>',
    );
    expect(
      sanitizeHtml('<p id="a" style="color: red; position: fixed">x</p><a href="#a">y</a>'),
    ).toBe('<p style="color: red" id="user-content-a">x</p><a href="#user-content-a">y</a>');
  });

  it('puts pictures in, and links in the place of those that it has not', () => {
    const picture = (address: string): string | undefined =>
      address === 'a.png' ? 'data:image/png;base64,AAAA' : undefined;
    expect(sanitizeHtml('<img src="a.png"><img src="b.png" alt="b">', { picture })).toBe(
      '<img src="data:image/png;base64,AAAA" alt=""><span class="no-picture">b: b.png</span>',
    );
    expect(sanitizeHtml('<img src="https://x.example/c.png" alt="c">')).toBe(
      '<a href="https://x.example/c.png" rel="noopener noreferrer nofollow">c</a>',
    );
    expect(sanitizeHtml('<img src="data:text/html,x" alt="d">')).not.toContain('<img');
  });
});
