import type { MimeBundle } from '../Content';
import type { NotebookOutput } from './Platform';

/** What the course's own kernel gives every cell. */
interface Host {
  jupyter?: {
    display?: (
      bundle: MimeBundle,
      options: { metadata: object; id: string; update: boolean },
    ) => unknown;
  };
}

type Send = (bundle: MimeBundle, metadata: object, update: boolean) => void;

/**
 * A new place for output through the course's own kernel; `undefined` where that does not run.
 *
 * @param id unlike that of any other output
 */
export function jupyterOutput(id: string): NotebookOutput | undefined {
  const { jupyter } = globalThis as Host;
  if (typeof jupyter?.display !== 'function') return undefined;
  const { display } = jupyter;
  return bundleOutput((bundle, metadata, update) => display(bundle, { metadata, id, update }));
}

/** An output that all forms of its content reach together. */
export function bundleOutput(send: Send): NotebookOutput {
  let update = false;
  return {
    write(bundle) {
      send(bundle, metadataOf(bundle), update);
      update = true;
    },
  };
}

/** A picture's text alternative, where nbconvert's HTML templates expect it. */
function metadataOf(bundle: MimeBundle): Record<string, object> {
  return bundle['image/png'] === undefined ? {} : { 'image/png': { alt: bundle['text/plain'] } };
}
