import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from './derive-key.ts';
import type { KeyRing } from './key-ring.ts';

/** Who meets on a link: their names, a random text that each has made for this meeting, and the address that was dialled. */
export interface LinkParties {
  telephony: { instance: string; nonce: string };
  bridge: { instance: string; nonce: string };
  address: string;
}
export type LinkSide = keyof Pick<LinkParties, 'telephony' | 'bridge'>;

/** Each side proves itself under a key of its own direction: what one has said is no proof of the other. */
const purposes = { telephony: 'link-to-bridge', bridge: 'link-to-telephony' } as const;

/**
 * What shows that this side knows the secret and means this meeting (HMAC-SHA256, base64url). Names and address are
 * in it, so that a third party cannot stand between the two and pass it on.
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

/** The secret of the ring by which one of these texts proves a side; null when none does. */
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
