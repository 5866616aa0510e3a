import { expect, it } from 'vitest';
import { createHeldMoney } from './held-money.ts';

it('what is held at once never exceeds what is left: the next waits until others have let go', async () => {
  let left = 10;
  const held = createHeldMoney(() => left);
  const first = await held.hold(6, true);
  let second: 'waits' | (() => void) | null = 'waits';
  const waiting = held.hold(6, true).then((letGo) => {
    second = letGo;
  });
  expect(await held.hold(6, false)).toBeNull();
  expect(second).toBe('waits');
  left -= 3;
  first?.();
  await waiting;
  expect(second).toBeTypeOf('function');
});

it('what fits in no case is told at once', async () => {
  expect(await createHeldMoney(() => 5).hold(6, true)).toBeNull();
});
