import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { describe, expect, it } from 'vitest';
import { toClientEvent } from './client-events.ts';

function sessionFor(input: object) {
  const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Baker', ...input });
  const event = toClientEvent(
    { type: 'model.configure', instructions: 'Ask.', jobConfiguration, withVoice: true },
    'gpt-transcribe',
    {},
  );
  if (event.type !== 'session.update' || event.session.type !== 'realtime') throw new Error('no session');
  return event.session;
}

describe('the turns of a model session', () => {
  it.each([
    ['patient', 'low'],
    ['normal', 'medium'],
    ['brisk', 'high'],
  ])('of a %s interviewer waits for the end of a thought with %s eagerness', (patience, eagerness) => {
    expect(sessionFor({ patience }).audio?.input?.turn_detection).toMatchObject({
      type: 'semantic_vad',
      eagerness,
    });
  });

  it('neither answers nor interrupts by itself, whatever the patience: both are ours to decide', () => {
    for (const patience of ['patient', 'normal', 'brisk'])
      expect(sessionFor({ patience }).audio?.input?.turn_detection).toMatchObject({
        create_response: false,
        interrupt_response: false,
      });
  });

  it('understands the language of the job, and no other', () => {
    expect(sessionFor({ language: 'de-AT' }).audio?.input?.transcription).toMatchObject({ language: 'de' });
    expect(sessionFor({}).audio?.input?.transcription).toMatchObject({ language: 'en' });
  });
});
