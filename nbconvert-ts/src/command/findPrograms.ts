import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const chromiumNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome.exe',
  'msedge.exe',
];
const chromiumPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const onPath = (names: readonly string[]): string[] =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)));

/** The program of an installed Chromium, or of `CHROME_PATH`; undefined if there is none. */
export function findChromium(): string | undefined {
  const { CHROME_PATH: chosen } = process.env;
  if (chosen) return existsSync(chosen) ? chosen : undefined;
  return [...onPath(chromiumNames), ...chromiumPlaces].find((file) => existsSync(file));
}

/**
 * The program `jupyter-nbconvert`; undefined if there is none.
 *
 * @param prefixes Python environments that are searched first
 */
export function findJupyter(prefixes: readonly string[]): string | undefined {
  const names = ['jupyter-nbconvert', 'jupyter-nbconvert.exe'];
  const own = prefixes.flatMap((prefix) =>
    ['bin', 'Scripts'].flatMap((folder) => names.map((name) => join(prefix, folder, name))),
  );
  return [...own, ...onPath(names)].find((file) => existsSync(file));
}
