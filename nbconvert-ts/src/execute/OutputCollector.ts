import { isJsonType, type Message, type MimeBundle } from 'jupyter-protocol';
import type { DisplayData, ExecuteResult, Metadata, Output } from '../format/notebook';

/** What a message changed in the outputs. */
export interface OutputEvent {
  output: Output;
  /** Whether it replaced earlier displays with the same id, in this cell or another. */
  update: boolean;
}

/** The displays of a notebook that can be updated, by their `display_id`. */
export type Displays = Map<string, Set<DisplayData | ExecuteResult>>;

/** Collects a cell's outputs from the messages that its kernel sends. */
export class OutputCollector {
  /** Whether outputs were left out because there were too many. */
  truncated = false;
  private outputs: Output[] = [];
  private bytes = 0;
  private clearBeforeNext = false;

  /**
   * @param displays shared by the cells of one notebook
   * @param maxBytes how much a cell may put out
   */
  constructor(
    private readonly displays: Displays,
    private readonly maxBytes: number,
  ) {}

  /** The outputs so far. */
  get result(): Output[] {
    return this.outputs;
  }

  /**
   * Takes in one message from the kernel's iopub channel.
   *
   * @param message any message of the cell
   * @returns the output in it, if any
   */
  handle(message: Message): OutputEvent | undefined {
    const { content } = message;
    if (message.header.msg_type === 'clear_output') {
      if (content.wait === true) this.clearBeforeNext = true;
      else this.clear();
      return undefined;
    }
    const update = message.header.msg_type === 'update_display_data';
    const output = outputOf(update ? 'display_data' : message.header.msg_type, content);
    if (!output) return undefined;
    const displayId = (content.transient as { display_id?: unknown } | null | undefined)
      ?.display_id;
    if (typeof displayId === 'string' && 'data' in output) this.updateDisplays(displayId, output);
    if (update) return { output, update };
    if (this.clearBeforeNext) this.clear();
    this.bytes += message.contentBytes;
    if (this.bytes > this.maxBytes) {
      this.truncate();
      return undefined;
    }
    this.append(output);
    if (typeof displayId === 'string' && 'data' in output) {
      const displays = this.displays.get(displayId) ?? new Set();
      this.displays.set(displayId, displays.add(output));
    }
    return { output, update };
  }

  private append(output: Output): void {
    const last = this.outputs.at(-1);
    if (
      output.output_type === 'stream' &&
      last?.output_type === 'stream' &&
      last.name === output.name
    ) {
      last.text += output.text;
    } else {
      this.outputs.push(output.output_type === 'stream' ? { ...output } : output);
    }
  }

  private updateDisplays(displayId: string, { data, metadata }: DisplayData | ExecuteResult): void {
    for (const display of this.displays.get(displayId) ?? []) {
      display.data = data;
      display.metadata = metadata;
    }
  }

  private clear(): void {
    for (const output of this.outputs) {
      if ('data' in output) for (const displays of this.displays.values()) displays.delete(output);
    }
    this.outputs = [];
    this.bytes = 0;
    this.clearBeforeNext = false;
    this.truncated = false;
  }

  private truncate(): void {
    if (this.truncated) return;
    this.truncated = true;
    const text = `[more than ${this.maxBytes} bytes of output: the rest is left out]\n`;
    this.outputs.push({ output_type: 'stream', name: 'stderr', text });
  }
}

/**
 * The output that a message describes. Fields that a careless kernel leaves out are filled in, so
 * that the notebook stays valid. By hand: a schema library would slow down every message.
 */
function outputOf(type: string, content: Record<string, unknown>): Output | undefined {
  const data = mimeBundleOf(content.data);
  const metadata = objectOf(content.metadata);
  switch (type) {
    case 'stream':
      return { output_type: type, name: textOf(content.name), text: textOf(content.text) };
    case 'display_data':
      return { output_type: type, data, metadata };
    case 'execute_result': {
      const count = content.execution_count;
      return {
        output_type: type,
        data,
        metadata,
        execution_count: typeof count === 'number' ? count : null,
      };
    }
    case 'error':
      return {
        output_type: type,
        ename: textOf(content.ename),
        evalue: textOf(content.evalue),
        traceback: Array.isArray(content.traceback) ? content.traceback.map(textOf) : [],
      };
    default:
      return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function objectOf(value: unknown): Metadata {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Metadata)
    : {};
}

/** Types other than JSON hold text only. */
function mimeBundleOf(value: unknown): MimeBundle {
  const bundle = objectOf(value);
  for (const [type, data] of Object.entries(bundle)) {
    if (typeof data !== 'string' && !isJsonType(type)) bundle[type] = JSON.stringify(data);
  }
  return bundle;
}
