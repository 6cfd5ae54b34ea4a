import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { Parser } from 'tar';
import { limits } from '../limits';

/** How files of a format begin, as Latin-1. */
const beginnings = [
  ['PK', 'zip'],
  ['\u001f\u008b', 'gzip'],
  ['7z\u00bc\u00af', '7z'],
  ['Rar!', 'RAR'],
  ['BZh', 'bzip2'],
  ['\u00fd7zXZ', 'xz'],
  ['(\u00b5/\u00fd', 'zstd'],
] as const;

/** The format of an archive; undefined if it is none that is known. */
export function formatOf(bytes: Uint8Array): (typeof beginnings)[number][1] | 'tar' | undefined {
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  if (head.slice(257, 262) === 'ustar') return 'tar';
  return beginnings.find(([beginning]) => head.startsWith(beginning))?.[1];
}

/**
 * Unpacks a zip or tar archive.
 *
 * @param accepts whether a file, by name and size, is wanted; it may throw to end it all
 * @returns the wanted files by their names
 * @throws Error with half a sentence if the archive can't be read
 */
export function unpack(
  bytes: Uint8Array,
  accepts: (name: string, size: number) => boolean,
): [string, Uint8Array][] {
  const format = formatOf(bytes);
  switch (format) {
    case 'zip':
      return unzip(bytes, accepts);
    case 'tar':
      return untar(bytes, accepts);
    case 'gzip':
      return untar(gunzip(bytes), accepts);
    default:
      throw new Error(
        `it is ${format === undefined ? 'no archive' : `packed with ${format}`}: zip, tar and tar.gz can be read`,
      );
  }
}

function gunzip(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.unpackedBytes });
  } catch (error) {
    const isLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new Error(isLarge ? 'it unpacks to too much' : 'it is damaged', { cause: error });
  }
}

function unzip(bytes: Uint8Array, accepts: Parameters<typeof unpack>[1]): [string, Uint8Array][] {
  if (bytes[6]! & 1) throw new Error('it is locked with a password');
  const seen = new Set<string>();
  const entries = unzipSync(bytes, {
    filter({ name, originalSize }) {
      if (name.endsWith('/') || !accepts(name, originalSize)) return false;
      // Only the last of them would be returned.
      if (seen.has(name)) throw new Error(`it holds ${name} twice`);
      seen.add(name);
      return true;
    },
  });
  return Object.entries(entries);
}

function untar(bytes: Uint8Array, accepts: Parameters<typeof unpack>[1]): [string, Uint8Array][] {
  const entries: [string, Uint8Array][] = [];
  let failure: Error | undefined;
  const parser = new Parser({
    onReadEntry(entry) {
      try {
        const isFile = ['File', 'OldFile', 'ContiguousFile'].includes(entry.type);
        if (failure || !isFile || !accepts(entry.path, entry.size)) return void entry.resume();
      } catch (error) {
        failure = error as Error;
        return void entry.resume();
      }
      const parts: Uint8Array[] = [];
      entry.on('data', (part: Uint8Array) => parts.push(Uint8Array.from(part)));
      entry.on('end', () => entries.push([entry.path, Buffer.concat(parts)]));
    },
  });
  parser.on('warn', (code: string) => {
    if (code !== 'TAR_ENTRY_INFO') failure ??= new Error('it is damaged');
  });
  parser.end(Buffer.from(bytes));
  if (failure) throw failure;
  return entries;
}
