import { join } from 'node:path';
import { emptyFolder, remove, writeWhole } from '../support/files.mjs';

/** Extracts the two libraries and the headers from a wheel, which is a zip file. */
const unpack = `
import glob, re, sys, zipfile
wheel, target = glob.glob(sys.argv[1] + "/*.whl")[0], sys.argv[2]
wanted = re.compile(r"tensorflow/(include/|libtensorflow_(cc|framework)\\.)|tensorflow.libs/")
with zipfile.ZipFile(wheel) as archive:
    archive.extractall(target, [name for name in archive.namelist() if wanted.match(name)])
`;

/**
 * Downloads a library's wheel, verifies it, and unpacks what is needed into `<folder>/tensorflow`
 * (and, beside it, `tensorflow.libs`: libraries that the Arm wheel brings along).
 *
 * @param {import('../support/Context.mjs').Context} context
 * @param {import('./libraries.mjs').Library} library
 * @param {string} folder
 */
export async function fetchLibrary(context, library, folder) {
  const download = emptyFolder(join(context.temporary, 'wheel'));
  const requirement = join(download, 'requirement.txt');
  writeWhole(requirement, `${library.wheel} --hash=sha256:${library.sha256}\n`);
  // The wheel's Python version says nothing about its C library: one for all.
  const python = ['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311'];
  const pip = ['-m', 'pip', '--disable-pip-version-check', 'download', '--no-cache-dir'];
  const exact = ['--require-hashes', '--no-deps', '--only-binary=:all:'];
  await context.processes.run(context.python, [
    ...pip,
    ...exact,
    ...python,
    '--platform',
    library.platform,
    '--progress-bar=off',
    '-r',
    requirement,
    '-d',
    download,
  ]);
  await context.processes.run(context.python, ['-c', unpack, download, folder]);
  remove(download);
}
