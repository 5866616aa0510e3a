import { monitorEventLoopDelay } from 'node:perf_hooks';
import { cpuUsage } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import { type CallerManner, noFigures, startCallers } from './callers.ts';
import type { Contestant } from './contestants.ts';
import type { MediaMode, ModelSimulator } from './model-simulator.ts';

/** What so many calls do for so long. */
export interface MediaLoad {
  mode: MediaMode;
  manner: CallerManner;
  calls: number;
  seconds: number;
  /** The time before the measurement in which calls talk already. */
  warmSeconds: number;
}

/** What one contestant took in one round. */
export interface MediaResult {
  /** CPU of its processes for a second of one call, in ms; in all, and by process. */
  cpuMs: number;
  byProcess: Readonly<Record<string, number>>;
  /** From the model to the caller, and from the caller to the model, in ms. */
  downlink: { p50: number; p99: number };
  uplink: { p50: number; p99: number };
  clearMs: readonly number[];
  staleFrames: number;
  lostCalls: number;
  /** Of the bench's own process, which is callers and model: how much of a core it took, and how late its loop was. */
  bench: { share: number; lateP99Ms: number };
}

/** 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const quantiles = (values: readonly number[]) => ({
  p50: quantile(values, 0.5),
  p99: quantile(values, 0.99),
});

/** Holds the calls, and measures them once all of them talk. */
export async function measureCalls(
  contestant: Contestant,
  model: ModelSimulator,
  load: MediaLoad,
): Promise<MediaResult> {
  const { mode, manner, calls, seconds, warmSeconds } = load;
  model.mode = mode;
  const callers = startCallers(await contestant.open(calls), manner);
  model.figures.onSpeechStarted = callers.onSpeechStarted;
  try {
    // Calls that do not begin are counted as lost.
    await eventually(() => callers.areTalking, 20_000, 50).catch(() => {});
    await wait(warmSeconds * 1_000);
    callers.figures = { ...noFigures(), lostCalls: callers.figures.lostCalls };
    model.figures.uplinkMs = [];
    const late = monitorEventLoopDelay({ resolution: 1 });
    late.enable();
    const read = () => contestant.measured.map(({ process }) => process.cpuUs());
    const [before, own, fromMs] = [read(), cpuUsage(), performance.now()];
    await wait(seconds * 1_000);
    const [after, ownUsed, lastedMs] = [read(), cpuUsage(own), performance.now() - fromMs];
    const callSeconds = (calls * lastedMs) / 1_000;
    const costs = after.map((used, place) => (used - (before[place] ?? 0)) / 1_000 / callSeconds);
    const { downlinkMs, ...counted } = callers.figures;
    return {
      cpuMs: costs.reduce((sum, cost) => sum + cost, 0),
      byProcess: Object.fromEntries(contestant.measured.map(({ name }, place) => [name, costs[place] ?? 0])),
      downlink: quantiles(downlinkMs),
      uplink: quantiles(model.figures.uplinkMs),
      ...counted,
      bench: {
        share: (ownUsed.user + ownUsed.system) / 1_000 / lastedMs,
        lateP99Ms: late.percentile(99) / 1e6,
      },
    };
  } finally {
    callers.hangUp();
  }
}
