import { expect, test } from 'vitest';
import { answerAboutCall } from './call-answer.ts';
import { UNKNOWN_JOB } from './job-configuration.ts';

const job = { ...UNKNOWN_JOB, jobTitle: 'Baker', lengthMinutes: 15 };
const table = {
  length: [
    'How long?',
    'How much longer?',
    'How long will this take?',
    'How long does it last?',
    'How long is the interview?',
    'Sorry, how long is this call going to be?',
    'How much time do we have left?',
    'How much time is left?',
    'How many questions are there?',
    'How many more minutes?',
    'When will the interview be over?',
  ],
  job: [
    'What role is this for?',
    'Which company is it?',
    'What position am I applying for?',
    'What is the job?',
  ],
  none: [
    'How long is the onboarding?',
    'How long is the lunch break?',
    'How long is the commute?',
    'How long does it take to be promoted?',
    'How long will this project run?',
    'How much time does the team spend on bugs?',
    'How many minutes do nurses have for a patient?',
    'When will this project end?',
    'What role does AI play in the team?',
    'What company events are there?',
    'What job training is there?',
    'Which position do most people take next?',
  ],
};

test.each(
  Object.entries(table).flatMap(([kind, asked]) => asked.map((text): [string, string] => [text, kind])),
)('%j is about: %s', (question, kind) => {
  const answer = answerAboutCall(question, job, 0) ?? 'none';
  const about = answer.startsWith('It lasts') ? 'length' : answer.includes('Baker') ? 'job' : answer;
  expect(about).toBe(kind);
});
