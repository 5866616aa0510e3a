import { startSessionSchema } from '@ringback/shared/contract/http-api';
import { expect, it } from 'vitest';
import { toAgreedLength, toHeldJob } from './start-request.ts';

const body = {
  operationId: 'start_0000001',
  jobConfiguration: { jobTitle: 'Baker', lengthMinutes: 20 },
  call: { via: 'browser' },
};

it('is admitted and reserved for two minutes if it is one question, else for the length of its configuration', () => {
  const practice = { kind: 'one_question', questionId: 'q1' };
  const again = { ...body, previousSessionId: 'ses_00000001', practice };
  expect(toAgreedLength(startSessionSchema.parse(again))).toBe(2);
  expect(toAgreedLength(startSessionSchema.parse(body))).toBe(20);
});

it('is one level more difficult if it is to be harder, up to the highest', () => {
  const difficultyOf = (difficulty: number, kind: string) =>
    toHeldJob(
      startSessionSchema.parse({
        ...{ ...body, previousSessionId: 'ses_00000001', practice: { kind } },
        jobConfiguration: { ...body.jobConfiguration, difficulty },
      }),
    ).difficulty;
  expect([1, 2, 3].map((difficulty) => difficultyOf(difficulty, 'harder'))).toEqual([2, 3, 3]);
  expect(difficultyOf(1, 'same_plan')).toBe(1);
});
