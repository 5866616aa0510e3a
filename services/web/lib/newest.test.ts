import { expect, it } from 'vitest';
import { createNewest } from './newest.ts';

it('keeps the newest try alone, and counts each thing by itself', () => {
  const begin = createNewest();
  const other = createNewest();
  const isFirst = begin();
  expect(isFirst()).toBe(true);
  other();
  expect(isFirst()).toBe(true);
  const isSecond = begin();
  expect(isFirst()).toBe(false);
  expect(isSecond()).toBe(true);
});
