import { relative } from 'node:path';
import type { Connection, JsonObject, Message, MimeBundle } from 'jupyter-protocol';
import { Channels } from '../node/channels/Channels';
import { Language } from '../node/language/Language';
import { readCompiledCell } from '../core/compile/CompiledCell';
import { PositionMap } from '../core/compile/PositionMap';
import { LastWords } from '../node/crash/LastWords';
import { mimeBundle } from '../display/mimeBundle';
import { CellSources, labelOf } from '../errors/CellSources';
import { describeDiagnostics } from '../core/errors/describeDiagnostics';
import { describeError } from '../errors/describeError';
import type { ErrorContent } from '../core/errors/ErrorContent';
import { printOwnLines } from '../errors/stackFrames';
import { onAsyncError } from '../execution/asyncErrors';
import { Bindings } from '../core/run/Bindings';
import { Cell } from '../execution/Cell';
import { CellRunner } from '../execution/CellRunner';
import { KeyboardInterrupt } from '../execution/KeyboardInterrupt';
import { refuseExit } from '../execution/refuseExit';
import { IdleCollector } from '../memory/IdleCollector';
import { ReplacedTensors } from '../memory/ReplacedTensors';
import { NotebookModules } from '../node/NotebookModules';
import { tslabApi } from '../node/tslabApi';
import { CellOutputs, type DisplayOptions } from '../outputs/CellOutputs';
import { captureChildren } from '../outputs/captureChildren';
import { captureStreams } from '../outputs/captureStreams';
import { installNotebookApi } from '../outputs/notebookApi';
import { isCommand } from '../core/language/isCommand';
import { runCommand } from './commands';
import { text, texts } from './fields';
import { History } from './History';
import { kernelInfo, versions } from './kernelInfo';

/** Of `setTimeout` and `setInterval`. */
const Timeout = setTimeout(() => undefined, 0).constructor as new () => NodeJS.Timeout;

/** The kernel: takes requests, runs cells one after the other, tells what comes of them. */
export class Kernel {
  private readonly channels: Channels;
  private readonly outputs: CellOutputs;
  private readonly language: Language;
  private tslab: object | undefined;
  private readonly replaced = new ReplacedTensors(() => require.cache);
  private readonly collector = new IdleCollector(this.replaced);
  private readonly bindings = new Bindings((old) => this.replaced.watch(old));
  private readonly runner: CellRunner;
  private readonly sources = new CellSources();
  private readonly history = new History();
  private readonly lastWords: LastWords;
  private readonly queue: Message[] = [];
  private running = false;
  /** Runs of cells, counted ones and others. */
  private runs = 0;
  /** As the notebook counts. */
  private count = 0;
  private lastCell: Cell | undefined;
  /** What is still to be told of the kernel before this one. */
  private news: string | undefined;

