import { expect } from 'vitest';
import { processorTime } from './processor-time.ts';

const ATTEMPTS = 3;

/**
 * Four times as long takes four times as long, and not sixteen times; what takes a blink is let pass. A first run is the code's. Collecting
 * and compiling fall on one run or the other, so that one pair of runs is no measurement: the best of three is.
 */
export async function expectLinear(length: number, work: (length: number) => unknown): Promise<void> {
  await work(length / 16);
  const growth: number[] = [];
  while (growth.length < ATTEMPTS && !(Math.min(...growth) < 9)) {
    const quarter = await processorTime(() => work(length / 4));
    const whole = await processorTime(() => work(length));
    growth.push(whole / Math.max(quarter, 40));
  }
  expect(Math.min(...growth)).toBeLessThan(9);
}
