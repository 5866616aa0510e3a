import { describe, expect, it } from 'vitest';
import { planServices } from './service-plan.ts';
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

function plan(env: Record<string, string>) {
  const { settings } = readSettings(env, '/project');
  const services = planServices({
    root: '/project',
    node: '/bin/node',
    env,
    settings,
    secrets: SECRETS,
    redisUrl: 'redis://127.0.0.1:4444',
  });
  return Object.fromEntries(services.map((service) => [service.name, service]));
}

describe('planServices', () => {
  it('wires every service to the stand-ins, Redis and secrets when nothing is set', () => {
    const services = plan({ PATH: '/bin' });
    expect(Object.keys(services)).toEqual(['stand-ins', 'telephony', 'ai-bridge', 'frontend-gateway', 'web']);
    expect(services['ai-bridge']?.env).toMatchObject({
      RINGBACK_MODE: 'local',
      PORT: '8082',
      REDIS_URL: 'redis://127.0.0.1:4444',
      OPENAI_REALTIME_URL: 'ws://127.0.0.1:8090/v1/realtime',
      OPENAI_BASE_URL: 'http://127.0.0.1:8090/v1',
    });
    expect(services.telephony?.env).toMatchObject({
      TWILIO_ACCOUNT_SID: 'ACmade',
      TWILIO_AUTH_TOKEN: 'made-token',
      TWILIO_API_BASE_URL: 'http://127.0.0.1:8091',
      STAND_IN_TELEPHONY_URL: 'http://127.0.0.1:8080',
    });
    expect(services['frontend-gateway']?.env).toMatchObject({
      COOKIE_SECRET: 'made-cookie',
      ALLOWED_ORIGINS: 'http://localhost:3000,http://127.0.0.1:3000',
    });
    expect(services['frontend-gateway']?.readyUrl).toBe('http://127.0.0.1:8081/health/ready');
  });

  it('leaves the real sides alone, each independently', () => {
    const { telephony, 'ai-bridge': bridge } = plan({ OPENAI_API_KEY: 'sk', COOKIE_SECRET: 'mine' });
    expect(bridge?.env.OPENAI_REALTIME_URL).toBeUndefined();
    expect(bridge?.env.COOKIE_SECRET).toBe('mine');
    expect(telephony?.env.TWILIO_ACCOUNT_SID).toBe('ACmade');

    const real = plan({
      TWILIO_ACCOUNT_SID: 'ACreal',
      TWILIO_AUTH_TOKEN: 'real',
      TWILIO_PHONE_NUMBER: '+15005550006',
      PUBLIC_URL: 'https://example.org',
    });
    expect(real.telephony?.env).toMatchObject({
      TWILIO_ACCOUNT_SID: 'ACreal',
      PUBLIC_URL: 'https://example.org',
    });
    expect(real.telephony?.env.TWILIO_API_BASE_URL).toBeUndefined();
  });

  it('keeps an account without a way back from telephony, which would refuse to start', () => {
    const { telephony } = plan({
      TWILIO_ACCOUNT_SID: 'ACreal',
      TWILIO_AUTH_TOKEN: 'real',
      TWILIO_PHONE_NUMBER: '+15005550006',
    });
    expect(telephony?.env.TWILIO_ACCOUNT_SID).toBeUndefined();
    expect(telephony?.env.PHONE_CALLS).toBe('off');
  });

  it('gives the pages no secret', () => {
    const { web } = plan({
      OPENAI_API_KEY: 'sk-secret',
      COOKIE_SECRET: 'real-secret',
      NEXT_PUBLIC_API_URL: 'x',
    });
    const text = JSON.stringify(web?.env);
    expect(text).not.toMatch(/secret|made-|sk-/);
    expect(web?.env).toMatchObject({
      NEXT_PUBLIC_API_URL: 'x',
      GATEWAY_PORT: '8081',
      MODEL_MODE: 'live',
      PHONE_CALLS: 'stand_in',
    });
  });

  it('tells the pages which number calls, also the carrier stand-in’s', () => {
    expect(plan({}).web?.env.TWILIO_PHONE_NUMBER).toBe('+15005550006');
    const real = {
      TWILIO_ACCOUNT_SID: 'ACreal',
      TWILIO_AUTH_TOKEN: 'real',
      TWILIO_PHONE_NUMBER: '+14155550100',
      TWILIO_CALLER_NUMBERS: '+442079460000',
    };
    const { web } = plan({ ...real, PUBLIC_URL: 'https://example.org' });
    expect(web?.env).toMatchObject({
      TWILIO_PHONE_NUMBER: '+14155550100',
      TWILIO_CALLER_NUMBERS: '+442079460000',
    });
    expect(plan(real).web?.env.TWILIO_PHONE_NUMBER).toBeUndefined();
  });

  it('passes a moved port to every process that needs it', () => {
    const { web, telephony } = plan({ WEB_PORT: '4000', TELEPHONY_PORT: '4001' });
    expect(telephony?.env).toMatchObject({ PORT: '4001', STAND_IN_TELEPHONY_URL: 'http://127.0.0.1:4001' });
    expect(telephony?.env.ALLOWED_ORIGINS).toContain('http://localhost:4000');
    expect(web?.env.PORT).toBe('4000');
  });
});
