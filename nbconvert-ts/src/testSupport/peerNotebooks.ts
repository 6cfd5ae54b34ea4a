import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { python } from './python';

/** The source archives on PyPI whose test notebooks are used, each with its sha256. */
const archives = `nbclient==0.11.0 --hash=sha256:04a134a5b087f2c5887f228aca155db50169b8cd9334dee6942c8e927e56081a
nbconvert==7.17.2 --hash=sha256:344a218e8595117ce37396ed025d994f146d076226ebac59255a2fa085ab24d8
nbformat==5.11.1 --hash=sha256:32d4521c68c6e7d5b29c76defaeed9f42ea733142b9b19f88277ce10390b9c4d
`;
const cache = resolve(__dirname, '../../../.cache/peer-notebooks');

const unpack = `import glob, sys, tarfile
for archive in glob.glob(sys.argv[1] + '/*.tar.gz'):
    with tarfile.open(archive) as tar:
        tar.extractall(sys.argv[1], [m for m in tar if m.isfile() and m.name.endswith('.ipynb')])`;

/** A notebook file of another project's tests. */
export interface PeerNotebook {
  /** E.g. `nbformat/test4.ipynb`. */
  name: string;
  text: string;
}

/**
 * The notebooks in the tests of nbclient, nbconvert and nbformat, which are fetched once and kept.
 *
 * @returns the files, in order
 * @throws Error if they can't be fetched
 */
export function peerNotebooks(): PeerNotebook[] {
  const folder = join(
    cache,
    archives
      .match(/sha256:\w{6}/g)
      ?.map((hash) => hash.slice(7))
      .join('-') ?? '',
  );
  if (!existsSync(folder)) fetchInto(folder);
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((path) => path.endsWith('.ipynb'))
    .sort()
    .map((path) => ({
      name: `${path.split('-')[0] ?? ''}/${basename(path)}`,
      text: readFileSync(join(folder, path), 'utf8'),
    }));
}

function fetchInto(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const temporary = mkdtempSync(`${folder}-`);
  try {
    const requirements = join(temporary, 'requirements.txt');
    writeFileSync(requirements, archives);
    const sourceOnly = ['--no-deps', '--no-binary=nbclient,nbconvert,nbformat', '--require-hashes'];
    execFileSync(
      python,
      ['-m', 'pip', 'download', '-q', ...sourceOnly, '-d', temporary, '-r', requirements],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    execFileSync(python, ['-c', unpack, temporary]);
    for (const file of readdirSync(temporary)) {
      if (!/^nb\w+-[\d.]+$/.test(file)) rmSync(join(temporary, file));
    }
    renameSync(temporary, folder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  }
}
