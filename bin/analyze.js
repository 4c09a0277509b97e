#!/usr/bin/env node
// Launcher: hands the arguments to the bundled command line and ends the process with its exit code.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { load } = require('./load.js');

const file = join(__dirname, '..', 'dist', 'cli.cjs');
if (existsSync(file)) {
  load(file)
    .cli.run(process.argv.slice(2))
    .then((code) => {
      process.exitCode = code;
      // All is written: ended at once, the process needn't take its memory apart. A slow reader of a pipe is waited for.
      if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();
    });
} else {
  process.stderr.write('isnad is not built yet: run `npm ci` (or `npm run build`) in its folder first.\n');
  process.exitCode = 1;
}
