import { expect, it } from 'vitest';
import { instanceIdSchema } from './ids.ts';
import { hasSuccessor } from './instances.ts';

const own = instanceIdSchema.parse('bridge-1');
const other = instanceIdSchema.parse('bridge-2');

it('another instance that takes sessions is a successor', () => {
  const self = { instance: own, draining: true };
  expect(hasSuccessor([self, { instance: other, draining: false }], own)).toBe(true);
  expect(hasSuccessor([self, { instance: other, draining: true }], own)).toBe(false);
  expect(hasSuccessor([{ instance: own, draining: false }], own)).toBe(false);
});
