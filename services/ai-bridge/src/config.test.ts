import { ConfigError, loadConfig } from '@ringback/shared/runtime/config';
import { describe, expect, it } from 'vitest';
import { bridgeSettings } from './config.ts';

const base = {
  RINGBACK_MODE: 'local',
  REDIS_URL: 'redis://localhost',
  LINK_SECRET: 'x'.repeat(16),
};
const load = (env: Record<string, string> = {}) => loadConfig(bridgeSettings, { ...base, ...env });

describe('prices of models', () => {
  it('are none by default', () => expect(load().MODEL_PRICES).toEqual({}));

  it('are read from the environment', () => {
    const prices = '{"my-model":{"text":{"input":1,"cached":0.1,"output":2},"perMinute":0.01}}';
    expect(load({ MODEL_PRICES: prices }).MODEL_PRICES['my-model']).toEqual({
      text: { input: 1, cached: 0.1, output: 2 },
      audio: { input: 0, cached: 0, output: 0 },
      perMinute: 0.01,
    });
  });

  it.each([
    [{ MODEL_PRICES: '{' }, 'MODEL_PRICES'],
    [{ MODEL_PRICES: '{"m":{"text":{"input":-1,"cached":0,"output":0}}}' }, 'MODEL_PRICES.m.text.input'],
  ])('%j is refused by name', (env, name) => {
    expect(() => load(env)).toThrow(ConfigError);
    expect(() => load(env)).toThrow(name);
  });
});
