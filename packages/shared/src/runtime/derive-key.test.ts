import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { deriveKey } from './derive-key.ts';

const hmac = (key: string | Buffer, data: string | Buffer) => createHmac('sha256', key).update(data).digest();

it('is HKDF with SHA-256, so that another program can make the same key', () => {
  const extracted = hmac('ringback', 'a secret of some length');
  const expanded = hmac(extracted, Buffer.concat([Buffer.from('sealing'), Buffer.of(1)]));
  expect(deriveKey('a secret of some length', 'sealing')).toEqual(expanded);
});

it('gives each purpose and each secret a key of its own', () => {
  const purposes = ['link-to-bridge', 'link-to-telephony', 'instances', 'sealing', 'number-hash'] as const;
  const made = ['one secret', 'another secret'].flatMap((secret) =>
    purposes.map((purpose) => deriveKey(secret, purpose).toString('hex')),
  );
  expect(new Set(made).size).toBe(made.length);
});
