import * as fs from 'node:fs';
import * as path from 'node:path';
import { notebookNames } from 'course-notebooks';
import { toHtml } from 'nbconvert-ts';
import { withFigures } from './figures';

const css = `nav { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center; padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
nav a.start { margin-left: auto; }`;

/** Writes a page for each notebook, with its figures, to read without starting anything. */
export function writeReadPages(site: string): void {
  const folder = path.join(site, 'read');
  fs.mkdirSync(folder);
  const names = notebookNames();
  for (const [index, name] of names.entries()) {
    const link = (to: string | undefined, text: string): string =>
      to === undefined ? '' : `<a href="${to}.html">${text}</a>`;
    const header = `<nav aria-label="Notebooks"><a href="../index.html">All notebooks</a>
${link(names[index - 1], '← Before')} ${link(names[index + 1], 'Next →')}
<a class="start" href="../notebooks/index.html?path=${name}.ipynb"><b>Start this notebook</b></a></nav>`;
    fs.writeFileSync(path.join(folder, `${name}.html`), toHtml(withFigures(name), { header, css }));
  }
}
