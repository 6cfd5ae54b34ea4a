import { randomBytes } from 'node:crypto';
import { plotlyMimeType } from '../../Content';
import { bundleOutput, jupyterOutput } from '../jupyterOutput';
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
 * A new place for output under the running cell, or `undefined` where neither the course's kernel
 * nor tslab's runs. Only this file knows how they send outputs.
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
  const id = randomBytes(8).toString('hex');
  const output = jupyterOutput(id);
  if (output) return output;
  const send = exported(loaded, 'jupyter.js', 'lastWriteDisplayData');
  if (typeof send === 'function') {
    return bundleOutput((data, metadata, update) =>
      (send as WriteDisplayData)({ data, metadata, transient: { display_id: id } }, update),
    );
  }
  const newDisplay = exported(loaded, 'public.js', 'newDisplay');
  // In a program that merely imports tslab there is no notebook to write to, and `raw` throws.
  if (typeof newDisplay !== 'function' || send === null) return undefined;
  return richestFormOutput((newDisplay as () => PublicDisplay)());
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
