import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { planContainerEnvironments, toDotenv } from './compose-environment.ts';
import { readSettings } from './settings.ts';

const SECRETS = {
  COOKIE_SECRET: 'made-cookie',
  OPERATOR_TOKEN: 'made-operator',
  DATA_ENCRYPTION_KEY: 'made-key',
  NUMBER_HASH_KEY: 'made-hash-key',
  LINK_SECRET: 'made-link',
  STAND_IN_TWILIO_ACCOUNT_SID: 'ACmade',
  STAND_IN_TWILIO_AUTH_TOKEN: 'made-token',
};
const PASSWORDS = {
  operator: 'made-0',
  telephony: 'made-1',
  'ai-bridge': 'made-2',
  'frontend-gateway': 'made-3',
};
const plan = (env: Record<string, string>) =>
  planContainerEnvironments(env, readSettings(env, '/project').settings, {
    local: SECRETS,
    redis: PASSWORDS,
  });

describe('planContainerEnvironments', () => {
  it('wires the stand-ins by their names in the network, and gives each service its own secrets only', () => {
    const all = plan({});
    expect(all.telephony).toMatchObject({
      TWILIO_AUTH_TOKEN: 'made-token',
      TWILIO_API_BASE_URL: 'http://stand-ins:8091',
      STAND_IN_TELEPHONY_URL: 'http://proxy:3000',
      ALLOWED_ORIGINS: 'http://localhost:3000,http://127.0.0.1:3000',
    });
    expect(all['ai-bridge']).toEqual({
      OPENAI_REALTIME_URL: 'ws://stand-ins:8090/v1/realtime',
      OPENAI_BASE_URL: 'http://stand-ins:8090/v1',
      LINK_SECRET: 'made-link',
      REDIS_URL: 'redis://ai-bridge:made-2@redis:6379',
    });
    expect(all['frontend-gateway']).toMatchObject({
      COOKIE_SECRET: 'made-cookie',
      OPERATOR_TOKEN: 'made-operator',
    });
    expect(JSON.stringify([all.telephony, all['ai-bridge'], all.web])).not.toMatch(
      /made-cookie|made-operator/,
    );
    expect(all.web).toEqual({
      MODEL_MODE: 'local',
      PHONE_CALLS: 'stand_in',
      TWILIO_PHONE_NUMBER: '+15005550006',
    });
    const whoHas = (secret: string) =>
      Object.entries(all).flatMap(([name, env]) => (JSON.stringify(env).includes(secret) ? [name] : []));
    expect(whoHas('made-link')).toEqual(['telephony', 'ai-bridge']);
    expect(whoHas('made-hash-key')).toEqual(['telephony', 'frontend-gateway']);
    expect(whoHas('made-key')).toEqual(['telephony', 'frontend-gateway']);
    expect(whoHas('made-0')).toEqual([]);
    expect(whoHas('made-1')).toEqual(['telephony']);
    expect(whoHas('made-3')).toEqual(['frontend-gateway']);
  });

  it('leads all services to the operator’s own Redis', () => {
    const all = plan({ REDIS_URL: 'rediss://own.example' });
    for (const name of ['telephony', 'ai-bridge', 'frontend-gateway'] as const)
      expect(all[name].REDIS_URL).toBe('rediss://own.example');
  });

  it('tells the pages about the simulated phone when calls are simulated', () => {
    expect(plan({ SOFT_PHONE_PORT: '9000' }).web).toMatchObject({ SOFT_PHONE_PORT: '9000' });
    const real = {
      TWILIO_ACCOUNT_SID: 'ACreal',
      TWILIO_AUTH_TOKEN: 'real',
      TWILIO_PHONE_NUMBER: '+15005550006',
      PUBLIC_URL: 'https://practice.example.org',
    };
    expect(plan({ ...real, SOFT_PHONE_PORT: '9000' }).web).toEqual({
      MODEL_MODE: 'local',
      PHONE_CALLS: 'carrier',
      TWILIO_PHONE_NUMBER: '+15005550006',
    });
  });

  it('gives real keys only to the services that use them', () => {
    const all = plan({
      OPENAI_API_KEY: 'sk-1',
      TWILIO_ACCOUNT_SID: 'ACreal',
      TWILIO_AUTH_TOKEN: 'real',
      TWILIO_PHONE_NUMBER: '+15005550006',
      PUBLIC_URL: 'https://practice.example.org/',
      COOKIE_SECRET: 'mine',
    });
    expect(all['ai-bridge']).toEqual({
      OPENAI_API_KEY: 'sk-1',
      LINK_SECRET: 'made-link',
      REDIS_URL: 'redis://ai-bridge:made-2@redis:6379',
    });
    expect(all.telephony).toMatchObject({
      TWILIO_ACCOUNT_SID: 'ACreal',
      PUBLIC_URL: 'https://practice.example.org/',
    });
    expect(all.telephony.ALLOWED_ORIGINS).toMatch(/,https:\/\/practice\.example\.org$/);
    expect(all['frontend-gateway'].COOKIE_SECRET).toBe('mine');
    expect(all['stand-ins']).toEqual({});
  });
});

describe('toDotenv', () => {
  it.each(['plain-1.2_3', 'with space', "it's", '#hash', 'say "hi"', 'a=b'])('keeps %j', (value) => {
    expect(parseEnv(toDotenv({ NAME: value }))).toEqual({ NAME: value });
  });
});
