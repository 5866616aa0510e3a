import { candidateIdSchema } from '@ringback/shared/contract/ids';
import { expect, it } from 'vitest';
import { createExportTurns } from './export-turns.ts';

const visitor = (candidate: number, address: string) => ({
  candidateId: candidateIdSchema.parse(`can_export_turn_${candidate}`),
  address,
});

it('a candidate has one turn at a time, from wherever they ask', () => {
  const turns = createExportTurns();
  const giveBack = turns.take(visitor(1, 'here'));
  expect(turns.take(visitor(1, 'there'))).toBeNull();
  giveBack?.();
  giveBack?.();
  expect(turns.take(visitor(1, 'there'))).not.toBeNull();
});

it('an address has two of the four turns, so that one address keeps no other from its file', () => {
  const turns = createExportTurns();
  const [first] = [turns.take(visitor(1, 'here')), turns.take(visitor(2, 'here'))];
  expect(turns.take(visitor(3, 'here'))).toBeNull();
  expect(turns.take(visitor(4, 'there'))).not.toBeNull();
  expect(turns.take(visitor(5, 'elsewhere'))).not.toBeNull();
  expect(turns.take(visitor(6, 'far away'))).toBeNull();
  first?.();
  expect(turns.take(visitor(6, 'far away'))).not.toBeNull();
});
