import { ConfigError, loadConfig } from '@ringback/shared/runtime/config';
import { describe, expect, it } from 'vitest';
import { announcedShutdown, bridgeConfigSchema, modelsOf } from './config.ts';

const base = {
  RINGBACK_MODE: 'local',
  REDIS_URL: 'redis://localhost',
  OPENAI_REALTIME_URL: 'ws://localhost',
  LINK_SECRET: 'x'.repeat(16),
};
const load = (env: Record<string, string> = {}) => loadConfig(bridgeConfigSchema, { ...base, ...env });

describe('models, voices and prices', () => {
  it('have defaults, and none of the models has an announced shutdown', () => {
    expect(modelsOf(load()).map(announcedShutdown)).toEqual([undefined, undefined, undefined]);
    expect(load().MODEL_PRICES).toEqual({});
    expect(load().OPENAI_VOICES).toEqual({});
  });

  it.each([
    ['gpt-realtime', '2027-01-20'],
    ['gpt-realtime-mini-2025-12-15', '2027-01-20'],
    ['whisper-1', '2027-02-26'],
    ['gpt-4o-mini-transcribe-2025-12-15', '2027-02-26'],
    ['gpt-4o-transcribe-diarize', '2027-02-26'],
    ['gpt-5-mini', '2026-12-11'],
    ['gpt-4.1-mini', '2027-01-14'],
    ['gpt-5.4-nano', '2027-04-01'],
    ['gpt-realtime-2.1', undefined],
    ['gpt-realtime-1.5', undefined],
    ['gpt-4o', '2027-01-14'],
    ['gpt-5.4-mini', undefined],
  ])('of %s the end is announced for %s', (model, on) => expect(announcedShutdown(model)).toBe(on));

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
