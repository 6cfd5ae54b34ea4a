import { refuse } from '../core/run/refuse';
import { bound } from './context';
import { notebookFolder } from '../core/compile/virtualFiles';

type Listener = (...values: unknown[]) => void;

/** Where what cells write to a stream goes; the kernel replaces it. */
export const streams: { print: (name: 'stdout' | 'stderr', text: string) => void } = {
  print: () => undefined,
};

const listeners = new Map<string, { listener: Listener; call: Listener }[]>();

function on(event: string, listener: Listener, call: Listener = listener): object {
  listeners.set(event, [...(listeners.get(event) ?? []), { listener, call: bound(call) }]);
  return process;
}

function off(event: string, listener: Listener): object {
  const known = listeners.get(event) ?? [];
  const last = known.findLastIndex((one) => one.listener === listener);
  listeners.set(
    event,
    known.filter((_, index) => index !== last),
  );
  return process;
}

function once(event: string, listener: Listener): object {
  return on(event, listener, (...values) => {
    off(event, listener);
    listener(...values);
  });
}

function stream(name: 'stdout' | 'stderr'): object {
  const decoder = new TextDecoder();
  return {
    isTTY: false,
    columns: undefined,
    write(chunk: string | Uint8Array): boolean {
      const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
      streams.print(name, text);
      return true;
    },
  };
}

/** What there is of Node's `process`. */
export const process = {
  env: {} as Record<string, string | undefined>,
  argv: [] as string[],
  platform: 'browser',
  // Without `node`: packages that find it there take this for Node.
  versions: {} as Record<string, string>,
  cwd: (): string => notebookFolder,
  stdout: stream('stdout'),
  stderr: stream('stderr'),
  nextTick: (call: Listener, ...values: unknown[]): void =>
    queueMicrotask(bound(() => call(...values))),
  exit: refuse('process.exit()'),
  abort: refuse('process.abort()'),
  on,
  addListener: on,
  once,
  off,
  removeListener: off,
  removeAllListeners: (event: string): void => void listeners.delete(event),
  listenerCount: (event: string): number => listeners.get(event)?.length ?? 0,
  emit(event: string, ...values: unknown[]): boolean {
    const called = listeners.get(event) ?? [];
    for (const { call } of called) call(...values);
    return called.length > 0;
  },
};
