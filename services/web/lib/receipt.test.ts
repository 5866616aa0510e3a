import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { expect, it } from 'vitest';
import { toReceipt, toUnchangedWords } from './receipt.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';

const call = en.session;

const view = {
  jobConfiguration: jobConfigurationSchema.parse({ jobTitle: 'Nurse', company: 'Acme', lengthMinutes: 30 }),
  configurationHash: 'b',
  receivedHash: 'b' as string | null,
  status: 'connected' as const,
  lengthMinutes: 10 as const,
};

it('the receipt tells how long the interview really is', () => {
  expect(toReceipt(call, view).text).toBe('Your interviewer knows: Nurse at Acme, 10 minutes');
});

it('the receipt of a re-answer tells of its one question instead of requirements', () => {
  const jobConfiguration = { ...view.jobConfiguration, jobDescription: '- Night shifts' };
  const practice = { kind: 'one_question', question: { id: 'q2', text: 'Why?' } };
  expect(toReceipt(call, { ...view, jobConfiguration, lengthMinutes: 2, practice }).text).toBe(
    'Your interviewer knows: Nurse at Acme, one question, 2 minutes',
  );
});

it('names what could not change, once the change is confirmed', () => {
  expect(toUnchangedWords(call, { ...view, unchanged: ['voice'] })).toMatch(/^The voice stays/);
  expect(toUnchangedWords(call, { ...view, unchanged: ['voice', 'lengthMinutes'] })).toMatch(/voice.*length/);
  expect(toUnchangedWords(call, { ...view, unchanged: [] })).toBe('');
  expect(toUnchangedWords(call, { ...view, unchanged: ['voice'], receivedHash: 'a' })).toBe('');
});

it('the receipt is in the language of the page', () => {
  expect(toReceipt(de.session, view).text).toBe('Ihr Gegenüber weiß: Nurse bei Acme, 10 Minuten');
});
