/** One Jest project for every package; a package's tests stand beside its code. */
export default {
  testMatch: [
    '**/src/**/*.test.ts',
    '<rootDir>/tests/**/*.test.ts',
    '<rootDir>/setup/**/*.test.ts',
  ],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/build/'],
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/.cache/', '<rootDir>/.venv/'],
  testEnvironment: '<rootDir>/tests/support/environment.cjs',
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
