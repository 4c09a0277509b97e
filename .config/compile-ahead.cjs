// Compiles the command line ahead: runs it once on an article and keeps the code that V8 made, as the launcher asks for it.
// usage: node .config/compile-ahead.cjs dist/cli.cjs ARTICLE
const { renameSync, writeFileSync } = require('node:fs');
const { compiledFile, load } = require('../bin/load.js');

const [, , file, article] = process.argv;
const { cli, script, line } = load(file, true);
cli.run([article]).then((code) => {
  if (code !== 0) process.exit(code);
  writeFileSync(`${compiledFile(file)}.partial`, Buffer.concat([script.createCachedData(), Buffer.from(line)]));
  renameSync(`${compiledFile(file)}.partial`, compiledFile(file));
});
