import type { OutgoingMessage } from 'jupyter-protocol';

/** Milliseconds that printed text waits for more. */
const patience = 50;
/** Characters that are sent at once. */
const enough = 50_000;
/**
 * Characters of a message: a client that wants only the first of a long text need not take all of
 * it in at once.
 */
const most = 1_000_000;

/**
 * Collects what cells print for a moment: one message a line would be slow, and Jupyter's server
 * drops messages that come too fast.
 *
 * It does so beside the thread that runs cells: what is printed before a loop is
 * seen while it runs.
 */
export class PrintedText {
  private pieces: string[] = [];
  private length = 0;
  private first: OutgoingMessage | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param emit takes `stream` messages */
  constructor(private readonly emit: (message: OutgoingMessage) => void) {}

  /** Takes a `stream` message in. */
  add(message: OutgoingMessage): void {
    if (this.first && !isContinued(this.first, message)) this.flush();
    this.first ??= message;
    const text = String(message.content.text);
    this.pieces.push(text);
    this.length += text.length;
    if (this.length > enough) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), patience);
  }

  /** Sends what waits. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { first, pieces } = this;
    if (!first) return;
    this.first = undefined;
    this.pieces = [];
    this.length = 0;
    for (const text of split(pieces.join(''))) {
      this.emit({ ...first, content: { ...first.content, text } });
    }
  }
}

/** Cuts a text into parts that are not too long; no character is cut in two. */
function* split(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + most, text.length);
    if (end < text.length && text.charCodeAt(end - 1) >> 10 === 0xd800 >> 10) end--;
    yield text.slice(start, end);
    start = end;
  }
}

/** Whether a text continues another: of the same cell, on the same stream. */
function isContinued(first: OutgoingMessage, next: OutgoingMessage): boolean {
  return first.parent?.msg_id === next.parent?.msg_id && first.content.name === next.content.name;
}
