import { AppError } from '@ringback/shared/contract/errors';
import { startSessionSchema } from '@ringback/shared/contract/http-api';
import { expect, it } from 'vitest';
import { parseBody } from './request-body.ts';

const body = {
  operationId: 'operation-1',
  jobConfiguration: { jobTitle: 'Nurse' },
  call: { via: 'browser' },
};

function refusal(given: unknown): { code: string; details: unknown } {
  try {
    parseBody(startSessionSchema, given);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, details: error.details };
  }
  throw new Error('was not refused');
}

it('names the key that is wrong', () => {
  const job = (more: object) => ({ ...body, jobConfiguration: { jobTitle: 'Nurse', ...more } });
  expect(refusal(job({ salary: 1 }))).toEqual({
    code: 'configuration_invalid',
    details: [{ path: 'jobConfiguration.salary', message: 'is not known here' }],
  });
  expect(refusal(job({ jobTitle: ' \u200b ' })).details).toMatchObject([
    { path: 'jobConfiguration.jobTitle' },
  ]);
  expect(refusal({ ...body, operationId: '../../x' })).toMatchObject({
    code: 'request_invalid',
    details: [{ path: 'operationId' }],
  });
  const polluted: unknown = JSON.parse('{"__proto__": {"admin": true}, "operationId": "operation-1"}');
  expect(refusal(polluted).details).toContainEqual({ path: '__proto__', message: 'is not known here' });
});

it('names a number of absurd length as such', () => {
  expect(refusal({ ...body, call: { via: 'phone', phoneNumber: '1'.repeat(81) } }).code).toBe(
    'number_invalid',
  );
});

it('refuses a body that is not JSON', () => {
  expect(refusal(undefined).code).toBe('body_malformed');
});
