import { ConfigError, loadConfig } from '@ringback/shared/runtime/config';
import { describe, expect, it } from 'vitest';
import { gatewayConfigSchema } from './config.ts';

const secrets = {
  COOKIE_SECRET: 'cookie-secret-0123',
  OPERATOR_TOKEN: 'operator-token-0123456789-0123456789',
  DATA_ENCRYPTION_KEY: 'encryption-key-0123',
  NUMBER_HASH_KEY: 'number-hash-key-0123',
};
const redis = { REDIS_URL: 'redis://127.0.0.1:6379' };

it('admits the local pages in local mode only', () => {
  const local = loadConfig(gatewayConfigSchema, {
    ...secrets,
    ...redis,
    RINGBACK_MODE: 'local',
    WEB_PORT: '4000',
  });
  expect(local.ALLOWED_ORIGINS).toEqual(['http://localhost:4000', 'http://127.0.0.1:4000']);
  expect(local).toMatchObject({ PHONE_CALLS: 'off', MODEL_MODE: 'local', PORT: 8081, MAX_LIVE_CALLS: 10 });
  expect(() => loadConfig(gatewayConfigSchema, { ...secrets, ...redis })).toThrow(
    /ALLOWED_ORIGINS: is needed/,
  );
});

it('names every missing secret at once and prints none', () => {
  const given = { ...redis, RINGBACK_MODE: 'local', COOKIE_SECRET: 'short' };
  const failure = (() => {
    try {
      return loadConfig(gatewayConfigSchema, given);
    } catch (error) {
      return error;
    }
  })();
  expect(failure).toBeInstanceOf(ConfigError);
  const message = String(failure);
  for (const name of Object.keys(secrets)) expect(message).toContain(`${name}: `);
  expect(message).not.toContain('short\n');
});

it('reads what the carrier costs, and needs a price for all other countries', () => {
  const read = (text: string) =>
    loadConfig(gatewayConfigSchema, {
      ...secrets,
      ...redis,
      RINGBACK_MODE: 'local',
      CARRIER_PRICES_PER_MINUTE_USD: text,
    }).CARRIER_PRICES_PER_MINUTE_USD;
  expect(read('0.02, GB:0.03,DE:0.04')).toEqual({ other: 0.02, byCountry: { GB: 0.03, DE: 0.04 } });
  for (const text of ['GB:0.03', 'cheap', '0.02,gb:0.03', '-1'])
    expect(() => read(text)).toThrow(ConfigError);
});

it('reads lists that contain spaces', () => {
  const config = loadConfig(gatewayConfigSchema, {
    ...secrets,
    ...redis,
    ALLOWED_ORIGINS: 'https://a.example/, https://b.example',
    DIAL_ALLOWED_COUNTRIES: 'US, GB',
  });
  expect(config.ALLOWED_ORIGINS).toEqual(['https://a.example', 'https://b.example']);
  expect(config.DIAL_ALLOWED_COUNTRIES).toEqual(['US', 'GB']);
  expect(config.MODEL_MODE).toBe('live');
});

describe('the dialling lists', () => {
  const read = (lists: Record<string, string>) =>
    loadConfig(gatewayConfigSchema, { ...secrets, ...redis, RINGBACK_MODE: 'local', ...lists });
  const messageOf = (lists: Record<string, string>) => {
    try {
      read(lists);
      return 'no error';
    } catch (error) {
      return String(error);
    }
  };

  it('are read as people write them', () => {
    const config = read({
      DIAL_ALLOWED_COUNTRIES: 'us, gb',
      DIAL_ALLOWED_NUMBERS: '\u202A+1 (415) 555\u20110100\u202C, +44 20 7946 0958',
    });
    expect(config.DIAL_ALLOWED_COUNTRIES).toEqual(['US', 'GB']);
    expect(config.DIAL_ALLOWED_NUMBERS).toEqual(['+14155550100', '+442079460958']);
  });

  it.each(['UK', 'USA', 'Germany', '*', '+1'])(
    'stop the start at a country that does not exist: %s',
    (country) => {
      const message = messageOf({ DIAL_ALLOWED_COUNTRIES: `US,${country}` });
      expect(message).toContain(`DIAL_ALLOWED_COUNTRIES: "${country}" is not a country`);
    },
  );

  it.each(['all', '*', '911'])('stop the start at a number that is not one: %s', (number) => {
    const message = messageOf({ DIAL_ALLOWED_NUMBERS: `+14155550100,${number}` });
    expect(message).toContain(`DIAL_ALLOWED_NUMBERS: "${number}" is not a phone number`);
  });

  it('name an entry that may be a person’s number by its position only', () => {
    const message = messageOf({ DIAL_ALLOWED_NUMBERS: '+14155550100,4155550177' });
    expect(message).toContain('DIAL_ALLOWED_NUMBERS: entry 2 is not a phone number');
    expect(message).not.toContain('5550177');
  });
});

