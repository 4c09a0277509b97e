/** What the tests' worker threads run, bundled with `analyse.ts` in place of the analysis. */
import { parentPort, workerData } from 'node:worker_threads';
import { serve } from '../../src/batch/worker.ts';

if (parentPort) void serve(parentPort, workerData);
