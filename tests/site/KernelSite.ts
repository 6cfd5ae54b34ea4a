import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from 'course-site/bundle';
import { serve, type Served } from 'course-site/serve';
import { builtSite } from './builtSite';

/** A page that has the site's kernel and nothing else, served on this machine. */
export class KernelSite {
  private constructor(
    private readonly folder: string,
    private readonly served: Served,
  ) {}

  /** @param isolated whether the page's threads can share memory */
  static async start(isolated: boolean): Promise<KernelSite> {
    const folder = mkdtempSync(join(tmpdir(), 'kernel-page-'));
    // Another test may make the site anew.
    cpSync(join(await builtSite(), 'extensions/course-site/static'), folder, { recursive: true });
    await bundle([{ name: 'page', file: join(__dirname, 'browser/page.ts') }], folder);
    writeFileSync(join(folder, 'index.html'), '<!doctype html><script src="page.js"></script>');
    return new KernelSite(folder, await serve(folder, 0, isolated));
  }

  get address(): string {
    return this.served.url;
  }

  async stop(): Promise<void> {
    await this.served.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
