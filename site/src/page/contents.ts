import localforage from 'localforage';
import type { NotebookFile } from './notebook';
import { root } from './root';

/** A file as JupyterLite keeps it. */
export interface StoredFile {
  name: string;
  path: string;
  created: string;
  last_modified: string;
  format: 'json' | 'text' | 'base64';
  mimetype: string;
  type: 'notebook' | 'file' | 'directory';
  writable: true;
  size: number;
  content: unknown;
}

/** The files that JupyterLite keeps for this site, by their paths. */
export const files = localforage.createInstance({
  name: `JupyterLite Storage - ${root.pathname}`,
  storeName: 'files',
  version: 1,
});

/** What training has kept, by its paths beside the notebooks; the library reads and writes it. */
export const trained = localforage.createInstance({ name: 'course-files', storeName: 'files' });

/** What students started from, by the notebooks' paths: from it a new version is told. */
export const released = localforage.createInstance({
  name: `Course - ${root.pathname}`,
  storeName: 'released',
});

/** A notebook as the site has it; undefined if it is none of the course's. */
export async function onSite(path: string): Promise<NotebookFile | undefined> {
  const response = await fetch(new URL(`files/${encodeURI(path)}`, root));
  return response.ok ? ((await response.json()) as NotebookFile) : undefined;
}

/** Writes a file as JupyterLite does. */
export async function writeStored(path: string, content: unknown): Promise<void> {
  const isNotebook = path.endsWith('.ipynb');
  const now = new Date().toISOString();
  const file: StoredFile = {
    name: path.split('/').at(-1)!,
    path,
    created: now,
    last_modified: now,
    format: isNotebook ? 'json' : 'base64',
    mimetype: isNotebook ? 'application/json' : 'application/octet-stream',
    type: isNotebook ? 'notebook' : 'file',
    writable: true,
    size: JSON.stringify(content).length,
    content,
  };
  await files.setItem(path, file);
}
