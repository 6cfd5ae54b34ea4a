import type { JsonObject } from 'jupyter-protocol';
import type { Output } from 'nbconvert-ts';
import type { Browser, Page } from 'playwright-core';
import type { ShownCell } from '../clients/Client';

/** What a page keeps of a kernel for the tests. */
interface Kept {
  kernel: { handle(message: object): void; interrupt(): Promise<void>; dispose(): void };
  /** By the id of the request that they belong to. */
  messages: Map<string, { header: { msg_type: string }; channel: string; content: JsonObject }[]>;
  answer: string | undefined;
}

declare const kept: Kept;

/** A kernel in a page of a browser. */
export class KernelInPage {
  private last = 0;

  private constructor(readonly page: Page) {}

  static async open(
    browser: Browser,
    address: string,
    options: object = {},
  ): Promise<KernelInPage> {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    page.on('console', (message) => console.info(message.text()));
    await page.goto(address);
    await page.evaluate(async (options) => {
      const messages: Kept['messages'] = new Map();
      const send = (
        message: Kept['messages'] extends Map<string, (infer M)[]>
          ? M & { parent_header: { msg_id?: string } }
          : never,
      ): void => {
        // prettier-ignore
        const { msg_id: id = '' } = message.parent_header;
        messages.set(id, [...(messages.get(id) ?? []), message]);
        const { answer } = kept;
        if (message.header.msg_type !== 'input_request' || answer === undefined) return;
        const header = { msg_id: 'answer', msg_type: 'input_reply' };
        kept.kernel.handle({ header, content: { value: answer } });
      };
      const { PageKernel } = globalThis as unknown as {
        PageKernel: new (options: object) => Kept['kernel'] & { ready: Promise<void> };
      };
      const scripts = { compiler: 'compiler.js', cells: 'cells.js' };
      const kernel = new PageKernel({ scripts, env: {}, send, ...options });
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
  async reply(id: string, timeout = 60_000): Promise<JsonObject> {
    const reply = await this.page.waitForFunction(
      (id) => kept.messages.get(id)?.find(({ channel }) => channel === 'shell')?.content,
      id,
      { timeout, polling: 10 },
    );
    return (await reply.jsonValue()) as JsonObject;
  }

  async request(type: string, content: JsonObject): Promise<JsonObject> {
    return this.reply(await this.send(type, content));
  }

  async startCell(code: string): Promise<string> {
    return this.send('execute_request', { code, allow_stdin: true, stop_on_error: false });
  }

  async interrupt(): Promise<void> {
    await this.page.evaluate(() => kept.kernel.interrupt());
  }

  async answerPrompts(answer: string | undefined): Promise<void> {
    await this.page.evaluate((answer) => void (kept.answer = answer), answer);
  }

  /** What has been published for a request, as messages. */
  async published(id: string): Promise<{ type: string; content: JsonObject }[]> {
    return this.page.evaluate(
      (id) =>
        (kept.messages.get(id) ?? [])
          .filter(({ channel }) => channel !== 'shell')
          .map(({ header, content }) => ({ type: header.msg_type, content })),
      id,
    );
  }

  async run(code: string): Promise<JsonObject & { id: string }> {
    const id = await this.startCell(code);
    return { ...(await this.reply(id)), id };
  }
}

export type { Output, ShownCell };
