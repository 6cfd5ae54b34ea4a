import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const places = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The installed Chromium's program, if there is one. */
export const chromiumPath = places.find((path) => path !== undefined && existsSync(path));

/**
 * Starts the installed Chromium, without a window.
 *
 * @throws Error if there is none
 */
export async function startChromium(): Promise<Browser> {
  if (chromiumPath === undefined) {
    throw new Error(
      'Chromium is not installed: "apt-get install chromium", or set CHROME_PATH to its program.',
    );
  }
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      ...(root ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--no-first-run', '--disable-quic', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
    ],
  });
}
