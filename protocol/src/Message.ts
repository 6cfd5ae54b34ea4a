/** The version of the Jupyter protocol that this package speaks. */
export const protocolVersion = '5.3';

/** A JSON object. */
export type JsonObject = Record<string, unknown>;

/**
 * The header of a message; replies and outputs carry their request's whole header as their parent.
 */
export interface Header {
  msg_id: string;
  /** E.g. `execute_request`. */
  msg_type: string;
  [field: string]: unknown;
}

/**
 * A message as it was received.
 *
 * See "Messaging in Jupyter", https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
export interface Message {
  /** Who sent it, for the reply; on the iopub channel, its topic. */
  identities: Uint8Array[];
  header: Header;
  /** The header of the request that it belongs to; empty in a request. */
  parent: JsonObject;
  /** `msg_id` of the request that it belongs to. */
  parentId: string | undefined;
  metadata: JsonObject;
  content: JsonObject;
  /** Size of the content in bytes, as it was sent. */
  contentBytes: number;
}

/** A message to send. */
export interface OutgoingMessage {
  /** E.g. `execute_request`. */
  type: string;
  content: JsonObject;
  /** The header of the request that it belongs to. */
  parent?: Header | undefined;
  metadata?: Readonly<JsonObject>;
  /** To whom; on the iopub channel, the topic. */
  identities?: readonly (Uint8Array | string)[];
}
