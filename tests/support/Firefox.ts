import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';

const program = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';

/** Whether there is no Firefox to test in. */
export const hasNoFirefox = !existsSync(program);
/** `test`, or nothing where there is no Firefox. */
export const testInFirefox = hasNoFirefox ? test.skip : test;

interface Answer {
  id?: number;
  type: string;
  result: Record<string, unknown>;
  error?: string;
  message?: string;
}

/** The installed Firefox, without a window, steered through WebDriver BiDi. */
export class Firefox {
  private last = 0;
  private readonly waiting = new Map<number, (answer: Answer) => void>();

  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
    private readonly socket: WebSocket,
  ) {
    socket.on('message', (data: Buffer) => {
      const answer = JSON.parse(data.toString()) as Answer;
      if (answer.id !== undefined) this.waiting.get(answer.id)?.(answer);
    });
  }

  static async start(): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
    const args = ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', profile];
    const started = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      started.stderr.on('data', (data: Buffer) => {
        said += data.toString();
        const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(said) ?? [];
        if (address !== undefined) resolve(address);
      });
      started.once('exit', () => reject(new Error(`Firefox does not start: ${said}`)));
    });
    const socket = new WebSocket(`${url}/session`);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const firefox = new Firefox(started, profile, socket);
    await firefox.send('session.new', { capabilities: {} });
    return firefox;
  }

  async newPage(): Promise<FirefoxPage> {
    const { context } = await this.send('browsingContext.create', { type: 'tab' });
    return new FirefoxPage(this, String(context));
  }

  async send(method: string, params: object): Promise<Record<string, unknown>> {
    const id = ++this.last;
    const answer = await new Promise<Answer>((resolve) => {
      this.waiting.set(id, resolve);
      this.socket.send(JSON.stringify({ id, method, params }));
    });
    this.waiting.delete(id);
    if (answer.type === 'error') throw new Error(`${method}: ${answer.error}: ${answer.message}`);
    return answer.result;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.socket.terminate();
    this.process.kill();
    await ended;
    // Its own processes may hold it for a while.
    this.process.stderr?.destroy();
    rmSync(this.profile, { recursive: true, force: true });
  }
}

/** A page of it, with the functions of Playwright's pages that tests in both browsers use. */
export class FirefoxPage {
  constructor(
    private readonly firefox: Firefox,
    private readonly context: string,
  ) {}

  async goto(url: string): Promise<void> {
    const { context } = this;
    await this.firefox.send('browsingContext.navigate', { context, url, wait: 'complete' });
  }

  async evaluate<R, A>(run: (argument: A) => R, argument?: A): Promise<Awaited<R>> {
    const expression = `(async () => JSON.stringify(await (${String(run)})(${JSON.stringify(argument)})))()`;
    const target = { context: this.context };
    const answer = await this.firefox.send('script.evaluate', { expression, target, awaitPromise: true }); // prettier-ignore
    const { exceptionDetails, result } = answer as {
      exceptionDetails?: { text: string };
      result?: { value?: string };
    };
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return (result?.value === undefined ? undefined : JSON.parse(result.value)) as Awaited<R>;
  }

  /** Waits until a function gives something. */
  async waitForFunction<R, A>(
    run: (argument: A) => R,
    argument: A,
    { timeout }: { timeout: number; polling?: number },
  ): Promise<{ jsonValue(): Promise<NonNullable<Awaited<R>>> }> {
    for (const end = Date.now() + timeout; Date.now() < end;) {
      const value = await this.evaluate(run, argument);
      if (value) return { jsonValue: () => Promise.resolve(value) };
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`Timeout ${timeout} ms exceeded.`);
  }

  async close(): Promise<void> {
    await this.firefox.send('browsingContext.close', { context: this.context });
  }
}
