import { candidateIdSchema, operationIdSchema } from '@ringback/shared/contract/ids';
import { expect, it } from 'vitest';
import { newCandidateId } from './candidate-cookie.ts';
import { toSuccessor } from './candidate-succession.ts';

const operation = operationIdSchema.parse('operation-1');
const id = candidateIdSchema.parse('can_abcdefghijklmnopqrstuv');

it('is the same for a repeated start, and another for another start, candidate or secret', () => {
  const successor = toSuccessor(['a secret of some length'], id, operation);
  expect(toSuccessor(['a secret of some length', 'an older one of length'], id, operation)).toBe(successor);
  const others = [
    toSuccessor(['a secret of some length'], id, operationIdSchema.parse('operation-2')),
    toSuccessor(['a secret of some length'], newCandidateId(), operation),
    toSuccessor(['another secret of length'], id, operation),
  ];
  expect(new Set([successor, ...others]).size).toBe(4);
  expect(successor).toMatch(/^can_[\w-]{43}$/);
});
