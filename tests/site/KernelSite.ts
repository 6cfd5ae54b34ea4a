import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { bundle } from 'course-site/bundle';
import { writeTypes } from 'course-site/types';

const root = resolve(__dirname, '../..');
const folder = join(root, 'build/site-kernel');
let built: Promise<void> | undefined;

/** Makes the scripts of a page that has a kernel and nothing else; once for all tests of a file. */
async function build(): Promise<void> {
  const site = join(root, 'site/src/browser');
  await bundle(
    [
      { name: 'page', file: join(__dirname, 'browser/page.ts') },
      { name: 'compiler', file: join(site, 'compiler.ts') },
      { name: 'cells', file: join(site, 'cells.ts') },
    ],
    folder,
  );
  writeTypes(folder);
}

/** A server of that page on this machine. */
export class KernelSite {
  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  /** @param isolated whether the page's threads can share memory */
  static async start(isolated: boolean): Promise<KernelSite> {
    await (built ??= build());
    const server = createServer(({ url = '/' }, response) => {
      const name = url === '/' ? 'index.html' : url.slice(1);
      try {
        const text = name === 'index.html' ? '<script src="page.js"></script>' : readFileSync(join(folder, name)); // prettier-ignore
        if (isolated) {
          response.setHeader('cross-origin-opener-policy', 'same-origin');
          response.setHeader('cross-origin-embedder-policy', 'require-corp');
        }
        response.setHeader('content-type', name.endsWith('.js') ? 'text/javascript' : name.endsWith('.html') ? 'text/html' : 'application/octet-stream'); // prettier-ignore
        response.end(text);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new KernelSite(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
