import * as fs from 'node:fs';
import * as path from 'node:path';
import { notebookNames, root, studentFolder } from 'course-notebooks';
import { bundle, type Entry } from './bundle';
import { buildJupyterLite } from './jupyterLite';
import { writeFiles } from './files';
import { writeFrontPage, writeInstructorsPage } from './frontPage';
import { writeJupyterPages } from './jupyterPage';
import { filesOf } from './filesOf';
import { addServiceWorker } from './offline';
import { writeReadPages } from './readPages';
import { contentPolicy } from './policy';
import { writeTypes } from './typeFiles';

/** Where the site is made by default. */
export const siteFolder = path.join(root, 'build/site');

const sources = path.join(root, 'site/src');

/**
 * Makes the site: JupyterLite with the course's notebooks and kernel, and the pages around it.
 *
 * @param out replaced as a whole when everything is made
 * @throws SiteProblem if something is missing
 */
export async function makeSite(out: string = siteFolder): Promise<void> {
  fs.mkdirSync(path.dirname(out), { recursive: true });
  const work = fs.mkdtempSync(path.join(path.dirname(out), '.site-'));
  try {
    const made = path.join(work, 'site');
    await buildJupyterLite(work, made, notebooks(), await makeExtensions(work));
    await bundle(existing(['start', 'page'], ['front', 'page']), made);
    writeJupyterPages(made);
    fs.cpSync(path.join(root, 'site/assets'), made, { recursive: true });
    const inJupyterLab = fs.readFileSync(path.join(root, 'setup/jupyter/custom.css'));
    fs.appendFileSync(path.join(made, 'site.css'), inJupyterLab);
    writeFrontPage(made);
    writeInstructorsPage(made);
    writeReadPages(made);
    for (const file of filesOf(made))
      if (/^[^/]*\.html$|^(notebooks|tree)\//.test(file) && file.endsWith('.html'))
        addPolicies(made);
    await addServiceWorker(made);
    fs.rmSync(out, { recursive: true, force: true });
    fs.renameSync(made, out);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** The course's notebooks, as students get them. */
function notebooks(): Record<string, string> {
  return Object.fromEntries(
    notebookNames().map((name) => {
      const file = `${name}.ipynb`;
      return [file, fs.readFileSync(path.join(studentFolder, file), 'utf8')];
    }),
  );
}

/**
 * The extensions of JupyterLab that are ours: one brings the kernel, with the scripts and files of
 * its workers, one keeps a student's work.
 */
async function makeExtensions(work: string): Promise<string[]> {
  const kernel = path.join(work, 'course-site');
  const entries = existing(
    ['remoteEntry', 'browser', 'extension'],
    ['compiler', 'browser'],
    ['cells', 'browser'],
  );
  await bundle(entries, path.join(kernel, 'static'));
  writeTypes(path.join(kernel, 'static'));
  await writeFiles(path.join(kernel, 'static/files'));
  const keeper = path.join(work, 'course-work');
  await bundle(existing(['remoteEntry', 'page', 'work']), path.join(keeper, 'static'));
  return [kernel, keeper].filter((folder) => {
    const load = 'static/remoteEntry.js';
    if (!fs.existsSync(path.join(folder, load))) return false;
    const description = {
      name: path.basename(folder),
      version: '0.1.0',
      jupyterlab: { extension: true, _build: { load, extension: './extension' } },
      jupyterlite: { liteExtension: true },
    };
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(description));
    return true;
  });
}

function existing(...entries: [name: string, folder: string, source?: string][]): Entry[] {
  return entries
    .map(([name, folder, source = name]) => ({
      name,
      file: path.join(sources, folder, `${source}.ts`),
    }))
    .filter(({ file }) => fs.existsSync(file));
}

/** Puts the content security policy into the pages that have none. */
function addPolicies(site: string): void {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">`;
  for (const file of filesOf(site).filter((name) => name.endsWith('.html'))) {
    const place = path.join(site, file);
    const page = fs.readFileSync(place, 'utf8');
    if (page.includes('http-equiv="Content-Security-Policy"')) continue;
    fs.writeFileSync(
      place,
      page.replace(/<head>/i, (head) => `${head}\n    ${meta}`),
    );
  }
}
