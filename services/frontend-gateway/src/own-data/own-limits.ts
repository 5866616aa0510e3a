import type { CandidateId } from '@ringback/shared/contract/ids';
import type { OwnData, OwnLimit } from '@ringback/shared/contract/own-data';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { candidateLimits } from '../starts/candidate-limits.ts';

/** The limits of these candidates that have been used, each under its name without the candidate. Rejects without Redis. */
export async function readOwnLimits(
  redis: ScriptedRedis,
  ids: readonly CandidateId[],
  parts: { hash: (text: string) => string; nowMs: number },
): Promise<OwnLimit[]> {
  const names = ids.flatMap((id) => [
    ...Object.entries(candidateLimits).map(([name, of]) => ({ name, stored: of(id) })),
    { name: 'calls in an hour', stored: `calls:candidate:${parts.hash(id)}` },
  ]);
  const limits: OwnLimit[] = [];
  for (const { name, stored } of names) {
    const key = keys.limit(stored);
    const [used, leftMs] = await Promise.all([redis.get(key), redis.pttl(key)]);
    if (used !== null && leftMs > 0) limits.push({ name, used: Number(used), untilAt: parts.nowMs + leftMs });
  }
  return limits;
}

/** How many numbers these candidates have shown to be theirs. Null: none. Rejects without Redis. */
export async function readVerifiedNumbers(
  redis: ScriptedRedis,
  ids: readonly CandidateId[],
  nowMs: number,
): Promise<OwnData['verifiedNumbers']> {
  let [count, untilAt] = [0, 0];
  for (const key of ids.map(keys.verifiedNumbers)) {
    const [members, leftMs] = await Promise.all([redis.scard(key), redis.pttl(key)]);
    count += members;
    if (members > 0) untilAt = Math.max(untilAt, nowMs + Math.max(0, leftMs));
  }
  return count === 0 ? null : { count, untilAt };
}
