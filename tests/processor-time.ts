/** Milliseconds of this process that `work` takes, of all cores: the clock would tell of other programs, and of their load. */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
