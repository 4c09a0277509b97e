import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The words of the language are data files; the bundler inlines them as text, and so do the tests. */
const wordFiles = {
  name: 'word-files',
  enforce: 'pre' as const,
  load(id: string) {
    const file = id.split('?')[0] ?? id;
    return /\.(txt|tsv)$/.test(file) ? `export default ${JSON.stringify(readFileSync(file, 'utf8'))};` : null;
  },
};

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [wordFiles],
  test: {
    include: ['tests/**/*.test.ts'],
    // Left to itself vitest keeps a core free: on two cores one test file at a time.
    maxWorkers: Math.min(4, availableParallelism()),
    // One program for all files of a worker, read and warmed once: a file with a program of its own costs a second more. A test that
    // changes what modules hold puts it back, or works on a copy.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
  },
});
