import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from 'course-notebooks';
import { makeSite, siteFolder } from 'course-site/site';

const sources = [
  'site/src',
  'site/assets',
  'site/figures',
  'notebooks/student',
  'setup/jupyter',
  ...['course', 'data', 'display', 'kernel', 'lib', 'nbconvert-ts', 'notebooks', 'site'].map(
    (name) => `${name}/dist`,
  ),
];

/** The site, which is made again only if anything has changed. */
export async function builtSite(): Promise<string> {
  const stamp = `${siteFolder}.stamp`;
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'README.md', 'setup/requirements.txt']) {
    hash.update(readFileSync(join(root, file)));
  }
  for (const folder of sources) {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (entry.isFile()) hash.update(readFileSync(join(entry.parentPath, entry.name)));
    }
  }
  const digest = hash.digest('hex');
  const known = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (known !== digest || !existsSync(siteFolder)) {
    await makeSite();
    writeFileSync(stamp, digest);
  }
  return siteFolder;
}
