// Loads the bundled command line. The code that V8 made of it when it was built is taken where it fits this Node: that halves the start.
const { readFileSync } = require('node:fs');
const { dirname } = require('node:path');
const { Script } = require('node:vm');

/** Where the compiled code of a bundle is, for this Node and kind of processor. */
const compiledFile = (file) => file.replace(/\.cjs$/, `-${process.version}-${process.arch}.cache`);

/** The exports of a bundle, and its script; as `require` would, with the compiled code of `compiledFile`. */
function load(file, anew = false) {
  let cachedData;
  if (!anew) {
    try {
      cachedData = readFileSync(compiledFile(file));
    } catch {
      // Not built by this Node: compiled now.
      return { cli: require(file) };
    }
  }
  // The bundle is in ASCII.
  const code = readFileSync(file, 'latin1');
  const script = new Script(`(function(exports,require,module,__filename,__dirname){${code}\n})`, {
    filename: file,
    cachedData,
  });
  const module = { exports: {} };
  script.runInThisContext().call(module.exports, module.exports, require, module, file, dirname(file));
  return { cli: module.exports, script };
}

module.exports = { compiledFile, load };
