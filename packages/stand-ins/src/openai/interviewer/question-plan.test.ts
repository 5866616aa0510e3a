import { expect, test } from 'vitest';
import { type JobConfiguration, UNKNOWN_JOB } from './job-configuration.ts';
import { planQuestions, warmUpQuestion } from './question-plan.ts';

const job: JobConfiguration = {
  ...UNKNOWN_JOB,
  jobTitle: 'Engineer',
  jobDescription: '- Lead the payments team\n- Experience with Kafka\n- Ability to mentor juniors',
  resume: '- Built the ledger of a bank',
};
const kinds = ['behavioural', 'technical', 'recruiter_screen', 'hiring_manager'] as const;

test('questions are made of the job, the past and what every interview asks', () => {
  expect(planQuestions({ ...job, lengthMinutes: 10 }).map((question) => question.about)).toEqual([
    'lead the payments team',
    'Kafka',
    'built the ledger of a bank',
    null,
    'mentor juniors',
  ]);
});

test('each kind of interview asks in its own way', () => {
  const asked = kinds.map((kind) => planQuestions({ ...job, kind })[1]?.text);
  expect(asked.every((text) => text?.includes('Kafka'))).toBe(true);
  expect(new Set(asked).size).toBe(4);
  expect(new Set(kinds.map((kind) => warmUpQuestion({ ...job, kind }).text)).size).toBe(4);
});

test('longer interviews have more questions, and without a description there still are some', () => {
  const counts = [5, 10, 15, 20, 30].map((lengthMinutes) => planQuestions({ ...job, lengthMinutes }).length);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(counts[0]).toBe(3);
  expect(planQuestions({ ...UNKNOWN_JOB, lengthMinutes: 5 })).toHaveLength(3);
});

test('a hard interview has a hard question', () => {
  const texts = (difficulty: number) =>
    planQuestions({ ...job, difficulty }).map((question) => question.text);
  expect(texts(3)).not.toEqual(texts(2));
});

test('no question is longer than thirty words, asked twice, or the same as another', () => {
  const words = 'very long words in this phrase of the description'.repeat(3);
  const long = {
    ...job,
    jobDescription: `- Lead ${words}\n- Experience with ${words}`,
    resume: `- Built ${words}`,
  };
  for (const kind of kinds) {
    const texts = planQuestions({ ...long, kind, difficulty: 3, lengthMinutes: 30 }).map(
      (question) => question.text,
    );
    expect(texts.filter((text) => text.split(' ').length > 30)).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  }
});
