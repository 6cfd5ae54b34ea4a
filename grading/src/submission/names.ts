import { networkOfWeights, type NetworkPartName } from 'course';
import { usableFile } from 'course-notebooks';

/** What a file of a hand-in is, by its name. */
export type FileKind = 'notebook' | 'weights' | 'archive' | 'code' | 'picture' | 'other' | 'system';

/** What operating systems, editors and package managers leave behind. */
const system = /^(__MACOSX|node_modules|(eh)?thumbs\.db|desktop\.ini|icon\r|~\$.*|\.(?!\.?$).*)$/i;
/** Of archives, also of those that are not read. */
export const archiveEnding = /\.(zip|tar|tgz|gz|7z|rar|bz2|tbz2?|xz|txz|zst|lzma)$/i;

/** Whether a file or folder is nobody's work. */
export function isSystemFile(name: string): boolean {
  return system.test(name);
}

/**
 * What a file is, by its path. A notebook may have been renamed: `1-groups.ipynb (1)`,
 * `1-groups.ipynb.txt`, `1-groups.json`.
 *
 * @param path with "/" between folders
 * @param notebooks the names of the course's notebooks
 */
export function kindOf(path: string, notebooks: readonly string[]): FileKind {
  const parts = path.split('/');
  const name = parts.at(-1)!;
  if (parts.some(isSystemFile)) return 'system';
  if (weightsIn(name)) return 'weights';
  if (/\.ipynb/i.test(name)) return 'notebook';
  if (/(^[^.]*|\.json|\.txt)$/i.test(name) && namedIn(name, notebooks)) return 'notebook';
  if (archiveEnding.test(name)) return 'archive';
  if (usableFile.test(name)) return 'code';
  return pictureType(name) === undefined ? 'other' : 'picture';
}

/** The MIME type of a picture, by its ending. */
export function pictureType(name: string): string | undefined {
  const ending = /\.(png|jpe?g|gif|webp|avif|bmp|svg)$/i.exec(name)?.[1]?.toLowerCase();
  return ending && `image/${ending.replace('jpg', 'jpeg').replace('svg', 'svg+xml')}`;
}

/** The notebook of the course whose name stands in a file's name. */
export function namedIn(file: string, notebooks: readonly string[]): string | undefined {
  return notebooks.find((name) => file.toLowerCase().includes(name.toLowerCase()));
}

/** The network whose weights a file holds, also if a platform or a browser has renamed it. */
export function weightsIn(file: string): NetworkPartName | undefined {
  const plain = file.replace(/( \(\d+\)|-Copy\d+)(?=\.weights$)/, '');
  return networkOfWeights(plain) ?? networkOfWeights(plain.replace(/^.*_/, ''));
}

/** A file's name. What is not UTF-8 is read as Windows and old archives write it. */
export function decodedName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * A name as reports may show it: one that looks the same is the same, and what is invisible or
 * turns the direction of writing is named.
 *
 * @example
 * visibleName('Ada\u202e'); // 'Ada[U+202E]'
 */
export function visibleName(name: string): string {
  return spelledOut(name.normalize('NFC'));
}

/** A student's code as pages may show it, likewise: its lines and tabs are kept. */
export function visibleCode(source: string): string {
  return spelledOut(source, '\n\t');
}

function spelledOut(text: string, kept = ''): string {
  // Two joiners belong to the spelling of some languages.
  const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
  return text.replace(unseen, (character) => {
    if (kept.includes(character)) return character;
    const code = character.codePointAt(0)!.toString(16).toUpperCase();
    return `[U+${code.padStart(4, '0')}]`;
  });
}

/**
 * The student who handed in a file or folder, by its name: without the ending, and without what
 * platforms add to it when an instructor downloads a class.
 *
 * @param notebooks the names of the course's notebooks
 * @example
 * studentIn('lovelaceada_LATE_123_4567_1-groups-1.ipynb', ['1-groups']); // 'lovelaceada_123'
 */
export function studentIn(name: string, notebooks: readonly string[]): string {
  const file = `(?:${[...notebooks, 'hand-in'].join('|')})(?![a-z])`;
  const platforms = [
    // Moodle: "Ada Lovelace_123_assignsubmission_file_", a folder or the start of a file's name.
    /^(.+_\d+)_assignsubmission_[a-z]+(?:_.*)?$/i,
    // Blackboard: "Assignment_user_attempt_2026-01-30-20-30-10_file".
    /^(.+)_attempt_\d{4}(?:-\d\d){5}(?:[._].*)?$/,
    // Canvas: the student's and the file's number. Others: "Ada - file".
    new RegExp(`^(.+?)(?:_LATE)?(_\\d+)?(?:_\\d+)?[ _-]+${file}.*$`, 'i'),
  ];
  for (const platform of platforms) {
    const [, student, number = ''] = platform.exec(name) ?? [];
    if (student !== undefined) return student + number;
  }
  return name.replace(archiveEnding, '').replace(/\.(tar|ipynb)$/i, '');
}
