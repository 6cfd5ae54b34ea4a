import { existsSync } from 'node:fs';
import { launch, type Browser, type Page } from 'puppeteer-core';

const executablePath = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';

/** Whether there is no Firefox to test in. Continuous integration without one must fail. */
export const hasNoFirefox = !existsSync(executablePath) && !process.env.CI;
if (hasNoFirefox) console.warn('Firefox is not installed: nothing is tested in it.');

/** `test`, or nothing where there is no Firefox. */
export const testInFirefox = hasNoFirefox ? test.skip : test;

/** The installed Firefox, without a window: Playwright steers only builds of its own. */
export class Firefox {
  private constructor(private readonly browser: Browser) {}

  static async start(): Promise<Firefox> {
    return new Firefox(await launch({ browser: 'firefox', executablePath, headless: true }));
  }

  async newPage(): Promise<FirefoxPage> {
    return new FirefoxPage(await this.browser.newPage());
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/** A page of it, with the functions of Playwright's pages that tests in both browsers use. */
export class FirefoxPage {
  constructor(private readonly page: Page) {}

  async goto(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async evaluate<R, A>(run: (argument: A) => R, argument?: A): Promise<Awaited<R>> {
    return this.page.evaluate<[unknown], (argument: unknown) => R>(run as never, argument);
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

  close(): Promise<void> {
    return this.page.close();
  }
}
