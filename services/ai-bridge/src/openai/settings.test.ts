import { ConfigError, loadConfig } from '@ringback/shared/runtime/config';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openai } from './engine.ts';

const schema = z
  .object({ RINGBACK_MODE: z.enum(['local', 'live']), ...openai.settings })
  .superRefine(openai.checkSettings);
const base = { RINGBACK_MODE: 'local', OPENAI_REALTIME_URL: 'ws://localhost' };
const load = (env: Record<string, string> = {}) => loadConfig(schema, { ...base, ...env });

describe('models and voices', () => {
  it('have defaults, none of which has an announced shutdown', () => {
    const { models, announcedEnds } = openai.createEngine(load());
    expect([Object.values(models).length, announcedEnds]).toEqual([3, []]);
    expect(load().OPENAI_VOICES).toEqual({});
  });

  it('are read from the environment', () => {
    const { OPENAI_VOICES } = load({ OPENAI_VOICES: 'marin=voice_abc, cedar=ash' });
    expect(OPENAI_VOICES).toEqual({ marin: 'voice_abc', cedar: 'ash' });
  });

  it('with an announced shutdown are reported, with the day', () => {
    const { announcedEnds } = openai.createEngine(load({ OPENAI_PLAN_MODEL: 'gpt-5-mini' }));
    expect(announcedEnds).toEqual([{ model: 'gpt-5-mini', on: '2026-12-11' }]);
  });

  it.each([
    [{ OPENAI_VOICES: 'pavarotti=ash' }, 'OPENAI_VOICES'],
    [{ OPENAI_VOICES: 'marin' }, 'OPENAI_VOICES'],
    [{ OPENAI_BASE_URL: 'nowhere' }, 'OPENAI_BASE_URL'],
    [{ OPENAI_REALTIME_URL: '' }, 'OPENAI_REALTIME_URL'],
    [{ RINGBACK_MODE: 'live' }, 'OPENAI_API_KEY'],
  ])('%j is refused by name', (env, name) => {
    expect(() => load(env)).toThrow(ConfigError);
    expect(() => load(env)).toThrow(name);
  });
});
