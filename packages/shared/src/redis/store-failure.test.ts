import { expect, it } from 'vitest';
import { isStoreFailure } from './store-failure.ts';

it.each([
  ['MISCONF Redis is configured to save RDB snapshots', true],
  ['NOAUTH Authentication required.', true],
  ['Command timed out', true],
  // One key is not the store. A caller that took this for an outage would stop looking after all other sessions.
  ['NOPERM No permissions to access a key', false],
  ['WRONGTYPE Operation against a key holding the wrong kind of value', false],
])('an answer %s means that the store is away: %s', (message, isAway) => {
  expect(isStoreFailure(new Error(message))).toBe(isAway);
  // What ioredis throws when a command of a transaction was refused.
  const aborted = Object.assign(new Error('EXECABORT Transaction discarded because of previous errors.'), {
    previousErrors: [new Error(message)],
  });
  expect(isStoreFailure(aborted)).toBe(isAway);
});
