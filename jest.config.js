/** jest runs the TypeScript sources as ES modules through swc; no build is needed for a test. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  maxWorkers: 2,
  reporters: ['default', './test/where-it-ran.mjs'],
  // A hanging test fails; a test on a machine that is busy with something else does not.
  testTimeout: 60_000,
  // A worker of half a gigabyte takes longer than jest waits by itself.
  workerGracefulExitTimeout: 5_000,
};
