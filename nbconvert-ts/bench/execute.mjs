/**
 * Usage: node execute.mjs NOTEBOOK : prints the seconds from the first cell's start to the last
 * one's end.
 */
import nbconvert from '../dist/index.js';

const { executeNotebook, findKernelspec, kernelPaths, readNotebook } = nbconvert;
const kernelspec = findKernelspec('python3', kernelPaths(process.env, ['.venv', '../.venv']));
let start;
let end;
await executeNotebook(readNotebook(process.argv[2]), {
  kernelspec,
  onCellStart: () => (start ??= performance.now()),
  onCellEnd: () => (end = performance.now()),
});
console.log((end - start) / 1000);
