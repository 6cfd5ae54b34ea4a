import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { toHtml } from '../export/html/toHtml';
import { toMarkdown } from '../export/markdown/toMarkdown';
import { toScript } from '../export/script/toScript';
import { writeFileAtomic } from '../format/notebookFile';
import { languageOfExtension } from '../percent/languages';
import { loadFile } from './files';
import { writeSlides } from './nbconvert';
import { printPdf } from './printPdf';

/** An export, as the command line asks for it. */
export interface ExportArguments {
  file: string;
  out: string;
  title?: string;
  trusted: boolean;
  prefixes: readonly string[];
}

/** The exports, by the name of their command. */
export const exportCommands: Readonly<Record<string, (request: ExportArguments) => void>> = {
  html: (request) => writeFileAtomic(request.out, pageOf(request)),
  markdown({ file, out, trusted }) {
    const folder = `${basename(out).replace(/\.[^.]*$/, '')}_files`;
    const { text, files } = toMarkdown(loadFile(file), { folder, trusted });
    for (const [name, data] of files) writeFileAtomic(join(dirname(out), folder, name), data);
    writeFileAtomic(out, text);
  },
  script({ file, out }) {
    const { name: language } = languageOfExtension(extname(out));
    writeFileAtomic(out, toScript(loadFile(file), { language }));
  },
  pdf: (request) => printPdf(pageOf(request), { ...request, notebook: loadFile(request.file) }),
  slides: (request) => writeSlides(loadFile(request.file), request),
};

function pageOf({ file, title, trusted }: ExportArguments): string {
  const picture = localPictures(dirname(file));
  return toHtml(loadFile(file), { picture, trusted, ...(title !== undefined && { title }) });
}

const pictureTypes: Partial<Record<string, string>> = {
  '.png': 'png',
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.gif': 'gif',
  '.webp': 'webp',
  '.svg': 'svg+xml',
};

/**
 * Finds the `data:` address of a picture in the notebook's folder or below, by its path from there.
 * No other file is read.
 */
export function localPictures(folder: string): (address: string) => string | undefined {
  return (address) => {
    const type = pictureTypes[extname(address).toLowerCase()];
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
