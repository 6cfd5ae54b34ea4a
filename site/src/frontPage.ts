import * as fs from 'node:fs';
import * as path from 'node:path';
import { notebookNames } from 'course-notebooks';

/** Writes the page that visitors see first. */
export function writeFrontPage(folder: string): void {
  const items = notebookNames().map(
    (name) => `<li><a href="notebooks/index.html?path=${name}.ipynb">${name}</a></li>`,
  );
  const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Equivariant networks</title>
  </head>
  <body><ul>${items.join('')}</ul></body>
</html>
`;
  fs.writeFileSync(path.join(folder, 'index.html'), page);
}
