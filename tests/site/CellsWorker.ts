import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { bundle } from 'course-site/bundle';
import { writeFiles } from 'course-site/files';
import type { Page } from 'playwright-core';

const types: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm' };
/** Nothing from elsewhere; cells are compiled here, and the threads' program is made here. */
const policy =
  "default-src 'self'; script-src 'self' 'unsafe-eval' blob:; worker-src 'self' blob:; connect-src 'self' blob:";
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/**
 * A site with nothing but the libraries, in a worker like the one that runs cells.
 *
 * @param more modules that the worker gets besides: their files by the names for `load`
 */
export async function startLibraries(
  more: Readonly<Record<string, string>> = {},
): Promise<{ url: string; close: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'libraries-'));
  await writeFiles(join(folder, 'files'));
  const entry = join(folder, 'entry.js');
  const loaded = Object.entries(more).map(
    ([name, file]) => `${JSON.stringify(name)}: require(${JSON.stringify(file)})`,
  );
  const worker = JSON.stringify(join(__dirname, 'worker.ts'));
  writeFileSync(entry, `globalThis.more = { ${loaded.join()} }; require(${worker});`);
  await bundle([{ name: 'worker', file: entry }], folder);
  const server = createServer(({ url }, response) => {
    const { pathname, searchParams } = new URL(url!, 'http://localhost');
    const isPage = pathname === '/';
    const headers = {
      'content-type': isPage
        ? 'text/html'
        : (types[extname(pathname)] ?? 'application/octet-stream'),
      'content-security-policy': policy,
      ...(searchParams.has('plain') ? {} : isolation),
    };
    try {
      const content = isPage
        ? '<!doctype html><title>Libraries</title>'
        : readFileSync(join(folder, pathname));
      response.writeHead(200, headers).end(content);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** The page's worker. */
interface Scope {
  worker: Worker;
}

/** Starts the worker in a page of the site, in place of the one before. */
export async function startWorker(page: Page): Promise<void> {
  await page.evaluate(() => {
    const scope = globalThis as unknown as Scope;
    scope.worker?.terminate();
    scope.worker = new Worker('worker.js' + location.search);
  });
}

/**
 * Runs the body of an asynchronous function in the worker.
 *
 * @param code knows `load`, which gives a module by its name, `keptFiles` and `argument`
 */
export function run<T>(page: Page, code: string, argument?: unknown): Promise<T> {
  return page.evaluate(
    ([code, argument]) =>
      new Promise<T>((resolve, reject) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }: { data: { value: T; error?: string } }) =>
          data.error === undefined ? resolve(data.value) : reject(new Error(data.error));
        const { worker } = globalThis as unknown as Scope;
        worker.postMessage({ code, argument, port: port2 }, [port2]);
      }),
    [code, argument] as const,
  );
}
