import { expect } from 'vitest';
import { processorTime } from './processor-time.ts';

/** Four times as long takes four times as long, and not sixteen times; what takes a blink is let pass. A first run is the code's. */
export async function expectLinear(length: number, work: (length: number) => unknown): Promise<void> {
  await work(length / 16);
  const quarter = await processorTime(() => work(length / 4));
  const whole = await processorTime(() => work(length));
  expect(whole).toBeLessThan(9 * Math.max(quarter, 40));
}
