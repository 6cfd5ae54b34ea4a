import type { JsonObject, Message, MimeBundle } from 'jupyter-protocol';
import { PositionMap } from '../compile/PositionMap';
import { describeDiagnostics } from '../errors/describeDiagnostics';
import type { ErrorContent } from '../errors/ErrorContent';
import { isCommand } from '../language/isCommand';
import { Bindings } from '../run/Bindings';
import { mimeBundle } from '../display/mimeBundle';
import { CellSources, labelOf } from '../errors/CellSources';
import { describeError } from '../errors/describeError';
import { printOwnLines } from '../errors/stackFrames';
import { Cell, type CellOptions } from '../run/Cell';
import { CellRunner } from '../run/CellRunner';
import { KeyboardInterrupt } from '../run/KeyboardInterrupt';
import { ReplacedTensors } from '../memory/ReplacedTensors';
import { tslabApi } from '../outputs/tslabApi';
import { CellOutputs, type DisplayOptions } from '../outputs/CellOutputs';
import { installNotebookApi } from '../outputs/notebookApi';
import { runCommand } from './commands';
import type { Clients, Compiler, Host, Legacy } from './Host';

/** Runs the cells of a notebook, and shows what comes of them. */
export class Session {
  readonly replaced: ReplacedTensors;
  readonly runner: CellRunner;
  readonly sources: CellSources;
  private readonly outputs: CellOutputs;
  private readonly bindings = new Bindings((old) => this.replaced.watch(old));
  private tslab: object | undefined;
  private lastCell: Cell | undefined;
  /** Runs of cells, counted ones and others. */
  private runs = 0;
  /** What is still to be told of the kernel before this one. */
  private news: string | undefined;

  constructor(
    private readonly clients: Clients,
    compiler: Compiler,
    private readonly legacy: Legacy,
    private readonly host: Host,
  ) {
    this.news = legacy.ofPrevious();
    this.replaced = new ReplacedTensors(host);
    this.sources = new CellSources(host);
    this.outputs = new CellOutputs(clients);
    const display = (data: MimeBundle, options: DisplayOptions): void =>
      this.withCell((cell) => this.outputs.display(cell, data, options));
    const given = { tslab: () => (this.tslab ??= tslabApi(display, host.versions)) };
    this.runner = new CellRunner(clients.state, host, {
      compile: (source) => compiler.compile(source),
      knows: (types) => compiler.knows(types),
      modules: host.newModules(given, {
        read: (file) => compiler.readFile(file),
        compile: (file, source, label) => {
          const { output, map } = compiler.compileFile(file, source);
          this.sources.addFile(file, label, source, new PositionMap(map));
          return output;
        },
      }),
      bindings: this.bindings,
      onCompiled: (cell, positions) => this.sources.add(cell, positions),
    });
    host.capture(
      (name, text) => this.withCell((cell) => this.outputs.print(cell, name, text)),
      (error) => this.withCell((cell) => this.onLateError(cell, error)),
    );
    installNotebookApi({
      display,
      clear: (wait) => this.withCell((cell) => this.outputs.clear(cell, wait)),
      ask: (message) => this.ask(message),
      values: this.bindings.values,
      host,
      olderVersions: (values) => this.bindings.olderVersions(values),
    });
    printOwnLines(this.sources);
  }

  /** @param count as the notebook counts */
  newCell(request: Message, count: number, source: string, options: CellOptions): Cell {
    return new Cell(request, ++this.runs, count, source, options);
  }

  /** @returns why it failed, if it did */
  async run(cell: Cell): Promise<ErrorContent | undefined> {
    this.lastCell = cell;
    const { outputs } = this;
    if (!cell.options.silent) {
      const content = { code: cell.source, execution_count: cell.count };
      this.clients.publish('execute_input', cell.request.header, content);
    }
    if (this.news !== undefined && !cell.options.silent) {
      outputs.print(cell, 'stderr', this.news);
      this.news = undefined;
    }
    this.legacy.cellStarted(labelOf(cell), cell.source);
    let error: ErrorContent | undefined;
    try {
      error = await this.runAndShow(cell);
    } catch (problem) {
      error = describeError(problem, this.sources);
    }
    this.legacy.cellEnded();
    if (error) outputs.error(cell, error);
    return error;
  }

  private async runAndShow(cell: Cell): Promise<ErrorContent | undefined> {
    const { source } = cell;
    if (source.trim() === '') return undefined;
    if (isCommand(source)) {
      const context = { values: this.bindings.entries(), replaced: this.replaced, host: this.host };
      this.outputs.display(cell, await runCommand(source, context), {});
      return undefined;
    }
    const outcome = await this.runner.run(cell, async (value) => {
      // What an expression that is only run for its effect gives.
      const isDull = value === undefined || this.host.isTimer(value);
      if (isDull || cell.options.silent) return;
      this.outputs.result(cell, await mimeBundle(value, this.host));
    });
    if (outcome.status === 'refused') {
      return describeDiagnostics(outcome.diagnostics, source, labelOf(cell));
    }
    return outcome.status === 'threw' ? this.describeFailure(cell, outcome.error) : undefined;
  }

  /** A name that an earlier cell did not give is told with the first failure that led to it. */
  private describeFailure(cell: Cell, error: unknown): ErrorContent {
    let why: string | undefined;
    const content = describeError(
      error,
      this.sources,
      (name) => (why = this.bindings.whyMissing(name)),
    );
    const { ename, evalue } = content;
    const what = ename === 'Error' ? evalue : `${ename}: ${evalue}`;
    this.bindings.cellFailed(why ?? `${labelOf(cell)} stopped with "${what.split('\n')[0]}".`);
    return content;
  }

  /** Values that a client has asked for beside the cell. */
  async evaluate(
    request: Message,
    count: number,
    expressions: Record<string, string>,
  ): Promise<JsonObject> {
    const answers: JsonObject = {};
    for (const [name, expression] of Object.entries(expressions)) {
      const options = { silent: true, allowsInput: false };
      const cell = this.newCell(request, count, expression, options);
      const outcome = await this.runner.run(cell, async (value) => {
        answers[name] = { status: 'ok', data: await mimeBundle(value, this.host), metadata: {} };
      });
      if (outcome.status === 'ok') continue;
      if (outcome.status === 'threw') {
        answers[name] = { status: 'error', ...describeError(outcome.error, this.sources) };
      } else {
        const error = describeDiagnostics(outcome.diagnostics, cell.source, name);
        answers[name] = { status: 'error', ...error };
      }
    }
    return answers;
  }

  private ask(message: string): string {
    const cell = this.runner.cell;
    if (!cell?.options.allowsInput) {
      throw new Error(
        'prompt() can’t ask here: the program that runs this notebook takes no input.',
      );
    }
    const line = this.clients.ask(cell.request, message);
    if (line !== undefined) return line;
    cell.interrupted = true;
    throw new KeyboardInterrupt();
  }

  /**
   * An error that no code waits for: it fails its cell, or is told where the cell stands if that
   * has ended.
   */
  private onLateError(cell: Cell, error: unknown): void {
    if (cell === this.runner.current) cell.fail(error);
    else if (!KeyboardInterrupt.is(error)) {
      this.outputs.error(cell, describeError(error, this.sources));
    }
  }

  /** Calls a function with the cell that the running code belongs to. */
  private withCell(use: (cell: Cell) => void): void {
    const cell = this.runner.cell ?? this.lastCell;
    if (cell) use(cell);
  }
}
