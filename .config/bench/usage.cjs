// Preloaded into a measured run: at its end, CPU and peak memory of the whole process, all threads, go into the file named.
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');
const file = process.env.ISNAD_BENCH_USAGE;
if (isMainThread && file) process.on('exit', () => writeFileSync(file, JSON.stringify(process.resourceUsage())));
