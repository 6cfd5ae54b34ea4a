import { AsyncLocalStorage } from 'node:async_hooks';
import vm from 'node:vm';
import * as helpers from 'tslib';
import { cellScript } from '../../core/compile/cellScript';
import { names } from '../../core/compile/names';
import type { Cell } from '../../core/run/Cell';
import type { Body, RunHost } from '../../core/run/RunHost';
import type { SharedState } from '../../core/run/SharedState';
import { Guard } from './Guard';
import { hideContext } from './hideContext';
import { runHidden } from './HiddenScript';
import { stopChildren } from './stopChildren';

/** Runs cells in this process. */
export function runHost(state: SharedState): RunHost {
  const context = new AsyncLocalStorage<Cell>();
  hideContext(context);
  const guard = new Guard(state);
  process.on('SIGINT', () => undefined);
  return {
    context,
    share,
    load(compiled, filename) {
      const { output, awaits, hidden } = compiled;
      const options = { filename, lineOffset: -1, displayErrors: false };
      delete compiled.hidden;
      return (
        hidden
          ? runHidden(hidden, options)
          : vm.runInThisContext(cellScript(output, awaits), options)
      ) as Body;
    },
    guard: (call) => guard.run(call),
    listeners: () => process.listenerCount('SIGINT'),
    askListeners: () => void process.emit('SIGINT'),
    stopChildren,
    async settled() {
      // Rejections that nobody handles are told only after this turn.
      for (let turn = 0; turn < 2; turn++) await new Promise((done) => setImmediate(done));
    },
  };
}

/** Constants that every script sees; V8 reads them without looking them up. */
function share(flag: Int32Array, stop: () => never): void {
  const take = vm.runInThisContext('(shared) => { globalThis.__shared = shared; }') as (
    shared: object,
  ) => void;
  take({ flag, stop });
  vm.runInThisContext(
    `const ${names.flag} = globalThis.__shared.flag, ${names.stop} = globalThis.__shared.stop; delete globalThis.__shared;`,
  );
  // What TypeScript's scripts call to import, decorate and dispose.
  for (const [name, value] of Object.entries(helpers)) {
    if (name.startsWith('__')) Object.defineProperty(globalThis, name, { value });
  }
}
