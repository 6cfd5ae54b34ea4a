import type { MimeBundle } from 'jupyter-protocol';

/**
 * The `data:` address of a picture, in which no script runs; undefined for other data.
 *
 * @param data what a notebook holds under it
 */
export function pictureAddress(type: string, data: unknown): string | undefined {
  if (Array.isArray(data)) return pictureAddress(type, data.join(''));
  if (typeof data !== 'string') return undefined;
  if (type === 'image/svg+xml')
    return `data:${type};base64,${Buffer.from(data).toString('base64')}`;
  if (!/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(type)) return undefined;
  const base64 = data.replace(/\s/g, '');
  return /^[A-Za-z0-9+/]+=*$/.test(base64) ? `data:${type};base64,${base64}` : undefined;
}

/** Pictures that a text refers to, to be written beside it. */
export class PictureFiles {
  /** The pictures' bytes by file name. */
  readonly files = new Map<string, Uint8Array>();

  /** @param folder the folder's path, as the text refers to it */
  constructor(private readonly folder: string) {}

  /**
   * Adds the first picture in a bundle.
   *
   * @param name the file's name without its extension
   * @returns its path, for a Markdown link; undefined if there is none
   */
  add(name: string, bundle: MimeBundle): string | undefined {
    for (const [type, data] of Object.entries(bundle)) {
      const address = pictureAddress(type, data);
      if (address === undefined) continue;
      const extension = type
        .slice('image/'.length)
        .replace('svg+xml', 'svg')
        .replace('jpeg', 'jpg');
      const file = `${name}.${extension}`;
      this.files.set(file, Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'));
      return [...this.folder.split('/'), file].map(encodeURIComponent).join('/');
    }
    return undefined;
  }
}
