/** The thread that carries out the long steps of reports. Started by `threaded-steps.ts`. */
import { constants, getPriority, setPriority } from 'node:os';
import { serveWorkerLine } from '@ringback/shared/runtime/worker-service';
import { type AskedStep, carryOut } from './report-steps.ts';

// On a busy machine calls come first. Linux has a priority for each thread (setpriority(2)); elsewhere the whole process
// would get it.
const { PRIORITY_BELOW_NORMAL: lower, PRIORITY_LOW: lowest } = constants.priority;
if (process.platform === 'linux') setPriority(Math.min(lowest, getPriority() + lower));
await serveWorkerLine<AskedStep, unknown>(async () => carryOut);
