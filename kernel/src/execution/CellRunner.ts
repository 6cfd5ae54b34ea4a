import { AsyncLocalStorage } from 'node:async_hooks';
import vm from 'node:vm';
import type { Executor } from 'tslab/dist/executor';
import type { SharedState } from '../channels/SharedState';
import type { CellConverter } from '../compile/CellConverter';
import type { Diagnostic } from '../compile/Diagnostic';
import { flagWords, names, type CellRuntime } from '../compile/names';
import type { PositionMap } from '../compile/PositionMap';
import type { Bindings } from './Bindings';
import type { Cell } from './Cell';
import { Guard } from './Guard';
import { hideContext } from './hideContext';
import { KeyboardInterrupt } from './KeyboardInterrupt';

/** How a cell ended. */
export type Outcome =
  | { status: 'ok'; value: unknown }
  | { status: 'refused'; diagnostics: Diagnostic[] }
  | { status: 'threw'; error: unknown };

/** A script as tslab's executor makes it of a cell. */
const tslabScript =
  /^\((async )?function\(exports, require\) \{ ([^]*)\n\}\)\(__tslab__\.exports, __tslab__\.require\)$/;
/** Milliseconds that stopped code has for what stands in its `finally`. */
const unwinding = 500;
const scriptHead = `function (exports, require, ${names.cell}) {\n`;

/** Runs cells in this process, one after the other, with tslab's executor. */
export class CellRunner {
  /** The cell that code belongs to, also when it runs after the cell has ended. */
  readonly context = new AsyncLocalStorage<Cell>();
  /** The cell that runs now. */
  current: Cell | undefined;
  private readonly guard: Guard;
  private readonly executor: Executor;
  private thrown: { error: unknown } | undefined;
  private cellExports: Record<string, unknown> = {};
  private settleBindings: () => void = () => undefined;
  /** Resolves when the cell's own code has ended. */
  private codeEnd: Promise<unknown> = Promise.resolve();

  /**
   * @param onCompiled hears where a cell's script comes from
   */
  constructor(
    private readonly state: SharedState,
    private readonly converter: CellConverter,
    private readonly bindings: Bindings,
    private readonly onCompiled: (cell: Cell, positions: PositionMap) => void,
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
    const node = { ...converter.forExecutor } as Parameters<
      typeof converter.tslab.createExecutor
    >[1]['node'];
    this.executor = converter.tslab.createExecutor(
      process.cwd(),
      { node, browser: node, close: () => undefined },
      { log: () => undefined, error: (error) => (this.thrown ??= { error }) },
    );
    process.on('SIGINT', () => undefined);
  }

  async run(cell: Cell): Promise<Outcome> {
    this.current = cell;
    this.state.set('cell', cell.number);
    this.thrown = undefined;
    this.cellExports = {};
    this.settleBindings = () => undefined;
    this.converter.reset(cell.options.compiled);
    this.codeEnd = Promise.resolve();
    const execution = this.context.run(cell, () => this.execute(cell));
    execution.catch(() => undefined);
    try {
      const succeeded = await Promise.race([execution, cell.failure]);
      // Rejections that nobody handles are told only after this turn.
      for (let turn = 0; turn < 2; turn++) await new Promise((done) => setImmediate(done));
      await Promise.race([cell.failure, Promise.resolve()]);
      const { diagnostics, lastExpression } = this.converter.last;
      if (diagnostics.length > 0) return { status: 'refused', diagnostics };
      if (!succeeded) throw (this.thrown as { error: unknown } | undefined)?.error;
      return { status: 'ok', value: lastExpression && this.cellExports[lastExpression] };
    } catch (error) {
      if (cell.interrupted) await this.unwind();
      // What the cell has begun may go on; tslab must not take its end for that of a later cell.
      this.executor.interrupt();
      await execution.catch(() => undefined);
      const isNodes = KeyboardInterrupt.is(error) && !(error instanceof KeyboardInterrupt);
      return { status: 'threw', error: isNodes ? new KeyboardInterrupt() : error };
    } finally {
      this.settleBindings();
      this.cellExports = {};
      this.thrown = undefined;
      this.current = undefined;
      this.state.set('cell', 0);
      this.state.set('interrupt', 0);
    }
  }

  /**
   * Stops the running cell. Code that listens for SIGINT, such as a training that keeps its model,
   * is asked first; asked again, the cell is stopped whatever it does.
   *
   * @param number of the cell that was meant
   */
  interrupt(number: number): void {
    const cell = this.current;
    if (cell?.number !== number) return;
    // One listener is this kernel's own.
    if (process.listenerCount('SIGINT') > 1 && !cell.asked) {
      cell.asked = true;
      this.state.set('interrupt', 0);
      process.emit('SIGINT');
      return;
    }
    this.state.set('interrupt', 1);
    cell.fail(new KeyboardInterrupt());
    this.executor.interrupt();
  }

  /**
   * tslab's executor compiles the cell and runs the script in the same turn: that run is made ours.
   */
  private execute(cell: Cell): Promise<boolean> {
    const original = vm.runInThisContext;
    vm.runInThisContext = ((script: string, options: vm.RunningScriptOptions) => {
      vm.runInThisContext = original;
      const [, isAsync, body] = tslabScript.exec(script) ?? [];
      if (body === undefined) return original(script, options) as unknown;
      return this.runScript(cell, `(${isAsync ?? ''}${scriptHead}${body}\n})`);
    }) as typeof vm.runInThisContext;
    try {
      return this.executor.execute(cell.source);
    } finally {
      vm.runInThisContext = original;
    }
  }

  private runScript(cell: Cell, script: string): unknown {
    const { positions } = this.converter.last;
    if (positions) this.onCompiled(cell, positions);
    const { require } = (globalThis as unknown as { __tslab__: { require: NodeJS.Require } })
      .__tslab__;
    const options = { filename: cell.file, lineOffset: -1, displayErrors: false };
    const body = vm.runInThisContext(script, options) as (...args: unknown[]) => unknown;
    // What earlier cells have declared is seen through the prototype.
    const cellExports = Object.create(this.bindings.values) as Record<string, unknown>;
    this.cellExports = cellExports;
    const runtime = this.runtimeOf(cellExports);
    const end = this.guard.run(() => body(cellExports, require, runtime));
    this.codeEnd = Promise.resolve(end).catch(() => undefined);
    return end;
  }

  /** Gives stopped code a moment to end, since what it still prints belongs to the cell. */
  private async unwind(): Promise<void> {
    this.state.set('interrupt', 0);
    const moment = new Promise((resolve) => setTimeout(resolve, unwinding));
    await Promise.race([this.codeEnd, moment]);
  }

  private runtimeOf(cellExports: Record<string, unknown>): CellRuntime {
    const { guard, context, bindings, state } = this;
    return {
      bind: (locals, imports) => {
        const getters: Record<string, readonly [() => unknown, ((value: unknown) => void)?]> = {
          ...locals,
        };
        for (const name of imports) {
          // Own, so that the script's assignment does not reach the name of an earlier cell.
          Object.defineProperty(cellExports, name, { writable: true, configurable: true });
          getters[name] = [() => cellExports[name]];
        }
        this.settleBindings = bindings.bind(getters);
      },
      resumed: (value) => {
        if (context.getStore()?.interrupted || state.words[flagWords.interrupt] !== 0)
          throw new KeyboardInterrupt();
        return value;
      },
      guard: (call) => guard.run(call),
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
}
