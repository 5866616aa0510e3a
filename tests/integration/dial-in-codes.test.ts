import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { findByDialInCode, issueDialInCode } from '@ringback/shared/redis/admission/dial-in-codes';
import { connectCommands } from '@ringback/shared/redis/connect';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import { createLogger } from '@ringback/shared/runtime/logger';
import { createNumberHashes } from '@ringback/shared/runtime/number-hashes';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { testRedisUrl } from '../support/test-redis.ts';

const mine = sessionIdSchema.parse('ses_mine0000');
const other = sessionIdSchema.parse('ses_other000');
const hashesUnder = (...dataEncryptionKey: KeyRing) =>
  createNumberHashes({ numberHashKey: ['number-hash-key-0123'], dataEncryptionKey });
const hashes = hashesUnder('encryption-key-0123');

let redis: ScriptedRedis;
beforeEach(async () => {
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  redis = await connectCommands(await testRedisUrl(), logger, 'test');
});
afterEach(() => redis.disconnect());

const find = (digits: string, by = hashes) => findByDialInCode(redis, by, digits);

it('a session is found by six digits of its code and by all ten, and by nothing else', async () => {
  const { code, longCode } = await issueDialInCode(redis, hashes, mine);
  expect(longCode).toMatch(new RegExp(`^${code}\\d{4}$`));
  expect(await find(code)).toBe(mine);
  expect(await find(longCode)).toBe(mine);
  for (let step = 1; step < 10; step++) {
    const rest = String((Number(longCode.slice(6)) + step * 1_111) % 10_000).padStart(4, '0');
    expect(await find(code + rest)).toBeNull();
  }
  for (const wrong of [code.slice(0, 5), `${code}0`.slice(0, 7), longCode.slice(0, 9), `${longCode}0`, '']) {
    expect(await find(wrong)).toBeNull();
  }
});

it('the last four digits belong to the session: another session with the same six has others', async () => {
  const longCodes = [];
  for (const sessionId of [mine, other]) {
    await redis.set(keys.dialInOf(sessionId), '123456', 'PX', 60_000);
    longCodes.push((await issueDialInCode(redis, hashes, sessionId)).longCode);
  }
  expect(longCodes[0]).not.toBe(longCodes[1]);
});

it('both forms stay valid while the key is changed, and stay the same when requested again', async () => {
  const issued = await issueDialInCode(redis, hashes, mine);
  const changed = hashesUnder('a-newer-key-012345', 'encryption-key-0123');
  expect(await find(issued.code, changed)).toBe(mine);
  expect(await find(issued.longCode, changed)).toBe(mine);
  expect(await issueDialInCode(redis, hashes, mine)).toMatchObject({
    code: issued.code,
    longCode: issued.longCode,
  });
});
