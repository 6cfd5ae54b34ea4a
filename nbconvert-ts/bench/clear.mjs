/**
 * Usage: node clear.mjs FOLDER NOTEBOOK... : writes each notebook, without its outputs, into the
 * folder.
 */
import { basename, join } from 'node:path';
import nbconvert from '../dist/index.js';

const [folder, ...files] = process.argv.slice(2);
for (const file of files) {
  nbconvert.writeNotebook(
    join(folder, basename(file)),
    nbconvert.clearOutputs(nbconvert.readNotebook(file)),
  );
}
