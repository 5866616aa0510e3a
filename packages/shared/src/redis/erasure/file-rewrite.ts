import { randomUUID } from 'node:crypto';
import { redisNowMs } from '../fleet/instances.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { noteRewritten } from './deletion-records.ts';

/** Erasures of half an hour share one rewrite, so that it happens within an hour of each of them. */
const rewriteEveryMs = 30 * 60_000;

/**
 * Remembers that something was erased. Until the append-only file is rewritten, it still contains words that no key
 * holds any more.
 */
export async function noteErasure(redis: ScriptedRedis): Promise<void> {
  await redis.set(keys.erasurePending, randomUUID());
}

/** After a failure the rewrite is tried again this much later, with a log line each time: the disk may be the cause. */
const againAfterFailureMs = 5 * 60_000;
/** Written by the instance that has the claim and has not asked Redis yet. */
const claiming = 'claiming';

export type RewriteOutcome = 'nothing_erased' | 'not_due' | 'begun' | 'under_way' | 'failed' | 'done';

/**
 * Has the append-only file rewritten if something was erased since the last time: by one instance of the fleet, at
 * most every half hour. Called again and again. The note of an erasure is removed only by a call that finds the
 * rewrite done. Rejects when Redis refuses or does not answer. The next call tries again.
 */
export async function rewriteAfterErasures(redis: ScriptedRedis): Promise<RewriteOutcome> {
  const pending = await redis.get(keys.erasurePending);
  if (pending === null) return 'nothing_erased';
  const claimed = await redis.set(keys.erasureRewrite, claiming, 'PX', rewriteEveryMs, 'NX');
  if (claimed !== null) return await begin(redis, pending);
  return await lookAfter(redis, pending);
}

async function begin(redis: ScriptedRedis, pending: string): Promise<RewriteOutcome> {
  try {
    const [{ server }, nowMs] = await Promise.all([readPersistence(redis), redisNowMs(redis)]);
    await redis.bgrewriteaof();
    await redis.set(keys.erasureRewrite, `${server} ${pending} ${nowMs}`, 'KEEPTTL', 'XX');
  } catch (error) {
    await redis.del(keys.erasureRewrite);
    throw error;
  }
  return 'begun';
}

/** What became of the rewrite that was begun. */
async function lookAfter(redis: ScriptedRedis, pending: string): Promise<RewriteOutcome> {
  const begun = await redis.get(keys.erasureRewrite);
  const { server, state } = await readPersistence(redis);
  if (begun === null || begun === claiming || begun === 'failed') return 'not_due';
  if (state === 'under_way') return 'under_way';
  // The release before has written no time.
  const [begunBy, begunFor, begunAtMs = '0'] = begun.split(' ');
  // A server started since then knows nothing of the rewrite, and reports "ok" though there was none.
  if (state === 'failed' || begunBy !== server) {
    await redis.set(keys.erasureRewrite, 'failed', 'PX', againAfterFailureMs, 'XX');
    return 'failed';
  }
  await noteRewritten(redis, { upTo: Number(begunAtMs), at: await redisNowMs(redis) });
  // An erasure meanwhile has written another value and waits for the next rewrite.
  if (begunFor !== pending) return 'not_due';
  await redis.forgetIf(keys.erasurePending, pending);
  return 'done';
}

/** Which server it is, and how its last rewrite went (Redis documentation, "INFO"). */
async function readPersistence(
  redis: ScriptedRedis,
): Promise<{ server: string; state: 'under_way' | 'failed' | 'ok' }> {
  const [server, persistence] = await Promise.all([redis.info('server'), redis.info('persistence')]);
  const isUnderWay = /^aof_rewrite_(in_progress|scheduled):1/m.test(persistence);
  const isOk = /^aof_last_bgrewrite_status:ok/m.test(persistence);
  return {
    server: /^run_id:(\w+)/m.exec(server)?.[1] ?? '',
    state: isUnderWay ? 'under_way' : isOk ? 'ok' : 'failed',
  };
}
