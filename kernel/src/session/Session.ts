import { relative } from 'node:path';
import type { JsonObject, Message, MimeBundle } from 'jupyter-protocol';
import { PositionMap } from '../core/compile/PositionMap';
import { describeDiagnostics } from '../core/errors/describeDiagnostics';
import type { ErrorContent } from '../core/errors/ErrorContent';
import { isCommand } from '../core/language/isCommand';
import { Bindings } from '../core/run/Bindings';
import { mimeBundle } from '../display/mimeBundle';
import { CellSources, labelOf } from '../errors/CellSources';
import { describeError } from '../errors/describeError';
import { printOwnLines } from '../errors/stackFrames';
import { onAsyncError } from '../execution/asyncErrors';
import { Cell, type CellOptions } from '../execution/Cell';
import { CellRunner } from '../execution/CellRunner';
import { KeyboardInterrupt } from '../execution/KeyboardInterrupt';
import { refuseExit } from '../execution/refuseExit';
import { ReplacedTensors } from '../memory/ReplacedTensors';
import type { Channels } from '../node/channels/Channels';
import type { LastWords } from '../node/crash/LastWords';
import type { Language } from '../node/language/Language';
import { NotebookModules } from '../node/NotebookModules';
import { tslabApi } from '../node/tslabApi';
import { captureChildren } from '../outputs/captureChildren';
import { captureStreams } from '../outputs/captureStreams';
import { CellOutputs, type DisplayOptions } from '../outputs/CellOutputs';
import { installNotebookApi } from '../outputs/notebookApi';
import { runCommand } from './commands';
import { versions } from './kernelInfo';

/** Of `setTimeout` and `setInterval`. */
const Timeout = setTimeout(() => undefined, 0).constructor as new () => NodeJS.Timeout;

/** Runs the cells of a notebook in this process, and shows what comes of them. */
export class Session {
  readonly replaced = new ReplacedTensors(() => require.cache);
  readonly runner: CellRunner;
  readonly sources = new CellSources();
  private readonly outputs: CellOutputs;
  private readonly bindings = new Bindings((old) => this.replaced.watch(old));
  private tslab: object | undefined;
  private lastCell: Cell | undefined;
  /** Runs of cells, counted ones and others. */
  private runs = 0;
  /** What is still to be told of the kernel before this one. */
  private news: string | undefined;

  constructor(
    private readonly channels: Channels,
    private readonly language: Language,
    private readonly lastWords: LastWords,
  ) {
    this.news = lastWords.ofPrevious();
    this.outputs = new CellOutputs(channels);
    const display = (data: MimeBundle, options: DisplayOptions): void =>
      this.withCell((cell) => this.outputs.display(cell, data, options));
    const given = { tslab: () => (this.tslab ??= tslabApi(display, versions)) };
    this.runner = new CellRunner(channels.state, {
      compile: (source) => this.language.compile(source),
      knows: (types) => this.language.knows(types),
      modules: new NotebookModules(process.cwd(), given, {
        read: (file) => this.language.readFile(file),
        compile: (file, source) => {
          const { output, map } = this.language.compileFile(file, source);
          this.sources.addFile(file, relative(process.cwd(), file), source, new PositionMap(map));
          return output;
        },
      }),
      bindings: this.bindings,
      onCompiled: (cell, positions) => this.sources.add(cell, positions),
    });
    captureStreams((name, text) => this.withCell((cell) => this.outputs.print(cell, name, text)));
    captureChildren();
    onAsyncError((error) => this.withCell((cell) => this.onLateError(cell, error)));
    installNotebookApi({
      display,
      clear: (wait) => this.withCell((cell) => this.outputs.clear(cell, wait)),
      ask: (message) => this.ask(message),
      values: this.bindings.values,
      olderVersions: (values) => this.bindings.olderVersions(values),
    });
    printOwnLines(this.sources);
    refuseExit();
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
      this.channels.publish('execute_input', cell.request.header, content);
    }
    if (this.news !== undefined && !cell.options.silent) {
      outputs.print(cell, 'stderr', this.news);
      this.news = undefined;
    }
    this.lastWords.cellStarted(labelOf(cell), cell.source);
    let error: ErrorContent | undefined;
    try {
      error = await this.runAndShow(cell);
    } catch (problem) {
      error = describeError(problem, this.sources);
    }
    this.lastWords.cellEnded();
    if (error) outputs.error(cell, error);
    return error;
  }

  private async runAndShow(cell: Cell): Promise<ErrorContent | undefined> {
    const { source } = cell;
    if (source.trim() === '') return undefined;
    if (isCommand(source)) {
      const context = { values: this.bindings.entries(), replaced: this.replaced };
      this.outputs.display(cell, await runCommand(source, context), {});
      return undefined;
    }
    const outcome = await this.runner.run(cell, async (value) => {
      if (isWithoutInterest(value) || cell.options.silent) return;
      this.outputs.result(cell, await mimeBundle(value));
    });
    if (outcome.status === 'refused') {
      return describeDiagnostics(outcome.diagnostics, source, labelOf(cell));
    }
    return outcome.status === 'threw' ? describeError(outcome.error, this.sources) : undefined;
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
        answers[name] = { status: 'ok', data: await mimeBundle(value), metadata: {} };
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
    const cell = this.runner.context.getStore() ?? this.runner.current;
    if (!cell?.options.allowsInput) {
      throw new Error(
        'prompt() can’t ask here: the program that runs this notebook takes no input.',
      );
    }
    const line = this.channels.ask(cell.request, message);
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
    const cell = this.runner.context.getStore() ?? this.runner.current ?? this.lastCell;
    if (cell) use(cell);
  }
}

/** What an expression that is only run for its effect gives. */
function isWithoutInterest(value: unknown): boolean {
  return value === undefined || value instanceof Timeout;
}
