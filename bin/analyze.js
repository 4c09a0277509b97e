#!/usr/bin/env node
// Launcher: hands the arguments to the bundled command line and ends the process with its exit code.
let cli;
try {
  cli = require('../dist/cli.cjs');
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  process.stderr.write('isnad is not built yet: run `npm ci` (or `npm run build`) in its folder first.\n');
  process.exitCode = 1;
}
if (cli) cli.run(process.argv.slice(2)).then((code) => { process.exitCode = code; });
