import { expect, it } from 'vitest';
import { createInOrder } from './in-order.ts';

it('counts a slow answer, but not after a later one has come', () => {
  const looks = createInOrder();
  const [first, second, third] = [looks.ask(), looks.ask(), looks.ask()];
  expect(first()).toBe(true);
  expect(third()).toBe(true);
  expect(second()).toBe(false);
});

it('counts nothing that was asked before a change was made', () => {
  const looks = createInOrder();
  const before = looks.ask();
  looks.settle();
  expect(before()).toBe(false);
  expect(looks.ask()()).toBe(true);
});
