import { inspect } from 'node-inspect-extracted';
import * as helpers from 'tslib';
import { cellScript } from '../core/compile/cellScript';
import { names } from '../core/compile/names';
import type { Cell } from '../core/run/Cell';
import type { Body } from '../core/run/RunHost';
import type { Host } from '../core/session/Host';
import type { ValueTypes } from '../core/values/Values';
import { BrowserModules } from './BrowserModules';
import { context, followCells, ownerOf } from './context';
import { newConsole } from './newConsole';
import { process, streams } from './processShim';
import { installTimers, Timeout } from './timers';
import { versions } from './versions';

/** What the site gives a kernel. */
export interface Given {
  /** What cells can import, by name; each is made when it is first asked for. */
  modules: Readonly<Record<string, () => unknown>>;
}

/** A worker of a browser. */
export function browserHost({ modules }: Given): Host {
  const loaded: Record<string, { exports: unknown }> = {};
  const noted = Object.entries(modules).map(
    ([name, make]) => [name, () => (loaded[`/${name}/`] ??= { exports: make() }).exports] as const,
  );
  /** Which cell a script is of. */
  const cells = new Map<string, Cell>();
  return {
    versions,
    inspect,
    types,
    nameOf: () => undefined,
    isTimer: (value) => value instanceof Timeout,
    newModules: (given, sources) =>
      new BrowserModules({ ...Object.fromEntries(noted), ...given }, sources),
    capture(print, fail) {
      streams.print = print;
      Object.assign(console, newConsole(print));
      installTimers(fail);
      followCells();
      self.addEventListener('error', (event) => {
        event.preventDefault();
        fail(event.error);
      });
      self.addEventListener('unhandledrejection', (event) => {
        event.preventDefault();
        const owner = ownerOf(event.promise) ?? cellOf(event.reason, cells);
        if (owner) context.run(owner, () => fail(event.reason));
        else fail(event.reason);
      });
    },
    context,
    share(flag, stop) {
      for (const [name, value] of [
        [names.flag, flag],
        [names.stop, stop],
        ...Object.entries(helpers).filter(([name]) => name.startsWith('__')),
      ] as const)
        Object.defineProperty(globalThis, name, { value });
    },
    load({ output, awaits, hidden }, file) {
      if (hidden) throw new Error('A hidden cell runs on Node alone.');
      const cell = context.getStore();
      if (cell) cells.set(file, cell);
      return (0, eval)(`${cellScript(output, awaits)}\n//# sourceURL=${file}`) as Body;
    },
    guard: (call) => call(),
    listeners: () => process.listenerCount('SIGINT'),
    askListeners: () => void process.emit('SIGINT'),
    stopChildren: () => undefined,
    async settled() {
      // Rejections that nobody handles are told only after this turn.
      for (let turn = 0; turn < 2; turn++) await nextTurn();
    },
    // The engine is to be found by the file that Node has it in.
    loadedModules: () => ({
      '/@tensorflow/tfjs-core/': loaded['/@tensorflow/tfjs/'],
    }),
    // A page can't ask for one.
    collectGarbage: nextTurn,
    // Workers are not told.
    memory: () => ({ values: undefined, limit: undefined, whole: undefined }),
  };
}

const setTimeout = globalThis.setTimeout;
const nextTurn = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

/** The cell whose code is outermost in the stack of what was thrown. */
function cellOf(error: unknown, cells: ReadonlyMap<string, Cell>): Cell | undefined {
  const stack = error instanceof Error ? String(error.stack) : '';
  const file = stack.match(/\bcell-\d+\.ts\b/g)?.at(-1);
  return file === undefined ? undefined : cells.get(file);
}

const types: ValueTypes = {
  isMap: (value): value is Map<unknown, unknown> => value instanceof Map,
  isNativeError: (value): value is Error => value instanceof Error,
  isPromise: (value): value is Promise<unknown> => value instanceof Promise,
  // A proxy can't be told from what it stands for.
  isProxy: () => false,
  isSet: (value): value is Set<unknown> => value instanceof Set,
};
