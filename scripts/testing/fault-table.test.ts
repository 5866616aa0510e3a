import { expect, it } from 'vitest';
import { toFaultTable } from './fault-table.ts';

it('shows bound and measurement side by side, and the first line of each failure’s reason', () => {
  const base = { row: '4', moment: 'M5', what: 'Redis killed', boundMs: 1_500 };
  const table = toFaultTable([
    { ...base, measuredMs: 686.6, failure: null },
    { ...base, boundMs: null, measuredMs: null, failure: 'a call too many\n  at place' },
  ]);
  const [head, one, other] = table.split('\n').map((line) => line.trim().split(/ {2,}/));
  expect(head).toEqual(['row', 'moment', 'fault', 'bound', 'measured', 'result']);
  expect(one).toEqual(['4', 'M5', 'Redis killed', '1500 ms', '687 ms', 'ok']);
  expect(other).toEqual(['4', 'M5', 'Redis killed', 'FAILED: a call too many']);
});
