import { readFileSync, realpathSync } from 'node:fs';
import { extname, relative, resolve, sep } from 'node:path';

const TYPES: Partial<Record<string, string>> = {
  '.png': 'png',
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.gif': 'gif',
  '.webp': 'webp',
  '.svg': 'svg+xml',
};

/**
 * @param folder - the notebook's folder
 * @returns gives the `data:` address of a picture in that folder or below, by its path from there; no other file is read
 */
export function localPictures(folder: string): (address: string) => string | undefined {
  return (address) => {
    const type = TYPES[extname(address).toLowerCase()];
    if (type === undefined || /^[a-z][a-z\d+.-]*:|^\/\//i.test(address)) return undefined;
    try {
      const root = realpathSync(folder);
      const file = realpathSync(resolve(root, decodeURIComponent(address)));
      const path = relative(root, file);
      if (path.startsWith(`..${sep}`) || resolve(path) === path) return undefined;
      return `data:image/${type};base64,${readFileSync(file).toString('base64')}`;
    } catch {
      // A picture that is not there is left out, as in a browser.
      return undefined;
    }
  };
}
