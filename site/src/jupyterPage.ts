import * as fs from 'node:fs';
import * as path from 'node:path';

type Config = Record<string, unknown>;

/**
 * Writes JupyterLite's pages anew. Those that come with it fetch six files, one after the other, to
 * learn what is known here: their settings.
 *
 * @param out the site
 */
export function writeJupyterPages(out: string): void {
  const shared = takeConfig(out, '../');
  for (const app of ['notebooks', 'tree']) {
    const folder = path.join(out, app);
    const file = path.join(folder, 'index.html');
    const bundle = /href="(\.\.\/build\/[^"]+)"/.exec(fs.readFileSync(file, 'utf8'))?.[1];
    const config = JSON.stringify({ ...shared, ...takeConfig(folder, './') });
    fs.writeFileSync(
      file,
      `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Equivariant networks</title>
    <link rel="icon" href="../icon.svg">
    <link rel="stylesheet" href="../site.css">
    <script id="jupyter-config-data" type="application/json">${config.replaceAll('<', '\\u003c')}</script>
    <script src="../start.js" data-bundle="${bundle}" defer></script>
  </head>
  <body class="jp-ThemedContainer" data-notebook="${app}">
    <noscript>Notebooks need JavaScript.</noscript>
  </body>
</html>
`,
    );
  }
}

/** Reads settings, and removes their files. Addresses become relative to an application's page. */
function takeConfig(folder: string, toFolder: string): Config {
  const file = path.join(folder, 'jupyter-lite.json');
  const all = JSON.parse(fs.readFileSync(file, 'utf8')) as { 'jupyter-config-data': Config };
  for (const name of [file, path.join(folder, 'jupyter-lite.ipynb')]) fs.rmSync(name);
  return Object.fromEntries(
    Object.entries(all['jupyter-config-data']).map(([key, value]) => [
      key,
      key.endsWith('Url') && typeof value === 'string' ? value.replace(/^\.\//, toFolder) : value,
    ]),
  );
}
