import { ConfigError, loadConfig } from '@ringback/shared/runtime/config';
import { describe, expect, it } from 'vitest';
import { bridgeSettings } from './config.ts';

const base = {
  RINGBACK_MODE: 'local',
  REDIS_URL: 'redis://localhost',
  LINK_SECRET: 'x'.repeat(16),
};
const load = (env: Record<string, string> = {}) => loadConfig(bridgeSettings, { ...base, ...env });

it.each(['0.5', '56', 'soon'])(
  'a model session that is replaced after %s minutes is refused by a clear sentence',
  (text) => {
    expect(() => load({ MODEL_RENEW_AFTER_MINUTES: text })).toThrow(
      'MODEL_RENEW_AFTER_MINUTES: must be 1 to 55 minutes: the provider ends a model session after sixty',
    );
  },
);

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