  /**
   * Starts to listen, then gets ready: requests that come meanwhile wait.
   *
   * @param cellsComeCompiled whether the compiler is started only when a cell is to be compiled
   */
  constructor(connection: Connection, connectionFile: string, cellsComeCompiled: boolean) {
    const exit = process.exit.bind(process);
    // Later on, what is written belongs to a cell.
    const complain = process.stderr.write.bind(process.stderr);
    // The usual ten frames end within TensorFlow.js, far from the student's line.
    Error.stackTraceLimit = 50;
    this.lastWords = new LastWords(connectionFile);
    this.news = this.lastWords.ofPrevious();
    this.channels = new Channels(
      connection,
      { info: kernelInfo, lastWords: this.lastWords.file },
      {
        request: (request) => this.receive(request),
        asked: () => void this.language.start(),
        interrupt: (cell) => this.runner.interrupt(cell),
        shutdown: () => void this.shutDown(exit),
      },
      (error) => {
        complain(`The kernel can’t listen: ${error.message}\n`);
        exit(1);
      },
    );
    this.outputs = new CellOutputs(this.channels);
    this.language = new Language({
      log: (line) => complain(`${line}\n`),
      questions: (port) => this.channels.askLanguage(port),
    });
    if (!cellsComeCompiled) this.language.start();
    const display = (data: MimeBundle, options: DisplayOptions): void =>
      this.withCell((cell) => this.outputs.display(cell, data, options));
    const given = { tslab: () => (this.tslab ??= tslabApi(display, versions)) };
    this.runner = new CellRunner(this.channels.state, {
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

  private receive(request: Message): void {
    if (request.header.msg_type === 'execute_request') {
      this.queue.push(request);
      if (!this.running) void this.runQueue();
      return;
    }
    const { channels } = this;
    channels.publish('status', request.header, { execution_state: 'busy' });
    const type = request.header.msg_type.replace(/_request$/, '_reply');
    try {
      const content = this.answer(request);
      if (content) channels.reply(request, type, content);
    } catch (error) {
      const content = { status: 'error', ...describeError(error, this.sources) };
      channels.reply(request, type, content);
    }
    channels.publish('status', request.header, { execution_state: 'idle' });
  }

  /** Answers to everything but code, to run or to explain; undefined for what wants no answer. */
  private answer({ header, content }: Message): JsonObject | undefined {
    switch (header.msg_type) {
      case 'history_request':
        return { status: 'ok', history: this.history.find(content) };
      case 'comm_info_request':
        return { status: 'ok', comms: {} };
      case 'comm_open':
        // There is nothing here that a widget could talk to.
        this.channels.publish('comm_close', header, { comm_id: content.comm_id, data: {} });
        return undefined;
      case 'shutdown_request':
        throw new Error('A shutdown is asked for on the control channel.');
      default:
        if (!header.msg_type.endsWith('_request')) return undefined;
        throw new Error(`This kernel does not know ${header.msg_type}.`);
    }
  }

  private async runQueue(): Promise<void> {
    this.running = true;
    this.collector.stir();
    for (let request = this.queue.shift(); request; request = this.queue.shift()) {
      const { channels } = this;
      channels.publish('status', request.header, { execution_state: 'busy' });
      const content = await this.execute(request);
      let aborted: Message[] = [];
      if (content.status === 'error' && request.content.stop_on_error !== false) {
        // Whatever came before the answer was sent in the belief that this would succeed.
        await channels.drain();
        aborted = this.queue.splice(0);
      }
      channels.reply(request, 'execute_reply', content);
      channels.publish('status', request.header, { execution_state: 'idle' });
      for (const late of aborted) {
        channels.publish('status', late.header, { execution_state: 'busy' });
        // Without a number: JupyterLab would show it, as if the cell had run.
        channels.reply(late, 'execute_reply', { status: 'aborted' });
        channels.publish('status', late.header, { execution_state: 'idle' });
      }
    }
    this.running = false;
    this.collector.rest();
  }

  private async execute(request: Message): Promise<JsonObject> {
    const { code, silent, store_history: stores, allow_stdin: allowsInput } = request.content;
    try {
      const source = text('code', code);
      const expressions = texts('user_expressions', request.content.user_expressions);
      const isCounted = silent !== true && stores !== false;
      if (isCounted) this.history.add(++this.count, source);
      const { compiled } = request.metadata;
      const options = {
        silent: silent === true,
        allowsInput: allowsInput === true,
        ...(compiled !== undefined && { compiled: readCompiledCell(compiled) }),
      };
      const cell = new Cell(request, ++this.runs, this.count, source, options);
      const error = await this.runCell(cell);
      if (error) return { status: 'error', execution_count: cell.count, ...error };
      const user_expressions = await this.evaluate(request, expressions);
      return { status: 'ok', execution_count: cell.count, user_expressions, payload: [] };
    } catch (error) {
      const content = describeError(error, this.sources);
      return { status: 'error', execution_count: this.count, ...content };
    }
  }

  /** @returns why it failed, if it did */
  private async runCell(cell: Cell): Promise<ErrorContent | undefined> {
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
  private async evaluate(
    request: Message,
    expressions: Record<string, string>,
  ): Promise<JsonObject> {
    const answers: JsonObject = {};
    for (const [name, expression] of Object.entries(expressions)) {
      const options = { silent: true, allowsInput: false };
      const cell = new Cell(request, ++this.runs, this.count, expression, options);
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

  private async shutDown(exit: (code: number) => never): Promise<void> {
    this.lastWords.remove();
    await this.channels.close();
    exit(0);
  }
}

/** What an expression that is only run for its effect gives. */
function isWithoutInterest(value: unknown): boolean {
  return value === undefined || value instanceof Timeout;
}
