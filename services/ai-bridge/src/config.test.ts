import { ConfigError, loadConfig } from '@ringback/shared/runtime/config';
import { describe, expect, it } from 'vitest';
import { bridgeConfigSchema } from './config.ts';
import { engineKind } from './engine.ts';

const base = {
  RINGBACK_MODE: 'local',
  REDIS_URL: 'redis://localhost',
  OPENAI_REALTIME_URL: 'ws://localhost',
  LINK_SECRET: 'x'.repeat(16),
};
const load = (env: Record<string, string> = {}) => loadConfig(bridgeConfigSchema, { ...base, ...env });

describe('models, voices and prices', () => {
  it('have defaults, and none of the models has an announced shutdown', () => {
    const { models, announcedEnds } = engineKind.createEngine(load());
    expect([Object.values(models).length, announcedEnds]).toEqual([3, []]);
    expect(load().MODEL_PRICES).toEqual({});
    expect(load().OPENAI_VOICES).toEqual({});
  });

  it('are read from the environment', () => {
    const prices = '{"my-model":{"text":{"input":1,"cached":0.1,"output":2},"perMinute":0.01}}';
    const config = load({ MODEL_PRICES: prices, OPENAI_VOICES: 'marin=voice_abc, cedar=ash' });
    expect(config.MODEL_PRICES['my-model']).toEqual({
      text: { input: 1, cached: 0.1, output: 2 },
      audio: { input: 0, cached: 0, output: 0 },
      perMinute: 0.01,
    });
    expect(config.OPENAI_VOICES).toEqual({ marin: 'voice_abc', cedar: 'ash' });
  });

  it.each([
    [{ MODEL_PRICES: '{' }, 'MODEL_PRICES'],
    [{ MODEL_PRICES: '{"m":{"text":{"input":-1,"cached":0,"output":0}}}' }, 'MODEL_PRICES.m.text.input'],
    [{ OPENAI_VOICES: 'pavarotti=ash' }, 'OPENAI_VOICES'],
    [{ OPENAI_VOICES: 'marin' }, 'OPENAI_VOICES'],
    [{ OPENAI_BASE_URL: 'nowhere' }, 'OPENAI_BASE_URL'],
  ])('%j is refused by name', (env, name) => {
    expect(() => load(env)).toThrow(ConfigError);
    expect(() => load(env)).toThrow(name);
  });
});
