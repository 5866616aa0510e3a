import { type EventLoopUtilization, performance } from 'node:perf_hooks';
import { readCores } from './cpu-quota.ts';
import { watchLateness } from './loop-lateness.ts';
import type { Metrics } from './metrics.ts';
import { isShed, nextStrain, noStrain, type Shed, type Strain, toRoom } from './strain.ts';

const measureEveryMs = 1_000;

/** What this process can still take, as it measures itself. */
export interface Headroom {
  /** How many more sessions may begin here beside these. Null: nothing speaks against any. */
  roomBeside(load: number): number | null;
  /** Whether something that viewers can do without is to be left out now. */
  sheds(what: Shed): boolean;
  close(): void;
}

export function startHeadroom(
  metrics: Pick<Metrics, 'histogram' | 'gauge'>,
  cores: number = readCores(),
): Headroom {
  const lateness = watchLateness(metrics);
  // The event loop has one core at most.
  const ownCore = Math.min(1, cores);
  let strain: Strain = noStrain;
  let since: EventLoopUtilization = performance.eventLoopUtilization();
  metrics.gauge(
    'event_loop_busy_ratio',
    'Share of its core that the event loop of this process uses, over a few seconds',
    () => strain.busy,
  );
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, since);
    since = now;
    strain = nextStrain(strain, { busy: utilization / ownCore, lateMs: lateness.takeWorstMs() });
  }, measureEveryMs);
  timer.unref();
  return {
    roomBeside: (load) => toRoom(strain, load),
    sheds: (what) => isShed(what, strain),
    close() {
      clearInterval(timer);
      lateness.close();
    },
  };
}
