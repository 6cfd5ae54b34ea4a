import type { CellTypes, CompiledCell } from '../compile/CompiledCell';
import type { Diagnostic } from '../compile/Diagnostic';
import { flagWords, names, type CellRuntime } from '../compile/names';
import { PositionMap } from '../compile/PositionMap';
import type { Bindings } from './Bindings';
import type { Cell } from './Cell';
import { KeyboardInterrupt } from './KeyboardInterrupt';
import { ToImport, type Modules, type RunHost } from './RunHost';
import type { SharedState } from './SharedState';

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
  modules: Modules;
  bindings: Bindings;
  /** Hears where a cell's script comes from. */
  onCompiled: (cell: Cell, positions: PositionMap) => void;
}

/** Milliseconds that stopped code has for what stands in its `finally`. */
const unwinding = 500;

/** Runs cells in this process, one after the other. */
export class CellRunner {
  /** The cell that runs now. */
  current: Cell | undefined;
  /** How many wanted to be asked when the cell began. */
  private listeners = 0;
  private settleBindings: () => void = () => undefined;
  /** Resolves when the cell's own code has ended. */
  private codeEnd: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly state: SharedState,
    private readonly host: RunHost,
    private readonly notebook: Notebook,
  ) {
    host.share(state.words, () => {
      // The first time, loops in a `finally` are to run; code that goes on all the same is stopped
      // for good.
      if (this.current?.interrupted !== true) state.set('interrupt', 0);
      if (this.current) this.current.interrupted = true;
      throw new KeyboardInterrupt();
    });
  }

  /** The cell that the running code belongs to, though it may have ended. */
  get cell(): Cell | undefined {
    return this.host.context.getStore() ?? this.current;
  }

  /** @param present shows the value of its last expression */
  async run(cell: Cell, present: (value: unknown) => unknown): Promise<Outcome> {
    this.current = cell;
    this.listeners = this.host.listeners();
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
      const execution = this.host.context.run(cell, () => this.execute(cell, compiled));
      execution.catch(() => undefined);
      const runtime = await Promise.race([execution, cell.failure]);
      await this.host.settled();
      await Promise.race([cell.failure, Promise.resolve()]);
      const { value } = runtime;
      // The cell's functions hold its runtime.
      runtime.value = undefined;
      const show = (): unknown => this.host.guard(() => present(value));
      await Promise.race([this.host.context.run(cell, show), cell.failure]);
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
    const listens = this.host.listeners() > this.listeners;
    if (!cell.asked) {
      cell.asked = true;
      if (listens) this.state.set('interrupt', 0);
      this.host.askListeners();
      if (listens) return;
    }
    this.state.set('interrupt', 1);
    cell.fail(new KeyboardInterrupt());
    this.host.stopChildren();
  }

  private compile(source: string): Promise<CompiledCell> {
    const { compile, modules } = this.notebook;
    const compiled = compile(source);
    modules.foresee(source);
    return compiled;
  }

  private async execute(cell: Cell, compiled: CompiledCell): Promise<CellRuntime> {
    const { map, imports } = compiled;
    const { modules, bindings, onCompiled } = this.notebook;
    onCompiled(cell, new PositionMap(map));
    const body = this.host.load(compiled, cell.file);
    const fromHost = modules.requireFor(imports);
    const load = (module: string): unknown =>
      module === names.notebook ? bindings.values : fromHost(module);
    const runtime = this.newRuntime();
    for (;;) {
      try {
        const end = this.host.guard(() => body({}, load, runtime));
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
    const { host, state } = this;
    const { bindings, modules } = this.notebook;
    return {
      bind: (getters) => (this.settleBindings = bindings.bind(getters)),
      // Looked up before what is awaited, called after it.
      get resumed() {
        const resume = host.context.suspend?.();
        return <T>(value: T): T => {
          resume?.();
          if (host.context.getStore()?.interrupted || state.words[flagWords.interrupt] !== 0)
            throw new KeyboardInterrupt();
          return value;
        };
      },
      guard: (call) => host.guard(call),
      import: modules.import,
      meta: modules.meta,
    };
  }
}
