import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { serve } from 'course-site/serve';
import { siteFolder } from 'course-site/site';
import type { Browser, BrowserContext } from 'playwright-core';

/** A connection like many a home's. */
const bytesPerSecond = 10e6 / 8;
const roundTripMs = 40;

interface Line {
  url: string;
  /** Bytes that have come through, by path. */
  bytes: Map<string, number>;
  stop(): Promise<void>;
}

/** The site behind a slow connection, which all requests share. It sends no headers of its own. */
async function slowLine(): Promise<Line> {
  const site = await serve(siteFolder, 0, false);
  const bytes = new Map<string, number>();
  let freeAt = 0;
  const server = http.createServer((request, response) => {
    void (async () => {
      await wait(roundTripMs);
      const { method, headers, url = '/' } = request;
      const options = { method, headers: { ...headers, host: new URL(site.url).host } };
      http
        .request(new URL(url, site.url), options, (answer) => {
          response.writeHead(answer.statusCode!, answer.headers);
          void (async () => {
            for await (const chunk of answer as AsyncIterable<Buffer>) {
              for (let at = 0; at < chunk.length; at += 8192) {
                const part = chunk.subarray(at, at + 8192);
                freeAt =
                  Math.max(freeAt, performance.now()) + (part.length / bytesPerSecond) * 1000;
                await wait(freeAt - performance.now());
                bytes.set(url, (bytes.get(url) ?? 0) + part.length);
                response.write(part);
              }
            }
            response.end();
          })().catch(() => response.destroy());
        })
        .end();
    })();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    bytes,
    async stop() {
      server.closeAllConnections();
      server.close();
      await site.stop();
    },
  };
}

/** Opens notebook 1 and runs its first cell. @returns seconds */
async function visit(context: BrowserContext, site: string): Promise<number> {
  const began = performance.now();
  const page = await context.newPage();
  await page.goto(`${site}notebooks/index.html?path=1-groups.ipynb`);
  const prompt = page.locator('.jp-CodeCell .jp-InputArea-prompt').first();
  // The page loads once more when the service worker is there.
  while (!/\[\d+\]/.test((await prompt.textContent({ timeout: 60_000 }).catch(() => '')) ?? '')) {
    await page
      .evaluate(() => {
        const { jupyterapp } = globalThis as unknown as {
          jupyterapp?: {
            commands: { execute(id: string): Promise<void> };
            shell: {
              currentWidget?: {
                content: { activeCellIndex: number; widgets: { model: { type: string } }[] };
                sessionContext: { session?: { kernel?: object } };
              };
            };
          };
          asked?: boolean;
        };
        const widget = jupyterapp?.shell.currentWidget;
        if (!widget?.sessionContext.session?.kernel || 'asked' in globalThis) return;
        Object.assign(globalThis, { asked: true });
        const { content } = widget;
        content.activeCellIndex = content.widgets.findIndex(({ model }) => model.type === 'code');
        void jupyterapp!.commands.execute('notebook:run-cell');
      })
      .catch(() => undefined);
    await wait(50);
  }
  const seconds = (performance.now() - began) / 1000;
  await page.close();
  return seconds;
}

/** Times a first visit, and a second one without a connection. */
export async function measureVisits(browser: Browser): Promise<string> {
  const line = await slowLine();
  const context = await browser.newContext();
  try {
    const first = await visit(context, line.url);
    const isDigits = (path: string): boolean => path.endsWith('digits.bin');
    const sum = (wanted: (path: string) => boolean): number =>
      [...line.bytes].reduce((all, [path, bytes]) => all + (wanted(path) ? bytes : 0), 0) / 1e6;
    const [site, digits] = [sum((path) => !isDigits(path)), sum(isDigits)];
    const largest = [...line.bytes].sort(([, a], [, b]) => b - a).slice(0, 8);
    const page = await context.newPage();
    await page.goto(line.url);
    await page.evaluate(async () => {
      const { serviceWorker } = (
        globalThis as unknown as {
          navigator: {
            serviceWorker: { ready: Promise<{ active: { postMessage(m: string): void } }> };
          };
        }
      ).navigator;
      (await serviceWorker.ready).active.postMessage('keep all');
    });
    // Everything is there when nothing has come for a while.
    for (let before = -1; before !== sum(() => true); await wait(3000)) before = sum(() => true);
    await page.close();
    const all = sum(() => true);
    await line.stop();
    const second = await visit(context, line.url);
    return [
      `First visit to the end of the first cell: ${first.toFixed(1)} s, ${site.toFixed(1)} MB and ${digits.toFixed(1)} MB of digits`,
      `  of these: ${largest.map(([path, bytes]) => `${path} ${(bytes / 1e6).toFixed(2)}`).join(', ')}`,
      `All that is kept for later: ${all.toFixed(1)} MB`,
      `Second visit, without a connection: ${second.toFixed(1)} s`,
    ].join('\n');
  } finally {
    await context.close();
    await line.stop();
  }
}
