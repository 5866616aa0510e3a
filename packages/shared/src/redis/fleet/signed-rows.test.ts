import { describe, expect, it } from 'vitest';
import { isSignedRow, signRow } from './signed-rows.ts';

const secret = 'a-secret-of-the-fleet';
const row = { service: 'ai-bridge', instance: 'bridge-1', address: 'ws://10.0.0.7:8082', heartbeatAt: 5 };
const signed = signRow([secret], row);
const isSigned = (other: unknown) => isSignedRow(['a-newer-secret-of-it', secret], other);

describe('a row of an instance', () => {
  it('is recognised by its signature, in whatever order its fields are, and with fields of a newer release', () => {
    expect(isSigned(JSON.parse(JSON.stringify(signed)))).toBe(true);
    expect(isSigned(Object.fromEntries(Object.entries(signed).toReversed()))).toBe(true);
    expect(isSigned(signRow([secret], { ...row, region: { name: 'north' } }))).toBe(true);
  });

  it('is recognised on both sides while the secret is being changed', () => {
    const newer = 'a-newer-secret-of-it';
    const both = [newer, secret] as const;
    expect(isSignedRow([secret], signRow(both, row))).toBe(true);
    expect(isSignedRow([newer], signRow(both, row))).toBe(true);
    expect(isSignedRow(both, signRow([secret], row))).toBe(true);
    expect(isSignedRow(['somebody-elses-secret'], signRow(both, row))).toBe(false);
    expect(isSignedRow([secret], { ...signRow(both, row), address: 'ws://10.6.6.6:8082' })).toBe(false);
  });

  it.each<[string, unknown]>([
    ['another address', { ...signed, address: 'ws://10.6.6.6:8082' }],
    ['another time', { ...signed, heartbeatAt: 6 }],
    ['one field more', { ...signed, draining: false }],
    ['one field less', { ...signed, heartbeatAt: undefined }],
    ['the signature of another secret', signRow(['somebody-elses-secret'], row)],
    ['no signature', row],
    ['half a signature', { ...signed, signature: signed.signature.slice(1) }],
    ['no form at all', 'ai-bridge'],
  ])('with %s is not', (_what, other) => {
    expect(isSigned(other)).toBe(false);
  });
});
