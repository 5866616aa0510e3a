import { ConfigError, loadConfig } from '@ringback/shared/runtime/config';
import { expect, it } from 'vitest';
import { gatewayConfigSchema } from './config.ts';

const secrets = {
  COOKIE_SECRET: 'cookie-secret-0123',
  OPERATOR_TOKEN: 'operator-token-0123',
  DATA_ENCRYPTION_KEY: 'encryption-key-0123',
};
const redis = { REDIS_URL: 'redis://127.0.0.1:6379' };

it('lets the local pages in, in local mode alone', () => {
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

it('reads lists with spaces in them', () => {
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
