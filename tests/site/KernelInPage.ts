import { stripVTControlCharacters } from 'node:util';
import type { JsonObject } from 'jupyter-protocol';
import type { Browser, Page } from 'playwright-core';
import type { Firefox } from '../support/Firefox';

interface PageMessage {
  channel: string;
  header: { msg_type: string };
  parent_header: { msg_id?: string };
  content: JsonObject;
}

/** What a page keeps of a kernel for the tests. */
interface Kept {
  kernel: { handle(message: object): void; interrupt(): Promise<void>; dispose(): void };
  messages: PageMessage[];
  answer: string | undefined;
}

declare const kept: Kept;

/** A kernel in a page of a browser. */
export class KernelInPage {
  private last = 0;

  private constructor(
    readonly page: Pick<Page, 'evaluate' | 'goto' | 'waitForFunction' | 'close'>,
  ) {}

  static async open(
    browser: Browser | Firefox,
    address: string,
    options: object = {},
  ): Promise<KernelInPage> {
    const page = (await browser.newPage()) as Page;
    await page.goto(address);
    await page.evaluate(async (options) => {
      const messages: PageMessage[] = [];
      const send = (message: PageMessage): void => {
        messages.push(message);
        const { answer } = kept;
        if (message.header.msg_type !== 'input_request' || answer === undefined) return;
        const header = { msg_id: 'answer', msg_type: 'input_reply' };
        kept.kernel.handle({ header, content: { value: answer } });
      };
      const { PageKernel } = globalThis as unknown as {
        PageKernel: new (options: object) => Kept['kernel'] & { ready: Promise<void> };
      };
      const scripts = { compiler: 'compiler.js', cells: 'cells.js' };
      const kernel = new PageKernel({ scripts, env: { NAME: 'value' }, send, ...options });
      Object.assign(globalThis, { kept: { kernel, messages, answer: undefined } });
      await kernel.ready;
    }, options);
    return new KernelInPage(page);
  }

  /** Sends a request. @returns its id */
  async send(type: string, content: JsonObject): Promise<string> {
    const id = `request-${++this.last}`;
    const message = {
      channel: 'shell',
      header: { msg_id: id, msg_type: type, session: 'test' },
      parent_header: {},
      metadata: {},
      content,
    };
    await this.page.evaluate((message) => kept.kernel.handle(message), message);
    return id;
  }

  /** Waits for the reply to a request. */
  async reply(id: string, timeout = 15_000): Promise<JsonObject> {
    const reply = await this.page.waitForFunction(
      (id) =>
        kept.messages.find(
          ({ channel, parent_header }) => channel === 'shell' && parent_header.msg_id === id,
        )?.content,
      id,
      { timeout, polling: 10 },
    );
    return (await reply.jsonValue())!;
  }

  async request(type: string, content: JsonObject): Promise<JsonObject> {
    return this.reply(await this.send(type, content));
  }

  async startCell(code: string, stopOnError = false): Promise<string> {
    return this.send('execute_request', { code, allow_stdin: true, stop_on_error: stopOnError });
  }

  /** Waits until a cell has put something out. */
  async waitForOutput(id: string): Promise<void> {
    await this.page.waitForFunction(
      (id) =>
        kept.messages.some(
          (one) =>
            one.parent_header.msg_id === id &&
            !['status', 'execute_input'].includes(one.header.msg_type),
        ),
      id,
      { polling: 10, timeout: 15_000 },
    );
  }

  async interrupt(): Promise<void> {
    await this.page.evaluate(() => kept.kernel.interrupt());
  }

  async answerPrompts(answer: string | undefined): Promise<void> {
    await this.page.evaluate((answer) => void (kept.answer = answer), answer);
  }

  /** What has been published, in order; for a request if one is named. */
  async published(id?: string): Promise<{ type: string; parent: string; content: JsonObject }[]> {
    const all = await this.page.evaluate(() =>
      kept.messages
        .filter(({ channel }) => channel !== 'shell')
        .map(({ header, parent_header, content }) => ({
          type: header.msg_type,
          parent: parent_header.msg_id ?? '',
          content,
        })),
    );
    return id === undefined ? all : all.filter(({ parent }) => parent === id);
  }

  /** What a cell shows, by kind. */
  async shown(id: string): Promise<Shown> {
    const shown: Shown = { text: '', result: '', shown: '', error: '' };
    for (const { type, content } of await this.published(id)) {
      const plain = (content.data as Record<string, string> | undefined)?.['text/plain'] ?? '';
      if (type === 'stream') shown.text += String(content.text);
      else if (type === 'execute_result') shown.result += plain;
      else if (type === 'display_data') shown.shown += plain;
      else if (type === 'error') {
        shown.error += stripVTControlCharacters((content.traceback as string[]).join('\n'));
      }
    }
    return shown;
  }

  /** Runs a cell to its end. */
  async run(code: string): Promise<Shown & { id: string; status: unknown; count: number }> {
    const id = await this.startCell(code);
    const { status, execution_count: count } = await this.reply(id);
    return { ...(await this.shown(id)), id, status, count: Number(count) };
  }
}

/** What a cell shows, without colours. */
interface Shown {
  text: string;
  result: string;
  /** Displays. */
  shown: string;
  error: string;
}
