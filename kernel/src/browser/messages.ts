import type { JsonObject, Message, OutgoingMessage } from 'jupyter-protocol';
import type { Word } from '../core/run/SharedState';

/** From the page to the worker of the cells. */
export type ToCells =
  | {
      kind: 'start';
      /** Reaches the compiler. */
      compiler: MessagePort;
      /** Memory that both see; undefined where the browser shares none. */
      shared: { state: SharedArrayBuffer; line: SharedArrayBuffer } | undefined;
      env: Record<string, string>;
    }
  | { kind: 'request'; request: Message }
  | { kind: 'interrupt'; cell: number };

/** A channel that the kernel sends to. */
export type SendingChannel = 'shell' | 'iopub' | 'stdin';

/** From the worker of the cells to the page. */
export type FromCells =
  | { kind: 'ready' }
  | { kind: 'send'; channel: SendingChannel; message: OutgoingMessage }
  /** What it has written down in its own memory, where none is shared. */
  | { kind: 'set'; word: Word; value: number }
  /** It has taken the interrupt, and sees to it. */
  | { kind: 'heard' };

/** From the page to the compiler. */
export type ToCompiler =
  /** Cells come, from the first on, through this port. */
  { kind: 'cells'; port: MessagePort } | { kind: 'question'; request: Message };

/** From the compiler to the page; answers come in the order of the questions. */
export type FromCompiler =
  { kind: 'ready' } | { kind: 'failed'; problem: string } | { kind: 'answer'; content: JsonObject };
