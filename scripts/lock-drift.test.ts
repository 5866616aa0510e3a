import { describe, expect, it } from 'vitest';
import { findLockDrift } from './lock-drift.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'packages/shared': { version: '0.1.0' },
    'node_modules/ws': { version: '8.23.0' },
    'node_modules/@ringback/shared': { link: true },
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  },
};

describe('findLockDrift', () => {
  it('accepts what npm installed, without other platforms and the workspace itself', () => {
    const installed = {
      packages: { 'node_modules/ws': { version: '8.23.0' }, 'node_modules/@ringback/shared': { link: true } },
    };
    expect(findLockDrift(wanted, installed)).toEqual([]);
  });

  it('names a missing package and another version', () => {
    expect(findLockDrift(wanted, { packages: { 'node_modules/ws': { version: '8.22.0' } } })).toEqual([
      'ws 8.23.0',
      '@ringback/shared',
    ]);
  });

  it('names at most as many as the limit', () => {
    expect(findLockDrift(wanted, {}, 1)).toHaveLength(1);
  });
});
