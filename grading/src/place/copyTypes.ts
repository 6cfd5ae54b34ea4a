import { cpSync } from 'node:fs';

/** Folders of a package that have no part in its types, or hold answers. */
const leftOut = /[/\\](src|node_modules|fixtures|grading)$/;

/**
 * Copies a package's types and its description, without its code: types say nothing of how something is done.
 *
 * @param to a folder, which is made
 */
export function copyTypes(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    filter: (file) =>
      !leftOut.test(file) && (!/\.\w+$/.test(file) || /(\.d\.ts|package\.json)$/.test(file)),
  });
}
