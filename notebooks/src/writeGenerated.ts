import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  formatNotebook,
  readNotebook,
  writeFileAtomic,
  writeNotebook,
  type Notebook,
} from 'nbconvert-ts';

/** Where a generated notebook keeps its fingerprint, among its metadata. */
const key = 'generated';

/**
 * Adds a notebook's fingerprint to its metadata. A later release learns from it whether anybody
 * changed the notebook; answers, outputs and everything else count.
 *
 * @example writeNotebook('1-groups.ipynb', withFingerprint(notebook));
 */
export function withFingerprint(notebook: Notebook): Notebook {
  return { ...notebook, metadata: { ...notebook.metadata, [key]: fingerprintOf(notebook) } };
}

/**
 * Writes a generated notebook. A file that a person changed is left alone, and the notebook is
 * written beside it as `NAME.new.ipynb`; or not at all, where the person's file started from this
 * very notebook.
 *
 * @returns which file was left alone and what to do, for people; undefined if none was
 * @throws NotebookFormatError if the notebook is not valid
 * @example
 * const notice = writeGenerated('notebooks/student/1-groups.ipynb', notebook);
 * if (notice) console.warn(notice);
 */
export function writeGenerated(file: string, notebook: Notebook): string | undefined {
  const isUpToDate = existing(file)?.metadata[key] === fingerprintOf(notebook);
  if (isUpToDate && !isUntouched(file)) {
    return `${file} was edited and is left alone. It is based on this version.`;
  }
  return writeBeside(file, isUntouched, (place) => writeNotebook(place, withFingerprint(notebook)));
}

/**
 * Writes a generated text, such as settings. Text carries no fingerprint: where another text
 * stands, that one is left alone, and the new one is written beside it as `NAME.new.EXTENSION`.
 *
 * @returns which file was left alone and what to do, for people; undefined if none was
 * @example writeGeneratedText('build/nbgrader/nbgrader_config.py', settings);
 */
export function writeGeneratedText(file: string, text: string): string | undefined {
  const isSame = (place: string): boolean => fs.readFileSync(place, 'utf8') === text;
  return writeBeside(file, isSame, (place) => writeFileAtomic(place, text));
}

/** Writes into the first place that is free or may be replaced. */
function writeBeside(
  file: string,
  mayReplace: (place: string) => boolean,
  write: (place: string) => void,
): string | undefined {
  const { dir, name, ext } = path.parse(file);
  let place = file;
  for (let n = 1; fs.existsSync(place) && !mayReplace(place); n++) {
    place = path.join(dir, `${name}.new${n > 1 ? `-${n}` : ''}${ext}`);
  }
  write(place);
  if (place === file) return undefined;
  return `${file} was edited and is left alone. The new version is in ${place}: copy what you need from it, or move your file away and run this again.`;
}

/** Whether a notebook is as it was generated; its layout as text does not count. */
function isUntouched(file: string): boolean {
  const notebook = existing(file);
  return notebook ? notebook.metadata[key] === fingerprintOf(notebook) : false;
}

/** The notebook in a file; undefined if there is none that can be read. */
function existing(file: string): Notebook | undefined {
  try {
    return readNotebook(file);
  } catch {
    return undefined;
  }
}

function fingerprintOf({ metadata, ...notebook }: Notebook): string {
  const others = Object.entries(metadata).filter(([name]) => name !== key);
  const text = formatNotebook({ ...notebook, metadata: Object.fromEntries(others) });
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
