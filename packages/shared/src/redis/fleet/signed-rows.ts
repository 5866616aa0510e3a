import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { deriveKey } from '../../runtime/derive-key.ts';
import type { KeyRing } from '../../runtime/key-ring.ts';

/**
 * Rows by which telephony and bridges find each other, signed (HMAC-SHA256) under the link's secret: an attacker who can
 * write into Redis cannot make telephony open a link to an address of their own. All fields are signed, also those of
 * a newer release. A row that is kept and written again later is too old by its own time.
 *
 * While a secret is changed (`new,old`), each signs with all that it knows, and believes whom one of them shows: who
 * knows only the old one and who knows both find each other. `signature` is the newest secret's, by which the release
 * before finds us where it knows that one.
 */
const signedRowSchema = z.looseObject({
  signature: z.string().max(100),
  /** By the older secrets of the ring. */
  olderSignatures: z.array(z.string().max(100)).max(8).optional(),
});
/** Of a ring so many secrets sign: the newest, and those that may still be in use somewhere. */
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
  // The newest signs all other fields, as the release before reads it.
  const whole = { ...row, olderSignatures };
  return { ...whole, signature: sign(newest, whole) };
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Whether one of these secrets has signed this row, as it was read. */
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
