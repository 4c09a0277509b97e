import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The words of the language are data files, which the bundler inlines as text. A test's worker reads them itself: 20 MB need no parsing. */
const wordFiles = {
  name: 'word-files',
  enforce: 'pre' as const,
  load(id: string) {
    const file = id.split('?')[0] ?? id;
    const read = `import { readFileSync } from 'node:fs'; export default readFileSync(${JSON.stringify(file)}, 'utf8');`;
    return /\.(txt|tsv)$/.test(file) ? read : null;
  },
};

/** Files that take longest, so that no core waits for one of them at the end: left to itself vitest begins with the largest. */
const LONGEST =
  'batch/run report/corpus report/article input/limits cli/spawn batch/torture package spark/stations spark/job'.split(
    ' ',
  );

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return at < 0 ? LONGEST.length : at;
    };
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [wordFiles],
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: new URL('test-folders.mjs', import.meta.url).pathname,
    setupFiles: new URL('seed.mjs', import.meta.url).pathname,
    // Left to itself vitest keeps a core free: on two cores one test file at a time.
    maxWorkers: Math.min(4, availableParallelism()),
    // One program for all files of a worker, read and warmed once: a file with a program of its own costs a second more. A test that
    // changes what modules hold puts it back, or works on a copy.
    isolate: false,
    // V8 waits before it optimises, and the young generation grows at once, as in `bin/load.js`: less is compiled and collected again, a seventh
    // of the time.
    execArgv: ['--interrupt-budget=1000000', '--semi-space-growth-factor=8'],
    sequence: { sequencer: LongestFirst },
    // What was made of a source stays until the source, this file or a version changes.
    experimental: { fsModuleCache: true, fsModuleCachePath: new URL('../.cache/vitest', import.meta.url).pathname },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
  },
});
