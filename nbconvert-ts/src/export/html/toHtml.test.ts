import type { MimeBundle } from 'jupyter-protocol';
import type { Browser } from 'playwright-core';
import type { Cell, Notebook, Output } from '../../format/notebook';
import { describeInBrowser, startBrowser } from '../../testSupport/browser';
import { ansiToHtml } from './ansiToHtml';
import { renderMarkdown } from './renderMarkdown';
import { toHtml } from './toHtml';

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\n';
const figure = { data: [{ y: [1, 3, 2] }], layout: { title: { text: 'F' } } };
const display = (data: MimeBundle, metadata = {}): Output => ({
  output_type: 'display_data',
  data,
  metadata,
});
const code = (source: string, ...outputs: Output[]): Cell => ({
  cell_type: 'code',
  metadata: {},
  source,
  execution_count: 4,
  outputs,
});
const markdown = (source: string): Cell => ({ cell_type: 'markdown', metadata: {}, source });
const notebookOf = (...cells: Cell[]): Notebook => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { language_info: { name: 'typescript' } },
  cells,
});

describe('toHtml', () => {
  it('shows each output in the richest form that can be shown', () => {
    const shown = (data: MimeBundle, metadata = {}): string =>
      /<div class="output display">([^]*)<\/div>\n<\/div>/.exec(
        toHtml(notebookOf(code('', display(data, metadata)))),
      )?.[1] ?? '';
    const plain = { 'text/plain': '<Figure>' };
    expect(shown({ ...plain, 'text/html': '<b>x</b>' })).toBe('<b>x</b>');
    expect(shown({ ...plain, 'text/html': '<script>draw()</script>' })).toBe(
      '<pre>&lt;Figure&gt;</pre>',
    );
    expect(
      shown({ ...plain, 'image/png': pixel }, { 'image/png': { width: 5, alt: 'a "dot"' } }),
    ).toBe(`<img src="data:image/png;base64,${pixel.trim()}" alt="a &quot;dot&quot;" width="5">`);
    expect(shown({ ...plain, 'image/png': pixel })).toContain('alt="&lt;Figure&gt;"');
    expect(shown({ ...plain, 'image/svg+xml': '<svg/>' })).toContain(
      'src="data:image/svg+xml;base64,PHN2Zy8+"',
    );
    expect(shown({ ...plain, 'text/latex': '$x$' })).toContain('<mjx-container');
    expect(shown({ 'application/json': { a: [1] } })).toContain('hljs-attr');
    expect(shown({ 'application/x-new': 'x' })).toBe('<pre>[application/x-new: not shown]</pre>');
  });

  it('takes plotly.js and the style of mathematics along only where they are needed', () => {
    const none = toHtml(notebookOf(markdown('# Plain'), code('const a = 1;')));
    expect(none.length).toBeLessThan(20_000);
    expect(none).toContain("script-src 'none'");
    const plotly = display({ 'application/vnd.plotly.v1+json': figure, 'text/plain': 'F' });
    const figures = toHtml(notebookOf(code('', plotly, plotly)));
    expect(figures.match(/plotly\.js \(strict - minified\)/g)).toHaveLength(1);
    expect(none).not.toContain('mjx-container');
    expect(toHtml(notebookOf(markdown('$x$')))).toContain('mjx-container[jax="SVG"] {');
  });

  it('names the page, says its language and takes in what the caller adds', () => {
    const page = toHtml(notebookOf(markdown('text'), markdown('## A <b>\n'), code('1')), {
      lang: 'de',
      header: '<p>own</p>',
      css: '.own {}',
      afterCell: ({ cell_type: type }, index) => `<i>${type} ${index}</i>`,
    });
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('<title>A &lt;b&gt;</title>');
    expect(page.match(/<i>\w+ \d<\/i>/g)).toEqual([
      '<i>markdown 0</i>',
      '<i>markdown 1</i>',
      '<i>code 2</i>',
    ]);
    expect(page).toContain('<main>\n<p>own</p>');
    expect(page).toContain('.own {}');
  });

  it('lets a trusted notebook do what it likes', () => {
    const page = toHtml(
      notebookOf(
        code('', display({ 'application/javascript': 'draw()' })),
        markdown('<script>x()</script>'),
      ),
      { trusted: true },
    );
    expect(page).toContain('<script>draw()</script>');
    expect(page).toContain('<script>x()</script>');
    expect(page).not.toContain('Content-Security-Policy');
  });
});

