import type { MimeBundle } from 'jupyter-protocol';
import type { OlderVersion } from '../run/Bindings';
import { mimeBundle } from '../display/mimeBundle';
import type { Values } from '../values/Values';
import type { DisplayOptions } from './CellOutputs';

/** What the kernel does for a cell that uses {@link installNotebookApi}'s functions. */
export interface NotebookActions {
  display: (data: MimeBundle, options: DisplayOptions) => void;
  clear: (wait: boolean) => void;
  /** @throws if nobody can be asked, or the cell is to stop */
  ask: (message: string) => string;
  /** What the names of all cells hold, for packages that look at a notebook. */
  values: Readonly<Record<string, unknown>>;
  host: Values;
  /** Of what these values, and the running cell, use an older version. */
  olderVersions: (values: readonly unknown[]) => OlderVersion[];
}

/** Gives every cell `jupyter` and `prompt`; their types are in `types/notebook-globals`. */
export function installNotebookApi(actions: NotebookActions): void {
  const { display, clear, ask, host, values, olderVersions } = actions;
  const jupyter = {
    // Nothing to wait for, and so nothing that a cell would show as its value, unless a form takes
    // time.
    display(value: unknown, options: DisplayOptions = {}): Promise<void> | undefined {
      const bundle = isBundle(value) ? value : mimeBundle(value, host);
      if (bundle instanceof Promise) return bundle.then((settled) => display(settled, options));
      display(bundle, options);
      return undefined;
    },
    clearOutput: (wait = false): void => clear(wait),
    values,
    olderVersions: (...some: unknown[]): OlderVersion[] => olderVersions(some),
  };
  const prompt = (message = ''): string => ask(message);
  for (const [name, value] of Object.entries({ jupyter: Object.freeze(jupyter), prompt })) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
}

/** Whether a value is a ready-made bundle: an object all of whose names are MIME types. */
function isBundle(value: unknown): value is MimeBundle {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const types = Object.keys(value);
  return types.length > 0 && types.every((type) => /^[a-z]+\/[\w.+-]+$/.test(type));
}
