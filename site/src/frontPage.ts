import * as fs from 'node:fs';
import * as path from 'node:path';
import { notebookNames, root, solution } from 'course-notebooks';
import { escapeHtml, renderMarkdown } from 'nbconvert-ts';

/** The course's first sentences, for somebody who comes by. */
const about = `Turn a picture of a cat by a quarter turn, and it is still a cat. An ordinary convolutional network has to learn
that from many turned pictures. In this course you build networks that know it from the start: **group-equivariant
networks**. You write their layers yourself, in TypeScript, each in a few lines; a check below every answer says what
holds and what is wrong, and in the end your network reads digits that it has never seen turned.`;

const needs = `Everything runs in your browser, on your own machine: nothing to install, no account, and nothing that you write leaves
it. The first visit loads about 6 MB, and some 20 MB more in the background; after that, the site works without a connection. A graphics card is used if
your browser offers it (WebGPU), else all processors (WebAssembly). Where training would take too long, the course's
own trained networks serve.

Any recent Chrome, Edge or Firefox will do, on a screen as wide as a laptop's; Safari is not tested. On a phone you can
read everything.`;

/** Writes the page that visitors see first. */
export function writeFrontPage(folder: string): void {
  const notebooks = notebookNames().map((name) => card(name));
  fs.writeFileSync(
    path.join(folder, 'index.html'),
    frame(
      'Group-equivariant networks: a course in your browser',
      `<header>
<div><h1>Networks that know what a turn is</h1>${renderMarkdown(about)}
<p class="actions"><a class="button start" href="notebooks/index.html?path=${notebookNames()[0]}.ipynb">Start here</a></p></div>
${turns}
</header>
<h2 id="notebooks">The notebooks</h2>
<ul class="notebooks">${notebooks.join('')}</ul>
<h2 id="work">Your work</h2>
<section class="work" aria-labelledby="work">
<p>Notebooks are saved <strong>in this browser only</strong>, at every change. Download them now and then: what you download is also the
file that you hand in.</p>
<ul id="answered" class="quiet"></ul>
<p class="actions">
<button class="button start" id="download" type="button">Download hand-in.zip</button>
<button class="button" id="upload" type="button">Upload a hand-in.zip</button>
<input id="archive" type="file" accept=".zip,application/zip" hidden aria-label="The archive to upload">
</p>
<p id="said" role="status"></p>
</section>
<h2>What you need</h2>
${renderMarkdown(needs)}
<h2>For instructors</h2>
<p>The same notebooks run in JupyterLab with TensorFlow's library, which trains several times as fast, and a grader marks what students
hand in, from here or from there: <a href="instructors.html">how to publish, change and grade the course</a>.</p>`,
      '<script src="front.js" defer></script>',
    ),
  );
}

/** Writes the page for instructors, from the pages of the repository. */
export function writeInstructorsPage(folder: string): void {
  const text = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
  const section = (file: string, title: string): string =>
    new RegExp(`^## ${title}\n[^]*?(?=^## )`, 'm').exec(text(file))?.[0] ?? '';
  const pages = [
    '# For instructors',
    section('site/README.md', 'Publish'),
    section('README.md', 'Instructors').replace('## Instructors', '## Everything else'),
    text('grading/README.md').replace(/^#/gm, '##'),
  ].join('\n\n');
  // What links lead to lies in the repository.
  const alone = pages.replaceAll(/!?\[([^\]]*)\]\((?!https?:|#)[^)]*\)/g, '$1');
  const body = `<p><a href="index.html">All notebooks</a></p>${renderMarkdown(alone)}`;
  fs.writeFileSync(path.join(folder, 'instructors.html'), frame('For instructors', body));
}

/** A page of the site, but for JupyterLite's. */
export function frame(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${escapeHtml(title)}</title>
    <link rel="icon" href="icon.svg">
    <link rel="stylesheet" href="site.css">
    ${head}
  </head>
  <body>
<main class="front">
${body}
</main>
  </body>
</html>
`;
}

function card(name: string): string {
  const { title, what, points } = describe(name);
  const worth = points === '' ? '' : ` <span class="quiet">· ${points} points</span>`;
  return `<li><div><h3>${escapeHtml(title)}${worth}</h3><p class="quiet">${escapeHtml(what)}</p></div>
<div class="actions"><a class="button start" href="notebooks/index.html?path=${name}.ipynb" aria-label="Start ${escapeHtml(title)}">Start</a>
<a class="button" href="read/${name}.html" aria-label="Read ${escapeHtml(title)}">Read</a></div></li>`;
}

/** What the README says of a notebook. */
function describe(name: string): { title: string; what: string; points: string } {
  const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
  const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
  const [, , what = '', points = ''] = row.split('|').map((part) => part.trim());
  const [, title = name] = /^# (.*)$/m.exec(solution(name).cells[0]!.source) ?? [];
  return { title, what: what.charAt(0).toUpperCase() + what.slice(1), points };
}

/** The letter that the first notebook turns. */
const letter = ['#####', '#....', '####.', '#....', '#....'];
const turns = `<svg viewBox="0 0 220 220" role="img" aria-label="The letter F in four directions">${[
  0, 90, 180, 270,
]
  .map((degrees, turn) => {
    const pixels = letter.flatMap((line, y) =>
      [...line].map((pixel, x) =>
        pixel === '#'
          ? `<rect x="${x * 16 + 10}" y="${y * 16 + 10}" width="15" height="15" rx="2"/>`
          : '',
      ),
    );
    return `<g fill="currentColor" opacity="${1 - turn * 0.2}" transform="rotate(${degrees} 110 110)">${pixels.join('')}</g>`;
  })
  .join('')}</svg>`;
