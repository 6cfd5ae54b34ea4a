import { AsyncLocalStorage } from 'node:async_hooks';
import vm from 'node:vm';
import * as helpers from 'tslib';
import type { SharedState } from '../node/channels/SharedState';
import type { CellTypes, CompiledCell } from '../core/compile/CompiledCell';
import type { Diagnostic } from '../core/compile/Diagnostic';
import { flagWords, names, type CellRuntime } from '../core/compile/names';
import { PositionMap } from '../core/compile/PositionMap';
import { ToImport, type NotebookModules } from '../node/NotebookModules';
import type { Bindings } from '../core/run/Bindings';
import type { Cell } from './Cell';
import { Guard } from './Guard';
import { hideContext } from './hideContext';
import { cellScript, runHidden } from './HiddenScript';
import { KeyboardInterrupt } from './KeyboardInterrupt';
import { stopChildren } from './stopChildren';

/** How a cell ended. */
export type Outcome =
  | { status: 'ok' }
  | { status: 'refused'; diagnostics: Diagnostic[] }
  | { status: 'threw'; error: unknown };

/** What the cells of a notebook are run with. */
export interface Notebook {
  compile: (source: string) => Promise<CompiledCell>;
  /** Hears what later cells can know of a cell. */
  knows: (types: CellTypes) => void;
  modules: NotebookModules;
  bindings: Bindings;
  /** Hears where a cell's script comes from. */
  onCompiled: (cell: Cell, positions: PositionMap) => void;
}

/** Milliseconds that stopped code has for what stands in its `finally`. */
const unwinding = 500;

