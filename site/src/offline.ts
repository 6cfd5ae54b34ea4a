import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { bundle } from './bundle';
import { filesOf } from './filesOf';

const script = 'serviceWorker.js';

/**
 * Adds the service worker, which makes the site work offline and takes a new version as a whole. It
 * knows every file by its fingerprint; so it comes last.
 *
 * @param site all other files; one that is there is replaced
 */
export async function addServiceWorker(site: string): Promise<void> {
  const others = filesOf(site).filter((file) => file !== script);
  const files = Object.fromEntries(
    others.map((file) => {
      const content = fs.readFileSync(path.join(site, file));
      return [file, `sha256-${createHash('sha256').update(content).digest('base64')}`];
    }),
  );
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  const entry = path.join(__dirname, '../src/offline/serviceWorker.ts');
  await bundle([{ name: 'serviceWorker', file: entry }], site);
  const made = path.join(site, script);
  const text = fs.readFileSync(made, 'utf8');
  fs.writeFileSync(made, `self.siteFiles=${JSON.stringify({ version, files })};\n${text}`);
}
