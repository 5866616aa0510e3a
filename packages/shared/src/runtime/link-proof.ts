import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from './derive-key.ts';
import type { KeyRing } from './key-ring.ts';

/**
 * The parties that meet on a link: their names, a random text that each has made for this meeting, and the dialled
 * address.
 */
export interface LinkParties {
  telephony: { instance: string; nonce: string };
  bridge: { instance: string; nonce: string };
  address: string;
}
export type LinkSide = keyof Pick<LinkParties, 'telephony' | 'bridge'>;

/** Each side proves itself under a key of its own direction, so that one side's proof cannot serve the other. */
const purposes = { telephony: 'link-to-bridge', bridge: 'link-to-telephony' } as const;

/**
 * Proves that this side knows the secret and means this meeting (HMAC-SHA256, base64url). It includes names and
 * address, so that a third party in between cannot relay it.
 */
export function proveSide(
  secret: string,
  side: LinkSide,
  { telephony, bridge, address }: LinkParties,
): string {
  const text = JSON.stringify([
    ...['ringback link 1', side, telephony.instance, telephony.nonce],
    ...[bridge.instance, bridge.nonce, address],
  ]);
  return createHmac('sha256', deriveKey(secret, purposes[side])).update(text).digest('base64url');
}

/** The secret of the ring under which one of these texts proves a side. Null when none does. */
export function findProvenSecret(
  ring: KeyRing,
  proofs: readonly string[],
  { side, parties }: { side: LinkSide; parties: LinkParties },
): string | null {
  for (const secret of ring) {
    const expected = Buffer.from(proveSide(secret, side, parties));
    for (const proof of proofs) {
      const given = Buffer.from(proof);
      if (given.length === expected.length && timingSafeEqual(given, expected)) return secret;
    }
  }
  return null;
}
