import { findChromium } from 'nbconvert-ts/testing';
import { chromium, type Browser } from 'playwright-core';

const chromiumPath = findChromium();

/**
 * Whether there is no browser to test in. Continuous integration without a browser must fail.
 */
export const hasNoBrowser = chromiumPath === undefined && !process.env.CI;
if (hasNoBrowser) console.warn('Chromium is not installed: nothing is tested in JupyterLab.');

/** `test`, or nothing where there is no browser. */
export const testInBrowser = hasNoBrowser ? test.skip : test;

const swiftShader = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  // Without OpenGL, canvases are empty, through which TensorFlow.js reads at once.
  '--use-gl=angle',
  '--use-angle=swiftshader',
];

/**
 * Starts the installed Chromium, without a window.
 *
 * @param gpu whether a program plays a GPU for WebGPU
 * @throws Error if there is none
 */
export async function startChromium(gpu = false): Promise<Browser> {
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
      ...(gpu ? swiftShader : ['--disable-gpu']),
      '--no-first-run',
      '--disable-quic',
      '--disable-sync',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
}
