import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Redis } from 'ioredis';
import type { Contestant, FactKind, PublisherTask } from './contestant.ts';
import { redisCpuUs } from './redis-cpu.ts';

/** The load that both are given. */
export interface Load {
  title: string;
  sessions: number;
  viewers: number;
  facts: readonly FactKind[];
  eventsPerSecond: number;
  seconds: number;
  /** For how long to watch them idle. */
  idleSeconds: number;
}

export interface Result {
  who: string;
  deliveries: number;
  lost: number;
  /** Of the server, and of the Redis it needs, in µs for each delivery. */
  cpuUs: { server: number; redis: number };
  /** Of both while nothing is sent, in ms a second. Null when it was not measured. */
  idleMsPerSecond: number | null;
  latencies: Record<FactKind, { p50Ms: number; p99Ms: number } | null>;
  bytesPerIdleSocket: number;
}

const at = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;

function toLatencies(unsorted: readonly number[]): { p50Ms: number; p99Ms: number } | null {
  if (unsorted.length === 0) return null;
  const sorted = unsorted.toSorted((one, other) => one - other);
  return { p50Ms: at(sorted, 0.5), p99Ms: at(sorted, 0.99) };
}

/** Resolves when every event was sent. */
function publishAll(task: PublisherTask): Promise<void> {
  const worker = new Worker(new URL('./publisher.ts', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', () => {
      resolve();
      void worker.terminate();
    });
  });
}

export async function measure(
  contestant: Contestant,
  { redis, redisUrl }: { redis: Redis; redisUrl: string },
  load: Load,
): Promise<Result> {
  const { viewers, facts, idleSeconds } = load;
  const latencies: Record<FactKind, number[]> = { change: [], words: [] };
  const delivered = () => latencies.change.length + latencies.words.length;
  const sessions = await contestant.prepare(load.sessions);
  // What was allocated for the sessions themselves does not count for the sockets.
  await wait(2_000);
  const heldBefore = await contestant.heldBytes();
  await contestant.openViewers(viewers, (kind, sentAt) =>
    latencies[kind].push(performance.timeOrigin + performance.now() - sentAt),
  );
  await wait(2_000);
  const heldAfter = await contestant.heldBytes();
  const cpu = async () => ({ server: contestant.cpuUs(), redis: await redisCpuUs(redis) });
  const viewersOfSession = viewers / load.sessions;

  /** Resolves when everything was sent and either all has arrived or nothing more does. */
  async function tell(events: number): Promise<number> {
    const everyMs = 1000 / load.eventsPerSecond;
    await publishAll({ kind: contestant.kind, redisUrl, sessions, facts, events, everyMs });
    const expected = events * viewersOfSession;
    for (let waited = 0; delivered() < expected && waited < 250; waited += 1) await wait(20);
    return expected;
  }

  // Code that runs for the first time costs more. A server in service is long past that.
  await tell(load.eventsPerSecond * 2);
  const idleFrom = await cpu();
  await wait(idleSeconds * 1000);
  const idleTo = await cpu();
  latencies.change.length = 0;
  latencies.words.length = 0;
  const from = await cpu();
  const expected = await tell(load.eventsPerSecond * load.seconds);
  const to = await cpu();
  const idleUs = idleTo.server - idleFrom.server + idleTo.redis - idleFrom.redis;
  return {
    who: contestant.name,
    deliveries: delivered(),
    lost: expected - delivered(),
    cpuUs: {
      server: (to.server - from.server) / delivered(),
      redis: (to.redis - from.redis) / delivered(),
    },
    idleMsPerSecond: idleSeconds === 0 ? null : idleUs / 1000 / idleSeconds,
    latencies: { change: toLatencies(latencies.change), words: toLatencies(latencies.words) },
    bytesPerIdleSocket: (heldAfter - heldBefore) / viewers,
  };
}
