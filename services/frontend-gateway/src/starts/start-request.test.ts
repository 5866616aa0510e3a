import { startSessionSchema } from '@ringback/shared/contract/http-api';
import { expect, it } from 'vitest';
import { toAgreedLength } from './start-request.ts';

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
