import type { Channels } from '../channels/Channels';
import type { MimeBundle } from '../display/mimeBundle';
import type { ErrorContent } from '../errors/ErrorContent';
import type { Cell } from '../execution/Cell';

/** How something is displayed. */
export interface DisplayOptions {
  metadata?: Record<string, unknown>;
  id?: string | undefined;
  /** Whether it replaces what was displayed under the same id. */
  update?: boolean;
}

/** Milliseconds that printed text waits for more. */
const patience = 50;
/** Characters that are sent at once. */
const enough = 50_000;

/**
 * Sends what cells print and show, in order.
 *
 * Printed text is collected for a moment: one message a line would be slow, and Jupyter's server drops
 * messages that come too fast.
 */
export class CellOutputs {
  private text = '';
  private name: 'stdout' | 'stderr' = 'stdout';
  private cell: Cell | undefined;
  private since = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly channels: Channels) {}

  print(cell: Cell, name: 'stdout' | 'stderr', text: string): void {
    if (cell.options.silent || text === '') return;
    if (this.text !== '' && (cell !== this.cell || name !== this.name)) this.flush();
    if (this.text === '') this.since = performance.now();
    this.cell = cell;
    this.name = name;
    this.text += text;
    // In a loop that gives timers no turn, the clock is looked at.
    if (this.text.length > enough || performance.now() - this.since > patience) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), patience);
  }

  /** Sends what was printed and waits. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { text, name, cell } = this;
    if (!cell || text === '') return;
    this.text = '';
    this.channels.publish('stream', cell.request.header, { name, text });
  }

  display(cell: Cell, data: MimeBundle, { metadata = {}, id, update }: DisplayOptions): void {
    const type = update === true ? 'update_display_data' : 'display_data';
    const transient = id === undefined ? {} : { display_id: id };
    this.publish(cell, type, { data: asText(data), metadata, transient });
  }

  result(cell: Cell, data: MimeBundle): void {
    const content = { data: asText(data), metadata: {}, execution_count: cell.count };
    this.publish(cell, 'execute_result', content);
  }

  error(cell: Cell, error: ErrorContent): void {
    this.publish(cell, 'error', { ...error });
  }

  clear(cell: Cell, wait: boolean): void {
    this.publish(cell, 'clear_output', { wait });
  }

  private publish(cell: Cell, type: string, content: Record<string, unknown>): void {
    this.flush();
    if (!cell.options.silent) this.channels.publish(type, cell.request.header, content);
  }
}

/** JSON has no bytes: pictures and the like go out as base64. */
function asText(data: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(data).map(([type, value]) => [
      type,
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ]),
  );
}
