// How a figure is taken: several rounds, CPU seconds of the process (a busy machine takes time, not CPU), the median.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROUNDS = 5;

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** CPU seconds of the process (collector and compiler included) that some work takes. */
function secondsOf(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** CPU seconds of each of some works in each round: in turns, so that all meet the same machine. The first round isn't counted. */
export function inTurns(works, rounds = ROUNDS) {
  const seconds = works.map(() => []);
  for (let round = -1; round < rounds; round++) {
    works.forEach(({ run }, k) => {
      const taken = secondsOf(run);
      if (round >= 0) seconds[k].push(taken);
    });
  }
  return seconds;
}

const USAGE = fileURLToPath(new URL('usage.cjs', import.meta.url));

/** A whole run of node: wall and CPU seconds, peak memory in megabytes. */
export function runOf(args) {
  const file = join(tmpdir(), `isnad-bench-usage-${process.pid}.json`);
  const from = performance.now();
  const { status } = spawnSync(process.execPath, ['--require', USAGE, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ISNAD_BENCH_USAGE: file },
  });
  const wall = (performance.now() - from) / 1000;
  if (status !== 0) throw new Error(`node ${args.join(' ')}: exit code ${status}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(file, 'utf8'));
  return { wall, cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 };
}

/** Medians of several runs of each command, in turn, and the least of wall seconds; so many runs before aren't counted. */
export function runsOf(commands, rounds = ROUNDS, before = 1) {
  const runs = commands.map(() => []);
  for (let round = -before; round < rounds; round++) {
    commands.forEach((args, k) => {
      const run = runOf(args);
      if (round >= 0) runs[k].push(run);
    });
  }
  return runs.map((list) => ({
    wall: median(list.map(({ wall }) => wall)),
    least: Math.min(...list.map(({ wall }) => wall)),
    cpu: median(list.map(({ cpu }) => cpu)),
    memory: median(list.map(({ memory }) => memory)),
  }));
}
