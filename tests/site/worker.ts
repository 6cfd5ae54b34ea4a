import { modules, ready } from 'course-site/modules';
import { keptFiles } from 'equivariant/kept-files';

/** Runs code that the page sends, as the worker with the cells does. */
interface Scope {
  process: unknown;
  more: Record<string, unknown>;
  onmessage: (event: { data: { code: string; argument: unknown; port: Port } }) => void;
}
interface Port {
  postMessage(answer: { value?: unknown; error?: string }): void;
}

type Body = new (...parts: string[]) => (...values: unknown[]) => Promise<unknown>;
const AsyncFunction = (async () => Promise.resolve()).constructor as unknown as Body;

const scope = globalThis as unknown as Scope;
const listeners = new Set<() => void>();
scope.process = {
  env: {},
  on: (_: string, listener: () => void) => listeners.add(listener),
  off: (_: string, listener: () => void) => listeners.delete(listener),
  emit: () => listeners.forEach((listener) => listener()),
};
scope.onmessage = ({ data: { code, argument, port } }) => {
  void (async () => {
    try {
      await ready;
      const load = (name: string): unknown => scope.more[name] ?? modules[name]!();
      const body = new AsyncFunction('load', 'keptFiles', 'argument', code);
      port.postMessage({ value: await body(load, keptFiles, argument) });
    } catch (error) {
      port.postMessage({ error: String((error as Error).stack ?? error) });
    }
  })();
};