it('leaves room for others in live mode; in local mode one person has their machine and money to themselves', () => {
  const read = (mode: string) => {
    const config = loadConfig(gatewayConfigSchema, {
      ...secrets,
      ...redis,
      ALLOWED_ORIGINS: 'https://ringback.example',
      RINGBACK_MODE: mode,
      MAX_LIVE_CALLS: '10',
    });
    const { reportsAgainPerDay } = config.visitorAllowances;
    return { ...config.dayShares, ...config.liveSessions, reportsAgainPerDay };
  };
  const shares = { candidate: 0.25, address: 0.5, network: 0.75 };
  expect(read('live')).toMatchObject({ ...shares, perAddress: 5, perNetwork: 8, reportsAgainPerDay: 6 });
  const none = { candidate: 0, address: 0, network: 0, perAddress: 0, perNetwork: 0, reportsAgainPerDay: 0 };
  expect(read('local')).toMatchObject(none);
});

it('needs the price of every country that may be called when calls are real', () => {
  const read = (more: Record<string, string>) =>
    loadConfig(gatewayConfigSchema, { ...secrets, ...redis, RINGBACK_MODE: 'local', ...more });
  const lists = { DIAL_ALLOWED_COUNTRIES: 'US,GB', DIAL_ALLOWED_NUMBERS: '+4915112345678' };
  const real = { ...lists, PHONE_CALLS: 'carrier' };
  expect(() => read({ ...real, CARRIER_PRICES_PER_MINUTE_USD: '0.014,US:0.014' })).toThrow(
    /CARRIER_PRICES_PER_MINUTE_USD: needs the price of a minute to GB.*\n.*a minute to DE/,
  );
  read({ ...real, CARRIER_PRICES_PER_MINUTE_USD: '0.014,US:0.014,GB:0.03,DE:0.02' });
  read({ ...lists, PHONE_CALLS: 'stand_in' });
});

it('refuses a day’s money that is not enough for a single start, and names both amounts', () => {
  const read = (DAILY_SPEND_LIMIT_USD: string, MODEL_MODE: string) =>
    loadConfig(gatewayConfigSchema, {
      ...secrets,
      ...redis,
      ...{ RINGBACK_MODE: 'local', MODEL_MODE, DAILY_SPEND_LIMIT_USD },
    }).DAILY_SPEND_LIMIT_USD;
  expect(() => read('0.5', 'live')).toThrow(
    /DAILY_SPEND_LIMIT_USD: is less than the 0\.74 US dollars that any start reserves/,
  );
  for (const fine of ['0', '0.75', '1']) expect(read(fine, 'live')).toBe(Number(fine));
  expect(read('0.5', 'local')).toBe(0.5);
});

it('keeps each part as long as its session, the report as long as the words that it cites, and refuses what would outlive these', () => {
  const read = (env: Record<string, string>) =>
    loadConfig(gatewayConfigSchema, { ...secrets, ...redis, RINGBACK_MODE: 'local', ...env }).keeping;
  expect(read({})).toEqual({ session: 30, transcript: 30, report: 30, job_texts: 30 });
  expect(read({ RETENTION_DAYS: '9', TRANSCRIPT_RETENTION_DAYS: '7' })).toEqual({
    ...{ session: 9, transcript: 7, report: 7, job_texts: 9 },
  });
  for (const [setting, env] of [
    ['TRANSCRIPT_RETENTION_DAYS', { TRANSCRIPT_RETENTION_DAYS: '31' }],
    ['REPORT_RETENTION_DAYS', { TRANSCRIPT_RETENTION_DAYS: '5', REPORT_RETENTION_DAYS: '6' }],
    ['JOB_TEXT_RETENTION_DAYS', { RETENTION_DAYS: '2', JOB_TEXT_RETENTION_DAYS: '3' }],
    ['REPORT_RETENTION_DAYS', { REPORT_RETENTION_DAYS: '0' }],
  ] as const)
    expect(() => read(env)).toThrow(new RegExp(`${setting}: `));
});
