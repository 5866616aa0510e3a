import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What a process holds for sessions. Each must be back at zero when they are over. */
const heldKinds = ['socket', 'timer', 'lease', 'subscription', 'session', 'link', 'pending'] as const;
export type HeldKind = (typeof heldKinds)[number];

/** Both ends of a media link count under one name. */
export const linkDroppedHelp =
  'What a media link did not take or understand: pieces of audio, frames that are not known, whole calls';
export const linkRefusedHelp = 'Media links whose other side did not prove itself, by what was wrong';

/**
 * Of prom-client's figures these need a timer that wakes the process a hundred times a second: half of what a service
 * without calls costs. `loop-lateness.ts` has another way.
 */
const frequent = ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'].map(
  (name) => `nodejs_eventloop_lag_${name}_seconds`,
);
const seldomMs = 60_000;

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15];

/** A service's figures, served at `/metrics`. Names start with `ringback_`. */
export interface Metrics {
  readonly registry: Registry;
  /** Registers a source for the number of held things of a kind. Several sources are added up. */
  held(kind: HeldKind, read: () => number): void;
  counter<L extends string>(name: string, help: string, labels?: readonly L[]): Counter<L>;
  gauge(name: string, help: string, read: () => number): void;
  /** In seconds. `buckets`: upper bounds, where other ones than usual are of interest. */
  histogram<L extends string>(
    name: string,
    help: string,
    labels?: readonly L[],
    buckets?: readonly number[],
  ): Histogram<L>;
}

export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: seldomMs });
  for (const name of frequent) registry.removeSingleMetric(name);
  const sources = new Map<HeldKind, (() => number)[]>();
  const heldGauge = new Gauge({
    name: 'ringback_held',
    help: 'What this process holds for sessions, by kind',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      for (const kind of heldKinds) {
        heldGauge.set(
          { kind },
          (sources.get(kind) ?? []).reduce((sum, read) => sum + read(), 0),
        );
      }
    },
  });
  return {
    registry,
    held(kind, read) {
      sources.set(kind, [...(sources.get(kind) ?? []), read]);
    },
    counter<L extends string>(name: string, help: string, labels: readonly L[] = []) {
      return new Counter<L>({
        name: `ringback_${name}`,
        help,
        labelNames: [...labels],
        registers: [registry],
      });
    },
    gauge(name, help, read) {
      const gauge = new Gauge({
        name: `ringback_${name}`,
        help,
        registers: [registry],
        collect() {
          gauge.set(read());
        },
      });
    },
    histogram<L extends string>(
      name: string,
      help: string,
      labels: readonly L[] = [],
      buckets: readonly number[] = seconds,
    ) {
      return new Histogram<L>({
        name: `ringback_${name}`,
        help,
        labelNames: [...labels],
        buckets: [...buckets],
        registers: [registry],
      });
    },
  };
}
