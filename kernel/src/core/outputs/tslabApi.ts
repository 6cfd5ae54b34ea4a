import type { MimeBundle } from 'jupyter-protocol';
import type { DisplayOptions } from './CellOutputs';

const types = {
  javascript: 'text/javascript',
  html: 'text/html',
  markdown: 'text/markdown',
  latex: 'text/latex',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  pdf: 'application/pdf',
  text: 'text/plain',
} as const;

type Content = string | Uint8Array;
type Display = Record<keyof typeof types, (content: Content) => void> & {
  raw: (type: string, content: Content) => void;
};

/** What notebooks import from tslab. */
export function tslabApi(
  display: (data: MimeBundle, options: DisplayOptions) => void,
  versions: Readonly<Record<string, string>>,
): object {
  const newDisplay = (id?: string): Display => {
    let update = false;
    const raw = (type: string, content: Content): void => {
      display({ [type]: content }, { id, update });
      update = id !== undefined;
    };
    const methods = Object.entries(types).map(([name, type]) => [
      name,
      (content: Content) => raw(type, content),
    ]);
    return { ...(Object.fromEntries(methods) as Display), raw };
  };
  let displays = 0;
  return {
    display: newDisplay(),
    newDisplay: () => newDisplay(`display-${Math.random()}-${++displays}`),
    versions,
  };
}
