import type { Header, JsonObject, Message } from 'jupyter-protocol';
import { SharedState, type Word } from '../core/run/SharedState';
import { Arrivals } from '../core/session/Arrivals';
import type { Clients } from '../core/session/Host';
import { readLine } from './line';
import type { FromCells, SendingChannel, ToCells } from './messages';

/** The clients, which are reached through the page. */
export class PageClients implements Clients {
  readonly state: SharedState;
  readonly arrivals = new Arrivals();

  constructor(private readonly shared: (ToCells & { kind: 'start' })['shared']) {
    this.state = shared ? new SharedState(shared.state) : new ToldState();
  }

  reply({ header, identities }: Message, type: string, content: JsonObject): void {
    this.send('shell', { type, parent: header, content, identities });
  }

  publish(type: string, parent: Header | undefined, content: JsonObject): void {
    this.send('iopub', { type, parent, content });
  }

  ask({ header, identities }: Message, prompt: string): string | undefined {
    const { shared, state } = this;
    if (!shared) {
      throw new Error(
        'prompt() can’t wait for an answer here: the browser gives this page no memory that its ' +
          'threads share. Write the answer into the cell instead.',
      );
    }
    const before = state.get('input');
    const content = { prompt, password: false };
    this.send('stdin', { type: 'input_request', parent: header, content, identities });
    state.waitWhile('input', before);
    return readLine(shared.line);
  }

  drain(): Promise<void> {
    return this.arrivals.ended();
  }

  private send(channel: SendingChannel, message: (FromCells & { kind: 'send' })['message']): void {
    self.postMessage({ kind: 'send', channel, message } satisfies FromCells);
  }
}

/** Tells the page what it could not see. */
class ToldState extends SharedState {
  override set(word: Word, value: number): void {
    super.set(word, value);
    self.postMessage({ kind: 'set', word, value } satisfies FromCells);
  }
}
