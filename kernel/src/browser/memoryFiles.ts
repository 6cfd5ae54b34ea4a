import type { FileSystem } from '../core/compile/JavaScriptChecker';

/** Files that are texts in memory, by their paths from the root. */
export function memoryFiles(texts: Readonly<Record<string, string>>): FileSystem {
  const folders = new Map<string, Set<string>>();
  const inFolder = (path: string): Set<string> => {
    const known = folders.get(path);
    if (known) return known;
    const made = new Set<string>();
    folders.set(path, made);
    if (path !== '/') inFolder(parentOf(path)).add(path.slice(path.lastIndexOf('/') + 1));
    return made;
  };
  for (const file of Object.keys(texts)) inFolder(parentOf(file));
  const find = (path: string): Set<string> | undefined => folders.get(path.replace(/(.)\/$/, '$1'));
  return {
    fileExists: (file) => Object.hasOwn(texts, file),
    readFile: (file) => (Object.hasOwn(texts, file) ? texts[file] : undefined),
    directoryExists: (folder) => find(folder) !== undefined,
    getDirectories: (folder) => [...(find(folder) ?? [])],
  };
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
