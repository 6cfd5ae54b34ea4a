/*
 * Where files are for a compiler that has no disk.
 */

/** The folder of the notebook. */
export const notebookFolder = '/notebooks';
/** Imports what every cell's program has, so that no cell waits for its types to be read. */
export const always = `${notebookFolder}/__always.d.ts`;
/** TypeScript's own types. */
export const libraries = '/node_modules/typescript/lib';
/** Folders of types that every cell can use without an import. */
export const typeRoots = ['/node_modules/@types'];
/** Types of tslab. */
export const tslab = '/node_modules/tslab/dist/public.d.ts';
