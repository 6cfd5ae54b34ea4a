import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../command/findPrograms';

// A continuous integration that has lost its browser must not pass.
const isSkipped = findChromium() === undefined && !process.env.CI;
if (isSkipped) console.warn('Chromium is not installed: no page is opened.');

/** `describe`, or nothing if there is no Chromium. */
export const describeInBrowser = isSkipped ? describe.skip : describe;

/**
 * Starts the installed Chromium, without a window.
 *
 * @throws Error if there is none
 */
export function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error('This test needs Chromium; install it or set CHROME_PATH to its program.');
  }
  // Chromium's own sandbox does not work for root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...sandbox, '--disable-gpu'] });
}
