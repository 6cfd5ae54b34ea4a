import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * One hash of texts and of the contents of files; a missing file counts too.
 *
 * @param {{ texts?: readonly string[], files?: readonly string[] }} of
 */
export function hashOf({ texts = [], files = [] }) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(JSON.stringify(text));
  for (const file of files) {
    hash.update(`\0${file}\0`);
    if (existsSync(file)) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * The text of a file, or '' if there is none.
 *
 * @param {string} path
 */
export function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Writes a file atomically.
 *
 * @param {string} path
 * @param {string} text
 */
export function writeWhole(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

/**
 * Creates a relative link to a file, replacing whatever is there.
 *
 * @param {string} target
 * @param {string} path
 */
export function linkFile(target, path) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}`;
  symlinkSync(relative(dirname(path), target), temporary);
  renameSync(temporary, path);
}

/**
 * Creates an empty folder, replacing whatever is there.
 *
 * @param {string} path
 */
export function emptyFolder(path) {
  remove(path);
  mkdirSync(path, { recursive: true });
  return path;
}

/** @param {string} path */
export function remove(path) {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * The files under a folder whose names pass, in a fixed order.
 *
 * @param {string} folder
 * @param {(name: string) => boolean} passes
 * @returns {string[]}
 */
export function filesUnder(folder, passes) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesUnder(path, passes);
      return passes(entry.name) ? [path] : [];
    });
}

/** @param {string} path */
export function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
