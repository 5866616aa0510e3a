/** The thread that carries out the long steps of reports. Started by `threaded-steps.ts`. */
import { serveWorkerLine } from '@ringback/shared/runtime/worker-service';
import { type AskedStep, carryOut } from './report-steps.ts';

await serveWorkerLine<AskedStep, unknown>(async () => carryOut);
