import { createHmac } from 'node:crypto';
import { type DeletionReference, deletionReferenceSchema } from '@ringback/shared/contract/deletion-record';
import type { CandidateId, OperationId, SessionId } from '@ringback/shared/contract/ids';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { deriveKey } from '@ringback/shared/runtime/derive-key';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsPerDigit = 5;
const length = 16;

type Erased = { sessionId: SessionId } | { candidateId: CandidateId; operationId: OperationId };

/**
 * The reference of an erasure. It is derived, so that a repeated request gets the same deletion record, also when the
 * secret was changed since the first one. Without the secret it is as good as random, and reveals nothing about what it
 * was derived from. Rejects without Redis.
 */
export async function findDeletionReference(
  redis: ScriptedRedis,
  [newest, ...older]: KeyRing,
  what: Erased,
): Promise<DeletionReference> {
  for (const former of older.map((secret) => toReference(secret, what)))
    if ((await redis.exists(keys.deletionRecord(former))) === 1) return former;
  return toReference(newest, what);
}

function toReference(secret: string, what: Erased): DeletionReference {
  const text =
    'sessionId' in what ? `session\n${what.sessionId}` : `${what.candidateId}\n${what.operationId}`;
  const mac = createHmac('sha256', deriveKey(secret, 'erasures')).update(text).digest();
  const bits = [...mac].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const reference = Array.from({ length }, (_, index) => {
    const from = index * bitsPerDigit;
    return digits[Number.parseInt(bits.slice(from, from + bitsPerDigit), 2)];
  });
  return deletionReferenceSchema.parse(reference.join(''));
}
