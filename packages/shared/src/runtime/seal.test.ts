import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { jobConfigurationSchema } from '../contract/job-configuration.ts';
import { canonicalHash, configurationHash } from './configuration-hash.ts';
import { deriveKey } from './derive-key.ts';
import { createNumberHashes } from './number-hashes.ts';
import { keyedHash, seal, unseal } from './seal.ts';

describe('a sealed number', () => {
  const ring = ['a new secret of the ring', 'an old secret of the ring'] as const;

  it('opens with its own secret and context, and with no other', () => {
    const sealed = seal(ring, '+14155550100', 'ses_1');
    expect(sealed).not.toContain('4155550100');
    expect(unseal(ring, sealed, 'ses_1')).toBe('+14155550100');
    expect(() => unseal(ring, sealed, 'ses_2')).toThrow();
    expect(() => unseal(['another secret'], sealed, 'ses_1')).toThrow();
    expect(() => unseal(ring, 'short', 'ses_1')).toThrow();
    expect(() => unseal(ring, `${sealed.slice(0, -2)}AA`, 'ses_1')).toThrow();
    expect(seal(ring, '+14155550100', 'ses_1')).not.toBe(sealed);
  });

  it('opens after a change of the key, until the old key is removed', () => {
    const sealed = seal([ring[1]], '+14155550100', 'ses_1');
    expect(unseal(ring, sealed, 'ses_1')).toBe('+14155550100');
    expect(() => unseal([ring[0]], sealed, 'ses_1')).toThrow();
  });

  it('opens when the next release has sealed it', () => {
    const iv = Buffer.alloc(12, 7);
    const cipher = createCipheriv('aes-256-gcm', deriveKey(ring[0], 'sealing'), iv);
    cipher.setAAD(Buffer.from('ses_1'));
    const text = Buffer.concat([cipher.update('+14155550100'), cipher.final()]);
    const sealed = Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    expect(unseal(ring, sealed, 'ses_1')).toBe('+14155550100');
  });

  it('is recognised by a keyed hash alone', () => {
    expect(keyedHash('a', 'x')).toBe(keyedHash('a', 'x'));
    expect(keyedHash('a', 'x')).not.toBe(keyedHash('b', 'x'));
  });
});

describe('the hashes of a number', () => {
  const before = ['the encryption key of before'] as const;
  const made = (...numberHashKey: [string, ...string[]]) =>
    createNumberHashes({ numberHashKey, dataEncryptionKey: before });

  it('use a key of their own, not the one that seals', () => {
    expect(made('a number hash key').newest('x')).not.toBe(keyedHash('a number hash key', 'x'));
    expect(made('a number hash key').former('x')).toBe(keyedHash(before[0], 'x'));
  });

  it('are recognised after a change of the key, and when the previous release made them', () => {
    const old = made('the old hash key').newest('x');
    expect(made('the new hash key').known('x')).not.toContain(old);
    expect(made('the new hash key', 'the old hash key').known('x')).toContain(old);
    expect(made('the new hash key').known('x')).toContain(keyedHash(before[0], 'x'));
    // The encryption key has been changed since. The former one stays behind the hash key.
    expect(made('the new hash key', 'a former key').known('x')).toContain(keyedHash('a former key', 'x'));
  });
});

describe('the hash of a configuration', () => {
  it('depends on every value but not on the order of keys', () => {
    expect(canonicalHash({ a: 1, b: [2, { c: 3, d: 4 }] })).toBe(
      canonicalHash({ b: [2, { d: 4, c: 3 }], a: 1 }),
    );
    const one = jobConfigurationSchema.parse({ jobTitle: 'Baker' });
    expect(configurationHash(one)).not.toBe(configurationHash({ ...one, difficulty: 3 }));
  });
});
