import type { Header, JsonObject, MimeBundle } from 'jupyter-protocol';
import type { ErrorContent } from '../errors/ErrorContent';
import type { Cell } from '../run/Cell';

/** How something is displayed. */
export interface DisplayOptions {
  metadata?: Record<string, unknown>;
  id?: string | undefined;
  /** Whether it replaces what was displayed under the same id. */
  update?: boolean;
}

/** Where messages of a type go, for the request with a header. */
export interface Publisher {
  publish(type: string, parent: Header, content: JsonObject): void;
}

/** Sends what cells print and show. */
export class CellOutputs {
  constructor(private readonly channels: Publisher) {}

  print(cell: Cell, name: 'stdout' | 'stderr', text: string): void {
    if (text !== '') this.publish(cell, 'stream', { name, text });
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
    if (!cell.options.silent) this.channels.publish(type, cell.request.header, content);
  }
}

/** JSON has no bytes: pictures and the like go out as base64. */
function asText(data: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(data).map(([type, value]) => [
      type,
      value instanceof Uint8Array ? base64(value) : value,
    ]),
  );
}

function base64(bytes: Uint8Array): string {
  let characters = '';
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return btoa(characters);
}
