import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { bundle } from './bundle';
import { filesOf } from './filesOf';

/**
 * Adds the service worker, which makes the site work offline and takes a new version as a whole. It
 * knows every file by its fingerprint; so it comes last.
 *
 * @param site all other files
 */
export async function addServiceWorker(site: string): Promise<void> {
  const files = Object.fromEntries(
    filesOf(site).map((file) => {
      const content = fs.readFileSync(path.join(site, file));
      return [file, `sha256-${createHash('sha256').update(content).digest('base64')}`];
    }),
  );
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  const entry = path.join(__dirname, '../src/offline/serviceWorker.ts');
  await bundle([{ name: 'serviceWorker', file: entry }], site);
  const script = path.join(site, 'serviceWorker.js');
  const text = fs.readFileSync(script, 'utf8');
  fs.writeFileSync(script, `self.siteFiles=${JSON.stringify({ version, files })};\n${text}`);
}
