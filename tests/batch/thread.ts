/** What the tests' worker threads run, bundled with `analyse.ts` in place of the analysis. */
import { parentPort, workerData } from 'node:worker_threads';
import { serve } from '../../src/batch/worker.ts';

/** A record with this word ends its thread while it is parsed, before anything is analysed. */
function endAtParsed(): void {
  const { parse } = JSON;
  JSON.parse = (text: string, ...more) => {
    if (text.includes('PARSED')) process.exit(3);
    return parse(text, ...more);
  };
}

if (parentPort) {
  endAtParsed();
  void serve(parentPort, workerData);
}
