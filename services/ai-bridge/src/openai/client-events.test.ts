import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { describe, expect, it } from 'vitest';
import { buildInstructions } from '../domain/interview/instructions.ts';
import { toClientEvent } from './client-events.ts';

const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Baker', voice: 'marin' });
const configure = (withVoice: boolean, voices = {}) =>
  toClientEvent(
    { type: 'model.configure', instructions: 'i', jobConfiguration, withVoice },
    'gpt-transcribe',
    voices,
  );

describe('the configuration of a model session', () => {
  it('bounds the cost of a conversation: its oldest part is left out, in large steps', () => {
    expect(configure(true)).toMatchObject({
      session: {
        truncation: {
          type: 'retention_ratio',
          retention_ratio: 0.7,
          token_limits: { post_instructions: 16_000 },
        },
      },
    });
  });

  it('has short instructions of our own, however long the job description is', () => {
    const longest = jobConfigurationSchema.parse({
      jobTitle: 'x'.repeat(120),
      company: 'y'.repeat(120),
      jobDescription: 'z'.repeat(8_000),
      resume: 'z'.repeat(8_000),
    });
    const given = JSON.stringify(longest, null, 1).length;
    expect(buildInstructions(longest).length - given).toBeLessThan(3_500);
  });

  it('names the voice once, by the provider’s name for it', () => {
    expect(configure(true)).toMatchObject({ session: { audio: { output: { voice: 'marin' } } } });
    expect(configure(true, { marin: 'ash' })).toMatchObject({
      session: { audio: { output: { voice: 'ash' } } },
    });
    expect(configure(true, { marin: 'voice_abc' })).toMatchObject({
      session: { audio: { output: { voice: { id: 'voice_abc' } } } },
    });
    expect(configure(false)).not.toHaveProperty('session.audio.output.voice');
  });
});
