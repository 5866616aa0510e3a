import { readFileSync } from 'node:fs';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { toolsFor } from '../domain/interview/interviewer-tools.ts';
import { toClientEvent } from './client-events.ts';

const corpus = z
  .array(z.string())
  .min(60)
  .parse(JSON.parse(readFileSync(new URL('../domain/injection-texts.json', import.meta.url), 'utf8')));

it.each(corpus)(
  'the hostile text %j, said by the candidate, is replayed to another model session as the candidate’s words, never as an instruction',
  (text) => {
    const replayed = toClientEvent(
      { type: 'model.replay', itemId: 'i', previousItemId: null, speaker: 'candidate', text },
      'gpt-transcribe',
    );
    expect(replayed).toMatchObject({ item: { role: 'user', content: [{ type: 'input_text', text }] } });
  },
);

it('the model is offered the interviewer’s tools, and no others', () => {
  const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Baker' });
  const configured = toClientEvent(
    { type: 'model.configure', instructions: '', jobConfiguration, withVoice: true },
    'gpt-transcribe',
  );
  const tools = toolsFor(jobConfiguration).map((tool) => ({ type: 'function', ...tool }));
  expect(configured).toMatchObject({ session: { tools } });
});
