import { describe, expect, it } from 'vitest';
import { jobConfigurationSchema } from '../contract/job-configuration.ts';
import { canonicalHash, configurationHash } from './configuration-hash.ts';
import { keyedHash, seal, unseal } from './seal.ts';

describe('a sealed number', () => {
  it('opens with its secret in its place, and in no other', () => {
    const sealed = seal('secret', '+14155550100', 'ses_1');
    expect(sealed).not.toContain('4155550100');
    expect(unseal('secret', sealed, 'ses_1')).toBe('+14155550100');
    expect(() => unseal('secret', sealed, 'ses_2')).toThrow();
    expect(() => unseal('other', sealed, 'ses_1')).toThrow();
    expect(seal('secret', '+14155550100', 'ses_1')).not.toBe(sealed);
  });

  it('is recognised by a keyed hash alone', () => {
    expect(keyedHash('a', 'x')).toBe(keyedHash('a', 'x'));
    expect(keyedHash('a', 'x')).not.toBe(keyedHash('b', 'x'));
  });
});

describe('the hash of a configuration', () => {
  it('does not depend on the order of keys, and on every value', () => {
    expect(canonicalHash({ a: 1, b: [2, { c: 3, d: 4 }] })).toBe(
      canonicalHash({ b: [2, { d: 4, c: 3 }], a: 1 }),
    );
    const one = jobConfigurationSchema.parse({ jobTitle: 'Baker' });
    expect(configurationHash(one)).not.toBe(configurationHash({ ...one, difficulty: 3 }));
  });
});
