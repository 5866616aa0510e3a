import { describe, expect, it } from 'vitest';
import { findProvenSecret, type LinkParties, proveSide } from './link-proof.ts';

const secret = 'a-secret-of-the-link';
const parties: LinkParties = {
  telephony: { instance: 'telephony-1', nonce: 'n'.repeat(43) },
  bridge: { instance: 'bridge-1', nonce: 'm'.repeat(43) },
  address: 'ws://10.0.0.7:8082',
};
const bridgeProof = proveSide(secret, 'bridge', parties);
const isProof = (proof: string, other: Partial<LinkParties> = {}, side: 'bridge' | 'telephony' = 'bridge') =>
  findProvenSecret([secret], [proof], { side, parties: { ...parties, ...other } }) !== null;

describe('a proof on the link', () => {
  it('is valid only for its side and its meeting', () => {
    expect(isProof(bridgeProof)).toBe(true);
    expect(isProof(bridgeProof, {}, 'telephony')).toBe(false);
    expect(isProof(bridgeProof, { telephony: { instance: 'telephony-1', nonce: 'x'.repeat(43) } })).toBe(
      false,
    );
    expect(isProof(bridgeProof, { telephony: { ...parties.telephony, instance: 'telephony-2' } })).toBe(
      false,
    );
    expect(isProof(bridgeProof, { bridge: { ...parties.bridge, nonce: 'x'.repeat(43) } })).toBe(false);
    expect(isProof(bridgeProof, { bridge: { ...parties.bridge, instance: 'bridge-2' } })).toBe(false);
    expect(isProof(bridgeProof, { address: 'ws://10.6.6.6:8082' })).toBe(false);
  });

  it('is invalid under another secret, without one, and when cut in half', () => {
    expect(isProof(proveSide('another-secret-of-link', 'bridge', parties))).toBe(false);
    expect(isProof('')).toBe(false);
    expect(isProof(bridgeProof.slice(0, -1))).toBe(false);
  });

  it('is valid under any key of the ring, and tells which', () => {
    const ring = ['the-new-secret-of-it', secret] as const;
    expect(findProvenSecret(ring, ['no', bridgeProof], { side: 'bridge', parties })).toBe(secret);
  });
});
