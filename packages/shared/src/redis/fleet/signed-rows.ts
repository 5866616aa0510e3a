import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { deriveKey } from '../../runtime/derive-key.ts';
import type { KeyRing } from '../../runtime/key-ring.ts';

/**
 * The rows by which telephony and bridges find each other, signed (HMAC-SHA256) under the link's secret: an attacker
 * who can write to Redis cannot make telephony open a link to the attacker's own address. All fields are signed, also
 * those of a newer release. A row that is copied and written again later is stale by its own time.
 *
 * While a secret is being changed (`new,old`), each side signs with every secret that it knows and trusts a row that
 * any of its secrets has signed. So an instance that knows only the old secret and one that knows both find each
 * other. `signature` is made with the newest secret. The previous release finds us by it if it knows that secret.
 */
const signedRowSchema = z.looseObject({
  signature: z.string().max(100),
  /** Signatures by the older secrets of the ring. */
  olderSignatures: z.array(z.string().max(100)).max(8).optional(),
});
/** At most this many secrets of a ring sign: the newest, and those that may still be in use. */
const mostOlder = 8;

function sign(secret: string, fields: object): string {
  const inOrder = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHmac('sha256', deriveKey(secret, 'instances'))
    .update(JSON.stringify(inOrder))
    .digest('base64url');
}

/** The row with a signature of each secret. */
export function signRow<R extends object>(
  [newest, ...older]: KeyRing,
  row: R,
): R & { signature: string; olderSignatures?: string[] } {
  if (older.length === 0) return { ...row, signature: sign(newest, row) };
  const olderSignatures = older.slice(0, mostOlder).map((secret) => sign(secret, row));
  // The newest secret signs all other fields, as the previous release reads it.
  const whole = { ...row, olderSignatures };
  return { ...whole, signature: sign(newest, whole) };
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Whether one of these secrets has signed this row, given as it was read. */
export function isSignedRow(ring: KeyRing, row: unknown): boolean {
  const parsed = signedRowSchema.safeParse(row);
  if (!parsed.success) return false;
  const { signature, ...whole } = parsed.data;
  const { olderSignatures = [], ...fields } = whole;
  return ring.some((secret) => {
    if (isSame(signature, sign(secret, whole))) return true;
    const expected = sign(secret, fields);
    return olderSignatures.some((given) => isSame(given, expected));
  });
}
