import { basename, dirname, extname, join } from 'node:path';
import { writeFileAtomic } from '../format/writeFileAtomic';
import { toHtml } from '../export/html/toHtml';
import { toMarkdown } from '../export/markdown/toMarkdown';
import { toScript } from '../export/script/toScript';
import { languageOfExtension } from '../percent/languages';
import { loadFile } from './files';
import { localPictures } from './localPictures';
import { printPdf } from './printPdf';
import { writeSlides } from './writeSlides';

/** What the command line says about an export. */
export interface ExportArguments {
  file: string;
  out: string;
  title?: string;
  trusted: boolean;
  prefixes: readonly string[];
}

/** The forms that a notebook can be exported to, by the name of the command. */
export const EXPORTS: Readonly<Record<string, (request: ExportArguments) => void>> = {
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