/** Runs cells in this process, one after the other. */
export class CellRunner {
  /** The cell that code belongs to, also when it runs after the cell has ended. */
  readonly context = new AsyncLocalStorage<Cell>();
  /** The cell that runs now. */
  current: Cell | undefined;
  private readonly guard: Guard;
  /** Of SIGINT, when the cell began. */
  private listeners = 0;
  private settleBindings: () => void = () => undefined;
  /** Resolves when the cell's own code has ended. */
  private codeEnd: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly state: SharedState,
    private readonly notebook: Notebook,
  ) {
    hideContext(this.context);
    this.guard = new Guard(state);
    shareWithCells(state.words, () => {
      // The first time, loops in a `finally` are to run; code that goes on all the same is stopped
      // for good.
      if (this.current?.interrupted !== true) state.set('interrupt', 0);
      if (this.current) this.current.interrupted = true;
      throw new KeyboardInterrupt();
    });
    process.on('SIGINT', () => undefined);
  }

  /** @param present shows the value of its last expression */
  async run(cell: Cell, present: (value: unknown) => unknown): Promise<Outcome> {
    this.current = cell;
    this.listeners = process.listenerCount('SIGINT');
    this.state.set('cell', cell.number);
    this.settleBindings = () => undefined;
    this.codeEnd = Promise.resolve();
    try {
      const { bindings, knows } = this.notebook;
      bindings.cellStarts();
      const compiled =
        cell.options.compiled ?? (await Promise.race([this.compile(cell.source), cell.failure]));
      const { diagnostics, types } = compiled;
      if (diagnostics.length > 0) {
        bindings.markStale(compiled.refused ?? []);
        return { status: 'refused', diagnostics };
      }
      if (compiled.file !== undefined) return { status: 'ok' };
      if (types) knows(types);
      const execution = this.context.run(cell, () => this.execute(cell, compiled));
      execution.catch(() => undefined);
      const runtime = await Promise.race([execution, cell.failure]);
      // Rejections that nobody handles are told only after this turn.
      for (let turn = 0; turn < 2; turn++) await new Promise((done) => setImmediate(done));
      await Promise.race([cell.failure, Promise.resolve()]);
      const { value } = runtime;
      // The cell's functions hold its runtime.
      runtime.value = undefined;
      const show = (): unknown => this.guard.run(() => present(value));
      await Promise.race([this.context.run(cell, show), cell.failure]);
      return { status: 'ok' };
    } catch (error) {
      // Node has an error of its own for it, and a child that was stopped has another.
      const isStopped = KeyboardInterrupt.is(error) || this.state.get('interrupt') !== 0;
      if (cell.interrupted) await this.unwind();
      return { status: 'threw', error: isStopped ? new KeyboardInterrupt() : error };
    } finally {
      this.settleBindings();
      this.current = undefined;
      this.state.set('cell', 0);
      this.state.set('interrupt', 0);
    }
  }

  /**
   * Stops the running cell. If it listens for SIGINT, such as a training that keeps its model, it
   * is asked first; asked again, the cell is stopped whatever it does. What earlier cells have to
   * do then is done.
   *
   * @param number of the cell that was meant
   */
  interrupt(number: number): void {
    const cell = this.current;
    if (cell?.number !== number) return;
    const listens = process.listenerCount('SIGINT') > this.listeners;
    if (!cell.asked) {
      cell.asked = true;
      if (listens) this.state.set('interrupt', 0);
      process.emit('SIGINT');
      if (listens) return;
    }
    this.state.set('interrupt', 1);
    cell.fail(new KeyboardInterrupt());
    stopChildren();
  }

  private compile(source: string): Promise<CompiledCell> {
    const { compile, modules } = this.notebook;
    const compiled = compile(source);
    modules.foresee(source);
    return compiled;
  }

  private async execute(cell: Cell, compiled: CompiledCell): Promise<CellRuntime> {
    const { output, map, awaits, imports, hidden } = compiled;
    const { modules, bindings, onCompiled } = this.notebook;
    onCompiled(cell, new PositionMap(map));
    const options = { filename: cell.file, lineOffset: -1, displayErrors: false };
    const body = (
      hidden ? runHidden(hidden, options) : vm.runInThisContext(cellScript(output, awaits), options)
    ) as (...args: unknown[]) => unknown;
    delete compiled.hidden;
    const fromNode = modules.requireFor(imports);
    const require = (module: string): unknown =>
      module === names.notebook ? bindings.values : fromNode(module);
    const runtime = this.newRuntime();
    for (;;) {
      try {
        const end = this.guard.run(() => body({}, require, runtime));
        this.codeEnd = Promise.resolve(end).catch(() => undefined);
        await end;
        return runtime;
      } catch (error) {
        // A script imports before it does anything else, so it can begin once more.
        if (!(error instanceof ToImport)) throw error;
        await modules.load(error.module);
      }
    }
  }

  /** Gives stopped code a moment to end, since what it still prints belongs to the cell. */
  private async unwind(): Promise<void> {
    this.state.set('interrupt', 0);
    const moment = new Promise((resolve) => setTimeout(resolve, unwinding));
    await Promise.race([this.codeEnd, moment]);
  }

  private newRuntime(): CellRuntime {
    const { guard, context, state } = this;
    const { bindings, modules } = this.notebook;
    return {
      bind: (getters) => (this.settleBindings = bindings.bind(getters)),
      resumed: (value) => {
        if (context.getStore()?.interrupted || state.words[flagWords.interrupt] !== 0)
          throw new KeyboardInterrupt();
        return value;
      },
      guard: (call) => guard.run(call),
      import: modules.import,
      meta: modules.meta,
    };
  }
}

/** Constants that every script sees; V8 reads them without looking them up. */
function shareWithCells(flag: Int32Array, stop: () => never): void {
  const share = vm.runInThisContext('(shared) => { globalThis.__shared = shared; }') as (
    shared: object,
  ) => void;
  share({ flag, stop });
  vm.runInThisContext(
    `const ${names.flag} = globalThis.__shared.flag, ${names.stop} = globalThis.__shared.stop; delete globalThis.__shared;`,
  );
  // What TypeScript's scripts call to import, decorate and dispose.
  for (const [name, value] of Object.entries(helpers)) {
    if (name.startsWith('__')) Object.defineProperty(globalThis, name, { value });
  }
}
