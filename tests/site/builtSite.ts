import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from 'course-notebooks';
import { makeSite, siteFolder } from 'course-site/site';
import { until } from '../support/until';

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

/** The site, which is made again only if anything has changed; by one test file at a time. */
export async function builtSite(): Promise<string> {
  const lock = `${siteFolder}.lock`;
  await until('another test file has made the site', () => Promise.resolve(takes(lock)));
  try {
    await makeIfChanged();
  } finally {
    rmSync(lock, { recursive: true });
  }
  return siteFolder;
}

/** Whether a folder could be made; one of a test that was killed is taken over. */
function takes(lock: string): boolean {
  if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs < 100_000) return false;
  mkdirSync(lock, { recursive: true });
  return true;
}

async function makeIfChanged(): Promise<void> {
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
}