describeInBrowser('toHtml, in Chromium without a network', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('draws figures and mathematics, in light and dark, and asks for nothing', async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) complaints.push(request.url());
    });
    const plotly = { ...figure, frames: [{ name: 'a', data: [{ y: [2] }] }] };
    await page.setContent(
      toHtml(
        notebookOf(
          markdown('$$\\sum_i x_i$$ $\\mathbb{R}$'),
          code('const a = 1;', display({ 'application/vnd.plotly.v1+json': plotly })),
          code('f()', {
            output_type: 'error',
            ename: 'E',
            evalue: 'v',
            traceback: ['\u001b[31mE\u001b[0m: v'],
          }),
        ),
      ),
    );
    await page.waitForSelector('.plotly-figure .scatterlayer path');
    const colours = (): Promise<string[]> =>
      page.evaluate(() =>
        ['body', '.hljs-keyword', '.ansi-red-fg'].map((selector) => {
          const style = getComputedStyle(document.querySelector(selector) ?? document.body);
          return `${style.color} on ${style.backgroundColor}`;
        }),
      );
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await colours();
    await page.emulateMedia({ colorScheme: 'dark' });
    (await colours()).forEach((dark, i) => expect(dark).not.toBe(light[i]));
    expect(await page.locator('mjx-container svg').first().boundingBox()).toMatchObject({
      width: expect.closeTo(40, -1.5) as number,
    });
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('renderMarkdown', () => {
  it('knows tables, fences, attachments and mathematics of every kind', () => {
    const picture = (address: string): string | undefined =>
      address === 'attachment:a.png' ? 'data:image/png;base64,AAAA' : undefined;
    expect(renderMarkdown('|a|\n|-|\n|1|')).toContain('<td>1</td>');
    expect(renderMarkdown('```ts\nlet a;\n```')).toContain('<span class="hljs-keyword">let</span>');
    expect(renderMarkdown('![p](attachment:a.png)', { picture })).toBe(
      '<p><img src="data:image/png;base64,AAAA" alt="p"></p>\n',
    );
    const begin = '\n\n\\begin{align}x<y\\end{align}\n\n';
    for (const tex of ['$x<y$', '$$x<y$$', begin, '\n\n<div>$x<y$</div>\n\n']) {
      for (const trusted of [false, true]) {
        const html = renderMarkdown(`a ${tex} b`, { trusted });
        expect(html).toContain('<mo>&lt;</mo>');
        expect(html).not.toContain('<merror');
      }
    }
  });

  it.each([
    [
      '$$ a $$ so that $c$ follows\n\nNext',
      /math><\/.*> so that <mjx.*> follows<\/p>\n<p>Next<\/p>$/,
    ],
    ['1. $$ x $$ first\n2. second', /> first<\/li>\n<li>second</],
    ['$$\na\n$$ lost text', /> lost text</],
    ['the $n$th, 3$x$', /^<p>the <mjx.*>th, 3<mjx/],
    ['| $|x|$ | y |\n|-|-|\n| a | b |', /^<table>\n<thead>\n<tr>\n<th><mjx.*<\/th>\n<th>y</],
    ['- [x] done', /<input checked="" type="checkbox" disabled=""> done/],
    ['# A `code` **b** title', /^<h1 id="user-content-A-code-b-title">A <code>/],
    ['![plan](pics/plan.png)', /<span class="no-picture">plan: pics\/plan.png</],
    ['a `$b` and `c$` d', /^<p>a <code>\$b<\/code> and <code>c\$<\/code> d/],
    ['@@0@@ and $x$ and @@9@@', /^<p>@@0@@ and <mjx.*> and @@9@@</],
  ])('loses nothing of %j', (text, shown) => {
    expect(renderMarkdown(text).trim()).toMatch(shown);
  });

  it('knows a macro of an earlier cell of the same notebook, and of no other', () => {
    const define = markdown('$\\newcommand{\\RR}{\\mathbb{R}}$');
    const use = markdown('$\\RR^n$');
    expect(toHtml(notebookOf(define, use))).toContain('mathvariant="double-struck">R<');
    expect(toHtml(notebookOf(use))).toContain('<mtext mathcolor="red">\\RR<');
  });
});

describe('ansiToHtml', () => {
  it('makes classes of colours, and nothing of what is no colour', () => {
    expect(ansiToHtml('\u001b[1;31mr\u001b[0m<\u001b[2J\u001b]0;title\u0007')).toBe(
      '<span class="ansi-red-fg ansi-bold">r</span>&lt;',
    );
    expect(ansiToHtml('\u001b[38;5;208mo\u001b[48;2;1;2;3mb')).toBe(
      '<span class="ansi-fg" style="--fg:rgb(255, 135, 0)">o</span><span class="ansi-fg ansi-bg" style="--fg:rgb(255, 135, 0);--bg:rgb(1, 2, 3)">b</span>',
    );
    expect(ansiToHtml('10%\r20%\nab\b')).toBe('20%\na');
  });
});
