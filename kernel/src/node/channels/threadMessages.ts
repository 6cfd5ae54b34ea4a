import type { MessagePort } from 'node:worker_threads';
import type { Connection, JsonObject, Message, OutgoingMessage } from 'jupyter-protocol';

/** What the thread of the channels is started with. */
export interface ChannelsData {
  connection: Connection;
  shared: ArrayBufferLike;
  /** Answer to `kernel_info_request`. */
  info: JsonObject;
  /** A file that a kernel removes when it ends as it should. */
  lastWords: string;
  /** Takes the lines that the person typed. */
  input: MessagePort;
}

/** A socket that the main thread sends to. */
export type SendingChannel = 'shell' | 'iopub' | 'stdin';

/** From the main thread to the channels. */
export type ToChannels =
  | { kind: 'send'; channel: SendingChannel; message: OutgoingMessage }
  | { kind: 'drain'; id: number }
  | { kind: 'seen'; id: number }
  /** `questions`: takes requests about code, and gives the contents of their replies, in order. */
  | { kind: 'language'; questions: MessagePort }
  | { kind: 'close' };

/** From the channels to the main thread. */
export type FromChannels =
  | { kind: 'request'; request: Message }
  | { kind: 'drained'; id: number }
  /** A question about code has come. */
  | { kind: 'asked' }
  /** `cell`: the one that ran when the interrupt came. */
  | { kind: 'interrupt'; id: number; cell: number }
  | { kind: 'shutdown'; id: number };
