import { existsSync } from 'node:fs';
/** One Jest project for every package; a package's tests stand beside its code. */
// For the tests on WebGPU: Debian's package `chromium` brings a program that plays a GPU,
// `libvulkan1` what loads it.
const swiftShader = '/usr/lib/chromium/vk_swiftshader_icd.json';
const loaders = ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/libvulkan.so.1`);
if (existsSync(swiftShader) && loaders.some(existsSync)) {
  process.env.VK_ICD_FILENAMES ??= swiftShader;
}

export default {
  testMatch: [
    '**/src/**/*.test.ts',
    '<rootDir>/tests/**/*.test.ts',
    '<rootDir>/setup/**/*.test.ts',
  ],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/build/'],
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/.cache/', '<rootDir>/.venv/'],
  testEnvironment: '<rootDir>/tests/support/environment.cjs',
  testSequencer: '<rootDir>/tests/support/LongestFirst.cjs',
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  testTimeout: 60_000,
  // Many tests wait, for browsers and kernels; by default two processors would have one process.
  maxWorkers: 2,
};
