import { dialQueueName } from '@ringback/shared/redis/queues/dial-queue';
import { toQueueKey } from '@ringback/shared/redis/queues/queues';
import { eventually } from './eventually.ts';
import type { Stack } from './stack.ts';

/** Kinds that belong to sessions. A link between two instances may stay open. */
const ofSessions = ['socket', 'timer', 'lease', 'subscription', 'session', 'pending'];

/** What the services report that they hold, added up by kind. */
export async function readHeld(stack: Pick<Stack, 'serviceUrls'>): Promise<Record<string, number>> {
  const held: Record<string, number> = {};
  for (const url of stack.serviceUrls) {
    const text = await (await fetch(`${url}/metrics`)).text();
    for (const [, kind = '', count = '0'] of text.matchAll(/^ringback_held\{kind="(\w+)"[^}]*\} (\d+)/gm)) {
      held[kind] = (held[kind] ?? 0) + Number(count);
    }
  }
  return held;
}

/** How many things of sessions all services hold together. */
export async function countHeld(stack: Pick<Stack, 'serviceUrls'>): Promise<number> {
  const held = await readHeld(stack);
  return ofSessions.reduce((sum, kind) => sum + (held[kind] ?? 0), 0);
}

/**
 * After every session is over nothing of it may be left, by the gauges of all services and by Redis. Returns the
 * counts. Throws what is too much.
 */
export async function quietCheck(stack: Stack, withinMs = 6_000): Promise<Record<string, number>> {
  return eventually(
    async () => {
      const held = await readHeld(stack);
      const left = ofSessions.filter((kind) => (held[kind] ?? 0) > 0).map((kind) => `${held[kind]} ${kind}`);
      const live = await stack.redis.zcard('live');
      if (live > 0) left.push(`${live} live sessions in Redis`);
      const channels = (await stack.redis.pubsub('CHANNELS', 'session:*')).length;
      if (channels > 0) left.push(`${channels} channels of sessions in Redis`);
      const jobs = await countDialJobs(stack);
      if (jobs > 0) left.push(`${jobs} dial jobs in Redis`);
      if (left.length > 0) throw new Error(`still held: ${left.join(', ')}`);
      return { ...held, live };
    },
    withinMs,
    100,
  );
}

/** Dial jobs that would still be carried out. */
async function countDialJobs({ redis }: Stack): Promise<number> {
  const queue = toQueueKey(dialQueueName);
  const counts = [
    redis.llen(`${queue}:wait`),
    redis.llen(`${queue}:active`),
    redis.zcard(`${queue}:delayed`),
    redis.zcard(`${queue}:prioritized`),
  ];
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
