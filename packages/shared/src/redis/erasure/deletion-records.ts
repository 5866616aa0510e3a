import {
  type DeletionActor,
  type DeletionRecord,
  type DeletionReference,
  type DeletionScope,
  deletionRecordSchema,
  type ErasedCounts,
} from '../../contract/deletion-record.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

/** For so long a person or an authority may ask whether something was erased. */
const keptMs = 365 * 24 * 3600_000;
/** About ten megabytes. The oldest one makes room. */
const mostKept = 20_000;

const countPrefix = 'count:';
/** The field of a record that counts a kind. */
export const toCountField = (kind: string) => `${countPrefix}${kind}`;

/** Begins a record, before anything is erased. The same reference again changes nothing. Rejects without Redis. */
export async function openDeletionRecord(
  redis: ScriptedRedis,
  asked: { reference: DeletionReference; scope: DeletionScope; by: DeletionActor; askedAt: number },
): Promise<void> {
  const { reference, scope, by, askedAt } = asked;
  const key = keys.deletionRecord(reference);
  await redis
    .multi()
    .hsetnx(key, 'scope', scope)
    .hsetnx(key, 'by', by)
    .hsetnx(key, 'askedAt', askedAt)
    .pexpire(key, keptMs, 'NX')
    .zadd(keys.deletionRecords, 'NX', askedAt, reference)
    .zremrangebyscore(keys.deletionRecords, '-inf', String(askedAt - keptMs))
    .exec();
  const tooMany = (await redis.zcard(keys.deletionRecords)) - mostKept;
  if (tooMany <= 0) return;
  const oldest = await redis.zrange(keys.deletionRecords, '0', String(tooMany - 1));
  const removing = redis.multi().zrem(keys.deletionRecords, ...oldest);
  removing.del(...oldest.map((old) => keys.deletionRecord(old as DeletionReference)));
  await removing.exec();
}

/** Adds to what was removed, as long as the record is kept. Rejects when Redis does not do it. */
export async function countDeleted(
  redis: ScriptedRedis,
  reference: DeletionReference,
  counts: ErasedCounts,
): Promise<void> {
  const key = keys.deletionRecord(reference);
  if ((await redis.exists(key)) === 0) return;
  const adding = redis.multi();
  for (const [kind, count] of Object.entries(counts))
    if (count > 0) adding.hincrby(key, toCountField(kind), count);
  // One that made room at this moment may come back by it, and must not stay.
  await adding.pexpire(key, keptMs, 'NX').exec();
}

/** Notes since when what the person had is gone from Redis' memory. */
export async function noteErased(
  redis: ScriptedRedis,
  reference: DeletionReference,
  at: number,
): Promise<void> {
  const key = keys.deletionRecord(reference);
  if ((await redis.exists(key)) === 1) await redis.hset(key, 'erasedAt', at);
}

/**
 * Notes in every record what the file no longer contains: whatever was forgotten up to `upTo`. Both times are Redis' own
 * (ms): a wait for clocks that differ would leave out a record that no later rewrite is due for.
 */
export async function noteRewritten(
  redis: ScriptedRedis,
  { upTo, at }: { upTo: number; at: number },
): Promise<void> {
  const references = (await redis.zrangebyscore(
    keys.deletionsInFile,
    '-inf',
    String(upTo),
  )) as DeletionReference[];
  for (const reference of references) {
    const key = keys.deletionRecord(reference);
    const isKept = (await redis.exists(key)) === 1;
    const noting = redis.multi().zrem(keys.deletionsInFile, reference);
    if (isKept) noting.hset(key, 'fileRewrittenAt', at);
    await noting.exec();
  }
}

/** Null: there is none, or none any more. Rejects without Redis. */
export async function readDeletionRecord(
  redis: ScriptedRedis,
  reference: DeletionReference,
): Promise<DeletionRecord | null> {
  const { scope, by, askedAt, erasedAt, fileRewrittenAt, ...rest } = await redis.hgetall(
    keys.deletionRecord(reference),
  );
  const counts = Object.entries(rest).flatMap(([field, text]) =>
    field.startsWith(countPrefix) ? [[field.slice(countPrefix.length), Number(text)] as const] : [],
  );
  const toTime = (text: string | undefined) => (text === undefined ? null : Number(text));
  const record = deletionRecordSchema.safeParse({
    ...{ reference, scope, by, askedAt: toTime(askedAt), erasedAt: toTime(erasedAt) },
    fileRewrittenAt: toTime(fileRewrittenAt),
    keptUntil: Number(askedAt) + keptMs,
    counts: Object.fromEntries(counts),
  });
  return record.success ? record.data : null;
}
