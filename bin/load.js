// Loads the bundled command line. The code that V8 made of it when it was built is taken where it fits this Node: a start less by a tenth.
const { readFileSync } = require('node:fs');
const { dirname } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');
// Other modules of Node's that every run takes, before the flags below: with those the code that Node ships for its own modules is of no
// use, and each is compiled anew (8 ms).
for (const name of ['process', 'os', 'tty', 'worker_threads', 'zlib']) require(`node:${name}`);

// V8 optimises a function once it ran through 130 KB of bytecode, before it has seen what comes in an article, and has to do it again:
// 870 compilations on the first 200 articles, a third of their processor time, which a second thread then lacks. It is asked to wait four
// times as long, and to take fewer called functions into the one that calls them: each is compiled again in every place. 300 articles
// take a sixth less with all three (20.2 → 16.8 s), 1,600 a fiftieth; without any inlining 1,600 take a fifteenth more. Before any code of ours is read:
// compiled code fits only where the flags are those it was made with.
setFlagsFromString('--interrupt-budget=500000');
setFlagsFromString('--max-inlined-bytecode-size=150');
setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');
// Patterns are compiled at once: of those that an article asks, nearly all are asked twice, when they would be compiled a second time (8 ms of a start).
setFlagsFromString('--no-regexp-tier-up');
// Heaps may grow to twice of what is alive before the next collection. Left to itself V8 lets them grow to four times as much: with two
// threads on news 640 MB in place of 450, and no faster.
setFlagsFromString('--heap-growing-percent=50');
// The young generation begins with a megabyte and doubles when it is full of what is still needed; one article fills it fifteen times, each with a
// collection. Grown to 12 MB at once it is collected five times, and the old generation not at all; with 8 MB six times, and the old one as well
// (10 ms more); 16 MB save no more time.
setFlagsFromString('--semi-space-growth-factor=12');

/** Where the compiled code of a bundle is, for this Node and kind of processor. At its end stands the bundle's first line. */
const compiledFile = (file) => file.replace(/\.cjs$/, `-${process.version}-${process.arch}.cache`);

/** The compiled code of a bundle that begins with this line, or undefined where it was built otherwise or by another Node. */
function compiledCode(file, line) {
  try {
    const compiled = readFileSync(compiledFile(file));
    const end = compiled.length - line.length;
    return compiled.latin1Slice(end) === line ? compiled.subarray(0, end) : undefined;
  } catch {
    return undefined;
  }
}

/** The exports of a bundle, which is a function as Node makes one of a module, and its script and first line; `anew`: compiled now. */
function load(file, anew = false) {
  // The bundle is in ASCII.
  const code = readFileSync(file, 'latin1');
  const line = code.slice(0, code.indexOf('\n'));
  const script = new Script(code, { filename: file, cachedData: anew ? undefined : compiledCode(file, line) });
  const module = { exports: {} };
  script.runInThisContext().call(module.exports, module.exports, require, module, file, dirname(file));
  return { cli: module.exports, script, line };
}

module.exports = { compiledFile, load };
