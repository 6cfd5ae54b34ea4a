import type { Header, JsonObject, Message } from 'jupyter-protocol';

/** A message as JupyterLab has it. */
export interface PageMessage {
  channel: string;
  header: Header;
  parent_header: JsonObject;
  metadata: JsonObject;
  content: JsonObject;
  buffers?: unknown[];
}

/** As the core has it. */
export function asRequest({ header, parent_header, metadata, content }: PageMessage): Message {
  return {
    identities: [],
    header,
    parent: parent_header,
    parentId: undefined,
    metadata,
    content,
    contentBytes: 0,
  };
}
