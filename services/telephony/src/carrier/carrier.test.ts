import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { loadConfig } from '@ringback/shared/runtime/config';
import type { Logger } from '@ringback/shared/runtime/logger';
import { describe, expect, it } from 'vitest';
import { telephonyConfigSchema } from '../config.ts';
import { openCarrier } from './carrier.ts';

const own = { RINGBACK_MODE: 'local', REDIS_URL: 'redis://127.0.0.1:1', ADVERTISED_URL: 'ws://127.0.0.1:1' };
const keys = {
  DATA_ENCRYPTION_KEY: 'd'.repeat(32),
  NUMBER_HASH_KEY: 'n'.repeat(32),
  LINK_SECRET: 'l'.repeat(32),
};
const account = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 't'.repeat(32),
  TWILIO_PHONE_NUMBER: '+14155550100',
  PUBLIC_URL: 'https://calls.example.org/',
};

const open = (set: Record<string, string>) =>
  openCarrier(loadConfig(telephonyConfigSchema, { ...own, ...keys, ...set }), {
    redis: {} as ScriptedRedis,
    logger: {} as Logger,
  });

describe('the carrier', () => {
  it('exists when its account is set, and otherwise not', () => {
    expect(open({})).toBeNull();
    expect(open({ PUBLIC_URL: account.PUBLIC_URL })).toBeNull();
    expect(open(account)).toMatchObject({ publicUrl: 'https://calls.example.org', hearsMachines: false });
  });

  it('calls from its own number unless another number is nearer', () => {
    const carrier = open({ ...account, TWILIO_CALLER_NUMBERS: '+442071838750' });
    expect(carrier?.callerNumbers).toEqual(['+14155550100', '+442071838750']);
  });

  it('is real unless another REST endpoint stands in for it', () => {
    expect(open(account)?.isReal).toBe(true);
    expect(open({ ...account, TWILIO_API_BASE_URL: 'http://127.0.0.1:8091' })?.isReal).toBe(false);
  });
});
