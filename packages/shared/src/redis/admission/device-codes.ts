import { createHmac, randomInt } from 'node:crypto';
import { z } from 'zod';
import {
  type DeviceCode,
  deviceCodeAlphabet,
  deviceCodeLength,
  deviceCodeLifeMs,
} from '../../contract/device-codes.ts';
import { type CandidateId, candidateIdSchema } from '../../contract/ids.ts';
import { deriveKey } from '../../runtime/derive-key.ts';
import type { KeyRing } from '../../runtime/key-ring.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { redisNowMs } from '../fleet/instances.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

/** The candidate's ids, their own first, and when the code was made (epoch ms). */
const storedSchema = z.object({
  owners: z.tuple([candidateIdSchema], candidateIdSchema),
  madeAt: z.number(),
});

/** A code that can be used now. */
export interface ValidDeviceCode extends z.infer<typeof storedSchema> {
  hash: string;
  expiresAt: number;
}

/**
 * One-time codes by which another browser becomes the same candidate. A candidate has one valid code at most: the one
 * whose hash stands under the candidate's own key. Everything rejects without Redis.
 */
export interface DeviceCodes {
  /** Makes a code. An earlier one of this candidate stops working. */
  make(owners: readonly [CandidateId, ...CandidateId[]]): Promise<DeviceCode>;
  /** Until when a candidate's code can be used. Null when there is none. */
  waitsUntil(candidateId: CandidateId): Promise<number | null>;
  /** Stops a candidate's code from working. Harmless when there is none. */
  cancel(candidateId: CandidateId): Promise<void>;
  /** Null when a code is wrong, used, cancelled, replaced or expired. */
  find(code: string): Promise<ValidDeviceCode | null>;
  /** Uses a code up. False when someone else was first. */
  take(code: ValidDeviceCode): Promise<boolean>;
}

const mostTries = 5;

const randomCode = (): string =>
  Array.from(
    { length: deviceCodeLength },
    () => deviceCodeAlphabet[randomInt(deviceCodeAlphabet.length)],
  ).join('');

/** Stops a candidate's code from working. Harmless when there is none. */
export async function cancelDeviceCode(redis: ScriptedRedis, candidateId: CandidateId): Promise<void> {
  const hash = await redis.getdel(keys.deviceCodeOf(candidateId));
  if (hash !== null) await redis.del(keys.deviceCode(hash));
}

/**
 * @param secrets keys of the stored hashes: a code is short enough for a reader of Redis to try all of them on a plain
 * hash.
 */
export function createDeviceCodes(redis: ScriptedRedis, secrets: KeyRing): DeviceCodes {
  const hashKeys = secrets.map((secret) => deriveKey(secret, 'device-codes'));
  const hashesOf = (code: string) =>
    hashKeys.map((key) => createHmac('sha256', key).update(code).digest('base64url'));

  async function findByHash(hash: string): Promise<ValidDeviceCode | null> {
    const stored = storedSchema.safeParse(parseJson((await redis.get(keys.deviceCode(hash))) ?? ''));
    if (!stored.success) return null;
    const pointer = keys.deviceCodeOf(stored.data.owners[0]);
    const [current, leftMs, nowMs] = await Promise.all([
      redis.get(pointer),
      redis.pttl(pointer),
      redisNowMs(redis),
    ]);
    return current === hash && leftMs > 0 ? { ...stored.data, hash, expiresAt: nowMs + leftMs } : null;
  }

  return {
    async make(owners) {
      const madeAt = await redisNowMs(redis);
      const text = JSON.stringify({ owners, madeAt });
      for (let tries = 0; tries < mostTries; tries++) {
        const code = randomCode();
        const [hash = ''] = hashesOf(code);
        const isFree = await redis.set(keys.deviceCode(hash), text, 'PX', deviceCodeLifeMs, 'NX');
        if (isFree === null) continue;
        const former = await redis.set(keys.deviceCodeOf(owners[0]), hash, 'PX', deviceCodeLifeMs, 'GET');
        if (former !== null) await redis.del(keys.deviceCode(former));
        return { code, expiresAt: madeAt + deviceCodeLifeMs };
      }
      throw new Error('no free device code');
    },
    async waitsUntil(candidateId) {
      const [leftMs, nowMs] = await Promise.all([
        redis.pttl(keys.deviceCodeOf(candidateId)),
        redisNowMs(redis),
      ]);
      return leftMs > 0 ? nowMs + leftMs : null;
    },
    cancel: (candidateId) => cancelDeviceCode(redis, candidateId),
    async find(code) {
      for (const hash of hashesOf(code)) {
        const found = await findByHash(hash);
        if (found !== null) return found;
      }
      return null;
    },
    async take({ hash, owners: [candidateId] }) {
      const isTaken = (await redis.forgetIf(keys.deviceCodeOf(candidateId), hash)) === 1;
      if (isTaken) await redis.del(keys.deviceCode(hash));
      return isTaken;
    },
  };
}
