import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The folder for prepared sets: `option`; else `rotated-mnist` in the folder that the environment
 * variable `COURSE_CACHE` names; else `.cache/rotated-mnist` at the workspace's root.
 *
 * @example cacheFolder(); // "/home/ada/course/.cache/rotated-mnist"
 */
export function cacheFolder(option?: string): string {
  if (option) return resolve(option);
  const caches = process.env.COURSE_CACHE;
  return join(caches ? resolve(caches) : join(workspaceRoot(), '.cache'), 'rotated-mnist');
}

function workspaceRoot(): string {
  const packageRoot = resolve(__dirname, '../../..');
  for (let folder = packageRoot; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && readFileSync(manifest, 'utf8').includes('"workspaces"')) {
      return folder;
    }
    if (folder === dirname(folder)) return packageRoot;
  }
}
