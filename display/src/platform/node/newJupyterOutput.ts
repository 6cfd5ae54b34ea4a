import { randomBytes } from 'node:crypto';
import type { MimeBundle } from '../../Content';
import { plotlyMimeType } from '../../Content';
import type { NotebookOutput } from '../Platform';

/** Node's loaded modules by file name: `require.cache` or, in tests, a substitute. */
export type LoadedModules = Readonly<Record<string, { exports: unknown } | undefined>>;

/** tslab's internal function that sends `display_data` and `update_display_data`. */
type WriteDisplayData = (content: object, update: boolean) => void;

/** tslab's public display, which sends one MIME type at a time. */
interface PublicDisplay {
  raw(mimeType: string, value: unknown): void;
}

/**
 * A new place for output under the running cell, or `undefined` where no tslab kernel runs. Only
 * this file knows how tslab sends outputs.
 *
 * tslab's public API can't send several forms of one output together, so its internal function is
 * used; where that is missing, the richest form goes through the public API.
 *
 * @param loaded searched for the tslab that runs this process: an import could find another copy,
 * and would load a TypeScript compiler in programs that are not notebooks
 */
export function newJupyterOutput(
  loaded: LoadedModules = require.cache,
): NotebookOutput | undefined {
  const send = exported(loaded, 'jupyter.js', 'lastWriteDisplayData');
  if (typeof send === 'function') return bundleOutput(send as WriteDisplayData);
  const newDisplay = exported(loaded, 'public.js', 'newDisplay');
  // In a program that merely imports tslab there is no notebook to write to, and `raw` throws.
  if (typeof newDisplay !== 'function' || send === null) return undefined;
  return richestFormOutput((newDisplay as () => PublicDisplay)());
}

function bundleOutput(send: WriteDisplayData): NotebookOutput {
  const displayId = randomBytes(8).toString('hex');
  let update = false;
  return {
    write(bundle) {
      const content = { data: bundle, metadata: metadataOf(bundle) };
      send({ ...content, transient: { display_id: displayId } }, update);
      update = true;
    },
  };
}

/** A picture's text alternative, where nbconvert's HTML templates expect it. */
function metadataOf(bundle: MimeBundle): Record<string, object> {
  return bundle['image/png'] === undefined ? {} : { 'image/png': { alt: bundle['text/plain'] } };
}

function richestFormOutput(display: PublicDisplay): NotebookOutput {
  return {
    write(bundle) {
      const mimeTypes = [plotlyMimeType, 'text/html', 'image/png', ...Object.keys(bundle)];
      const richest = mimeTypes.find((mimeType) => bundle[mimeType] !== undefined) ?? 'text/plain';
      display.raw(richest, bundle[richest]);
    },
  };
}

function exported(loaded: LoadedModules, file: string, name: string): unknown {
  for (const [path, module] of Object.entries(loaded)) {
    if (!path.replaceAll('\\', '/').endsWith(`/tslab/dist/${file}`)) continue;
    return (module?.exports as Record<string, unknown> | undefined)?.[name];
  }
  return undefined;
}
