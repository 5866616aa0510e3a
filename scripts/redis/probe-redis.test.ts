import { describe, expect, it } from 'vitest';
import { findFreePort } from '../launcher/ports.ts';
import { findRedisFault, isUnbounded, parseRedisInfo, probeRedis, withoutPassword } from './probe-redis.ts';

describe('parseRedisInfo', () => {
  it('finds version and eviction policy', () => {
    const info =
      '# Server\r\nredis_version:7.0.15\r\nredis_mode:standalone\r\n# Memory\r\nmaxmemory:0\r\nmaxmemory_policy:noeviction\r\n';
    expect(parseRedisInfo(info)).toEqual({
      version: '7.0.15',
      evictionPolicy: 'noeviction',
      maxMemoryBytes: 0,
    });
  });
});

it('recognises a server without a bound, and trusts one that does not tell', () => {
  expect(isUnbounded({ version: '8.2.0', maxMemoryBytes: 0 })).toBe(true);
  expect(isUnbounded({ version: '8.2.0', maxMemoryBytes: 536_870_912 })).toBe(false);
  expect(isUnbounded({ version: '8.2.0' })).toBe(false);
});

describe('findRedisFault', () => {
  it.each([
    [{ version: '7.0.15', evictionPolicy: 'noeviction' }, undefined],
    [{ version: '8.2.0' }, undefined],
    [{ version: '6.2.14', evictionPolicy: 'noeviction' }, /needs 7\.0/],
    [{ version: 'unknown' }, /needs 7\.0/],
    [{ version: '7.2.0', evictionPolicy: 'allkeys-lru' }, /set it to noeviction/],
  ])('%o', (facts, expected) => {
    const fault = findRedisFault(facts);
    if (expected === undefined) expect(fault).toBeUndefined();
    else expect(fault).toMatch(expected);
  });
});

describe('withoutPassword', () => {
  it('hides the password and nothing else', () => {
    expect(withoutPassword('redis://me:secret@cache:6379/2')).toBe('redis://me:***@cache:6379/2');
    expect(withoutPassword('secret')).toBe('(not a URL)');
  });
});

describe('probeRedis', () => {
  it('names the address and the reason when nothing listens there', async () => {
    const port = await findFreePort();
    await expect(probeRedis(`redis://:secret@127.0.0.1:${port}`, 2_000)).rejects.toThrow(
      `Redis at redis://:***@127.0.0.1:${port} cannot be reached: connect ECONNREFUSED`,
    );
  });
});
