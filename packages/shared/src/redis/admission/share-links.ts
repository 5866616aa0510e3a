import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type SessionId, sessionIdSchema, shareIdSchema } from '../../contract/ids.ts';
import { type ShareRight, type ShareRights, shareRights } from '../../contract/share-links.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { redisNowMs } from '../fleet/instances.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

/** A link that lets its bearer watch one session, and do what its owner lets it. Times in epoch ms. */
const shareLinkSchema = z.object({
  shareId: shareIdSchema,
  sessionId: sessionIdSchema,
  createdAt: z.number(),
  expiresAt: z.number(),
  /** Whom it is for, in its owner's words. An earlier release knows no names. */
  name: z.string().default('').catch(''),
});
export type ShareLink = z.infer<typeof shareLinkSchema> & ShareRights;
const storedSchema = shareLinkSchema.extend({ hash: z.string() });

/**
 * The field beside a link's own that says that it has a right. A field of its own, so that a link that is revoked at the
 * same moment does not come back by it. Without the field the link has no such right: an earlier release has made it, and
 * its owner was asked nothing.
 */
export const rightField = (shareId: string, right: ShareRight) => `${shareId}:${right}`;
const rightFields = (shareId: string) => shareRights.map((right) => rightField(shareId, right));
const toRights = (has: (right: ShareRight) => boolean) =>
  Object.fromEntries(shareRights.map((right) => [right, has(right)])) as ShareRights;

/** The most links of one session at one time. */
const mostShareLinks = 10;

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
const read = (text: string | null, nowMs: number) => {
  const parsed = storedSchema.safeParse(parseJson(text ?? ''));
  return parsed.success && parsed.data.expiresAt > nowMs ? parsed.data : null;
};

/** Creates a link. Only the hash of its token is stored. Null when the session already has `mostShareLinks`. */
export async function createShareLink(
  redis: ScriptedRedis,
  sessionId: SessionId,
  { lifeMs, name, rights }: { lifeMs: number; name: string; rights: ShareRights },
): Promise<{ link: ShareLink; token: string } | null> {
  if ((await listShareLinks(redis, sessionId)).length >= mostShareLinks) return null;
  const token = randomBytes(24).toString('base64url');
  const hash = hashOf(token);
  const createdAt = await redisNowMs(redis);
  const shareId = shareIdSchema.parse(`shr_${randomBytes(9).toString('base64url')}`);
  const link = { shareId, sessionId, createdAt, expiresAt: createdAt + lifeMs, name };
  const granted = shareRights.filter((right) => rights[right]);
  const index = keys.shares(sessionId);
  const replies = await redis
    .multi()
    .hset(index, {
      [shareId]: JSON.stringify({ ...link, hash }),
      ...Object.fromEntries(granted.map((right) => [rightField(shareId, right), '1'])),
    })
    .pexpire(index, lifeMs, 'NX')
    .pexpire(index, lifeMs, 'GT')
    .set(keys.share(hash), JSON.stringify({ ...link, hash }), 'PX', lifeMs)
    .exec();
  const failed = replies?.find(([error]) => error !== null)?.[0];
  if (failed) throw failed;
  return { link: { ...link, ...toRights((right) => rights[right]) }, token };
}

/** The link that a token belongs to. Null when it is unknown, expired or revoked. */
export async function findShareLink(redis: ScriptedRedis, token: string): Promise<ShareLink | null> {
  const [text, nowMs] = await Promise.all([redis.get(keys.share(hashOf(token))), redisNowMs(redis)]);
  const found = read(text, nowMs);
  if (found === null) return null;
  const shows = await readShared(redis, found);
  const { hash: _, ...link } = found;
  return shows === null ? null : { ...link, ...shows };
}

/** What a link still lets its bearer do. Null: nothing, because it is revoked or has expired. Rejects without Redis. */
export async function readShared(
  redis: ScriptedRedis,
  { sessionId, shareId }: { sessionId: SessionId; shareId: string },
): Promise<ShareRights | null> {
  const [[entry = null, ...found], nowMs] = await Promise.all([
    redis.hmget(keys.shares(sessionId), shareId, ...rightFields(shareId)),
    redisNowMs(redis),
  ]);
  if (read(entry, nowMs) === null) return null;
  return toRights((right) => found[shareRights.indexOf(right)] === '1');
}

/** Lets a link do more, or less. False when there is no such link. */
export async function changeShareLink(
  redis: ScriptedRedis,
  { sessionId, shareId }: { sessionId: SessionId; shareId: ShareLink['shareId'] },
  change: Readonly<Partial<Record<ShareRight, boolean | undefined>>>,
): Promise<boolean> {
  if ((await readShared(redis, { sessionId, shareId })) === null) return false;
  const index = keys.shares(sessionId);
  const taken = shareRights.filter((right) => change[right] === false);
  if (taken.length > 0) await redis.hdel(index, ...taken.map((right) => rightField(shareId, right)));
  for (const right of shareRights.filter((one) => change[one] === true)) {
    // A link that is revoked meanwhile gets nothing: its field would come back without an expiry.
    if ((await redis.setBeside(index, shareId, rightField(shareId, right), '1')) !== 1) return false;
  }
  return true;
}

/** The valid links of a session, newest first. */
export async function listShareLinks(redis: ScriptedRedis, sessionId: SessionId): Promise<ShareLink[]> {
  const [entries, nowMs] = await Promise.all([redis.hgetall(keys.shares(sessionId)), redisNowMs(redis)]);
  return Object.values(entries)
    .flatMap((text) => read(text, nowMs) ?? [])
    .map(({ hash: _, ...link }) => ({
      ...link,
      ...toRights((right) => entries[rightField(link.shareId, right)] === '1'),
    }))
    .toSorted((one, other) => other.createdAt - one.createdAt);
}

/** Revokes a link. A coach who watches by it is dismissed within one heartbeat. Harmless when it is gone. */
export async function revokeShareLink(
  redis: ScriptedRedis,
  sessionId: SessionId,
  shareId: ShareLink['shareId'],
): Promise<void> {
  const index = keys.shares(sessionId);
  const [entry, nowMs] = await Promise.all([redis.hget(index, shareId), redisNowMs(redis)]);
  const found = read(entry, nowMs);
  await redis.hdel(index, shareId, ...rightFields(shareId));
  if (found !== null) await redis.del(keys.share(found.hash));
}

/** Revokes all links of a session. */
export async function revokeAllShareLinks(redis: ScriptedRedis, sessionId: SessionId): Promise<void> {
  const links = await listShareLinks(redis, sessionId);
  for (const { shareId } of links) await revokeShareLink(redis, sessionId, shareId);
  await redis.del(keys.shares(sessionId));
}
