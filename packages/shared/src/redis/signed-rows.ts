import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { deriveKey } from '../runtime/derive-key.ts';
import type { KeyRing } from '../runtime/key-ring.ts';

/**
 * Rows by which telephony and bridges find each other, signed (HMAC-SHA256) under the link's secret: whoever can
 * write into Redis cannot make telephony open a link to an address of their own. All fields are signed, also those of
 * a newer release. A row that is kept and written again later is too old by its own time.
 */
const signedRowSchema = z.looseObject({ signature: z.string().max(100) });

function sign(secret: string, fields: object): string {
  const inOrder = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHmac('sha256', deriveKey(secret, 'instances'))
    .update(JSON.stringify(inOrder))
    .digest('base64url');
}

/** The row with its signature. */
export function signRow<R extends object>(secret: string, row: R): R & { signature: string } {
  return { ...row, signature: sign(secret, row) };
}

/** Whether one of these secrets has signed this row, as it was read. */
export function isSignedRow(ring: KeyRing, row: unknown): boolean {
  const parsed = signedRowSchema.safeParse(row);
  if (!parsed.success) return false;
  const { signature, ...fields } = parsed.data;
  const given = Buffer.from(signature);
  return ring.some((secret) => {
    const expected = Buffer.from(sign(secret, fields));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
