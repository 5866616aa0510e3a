import { afterEach, expect, it, vi } from 'vitest';
import { createSoundLock, type SoundLock } from './sound-lock.ts';

const tabs: SoundLock[] = [];
const open = (sessionId: string) => {
  const tab = createSoundLock(sessionId);
  tabs.push(tab);
  return tab;
};
afterEach(() => {
  for (const tab of tabs.splice(0)) tab.release();
});

/** Web Locks of this process stand for those of one browser. */
const hasLocks = globalThis.navigator?.locks !== undefined;

it.runIf(hasLocks)('is the phone of one tab, until that lets go', async () => {
  const [phone, other] = [open('one'), open('one')];
  expect(await phone.take()).toBe(true);
  expect(await other.take()).toBe(false);
  expect(await other.isElsewhere()).toBe(true);
  expect(await phone.isElsewhere()).toBe(false);
  phone.release();
  expect(await other.whenFree()).toBe(true);
  expect(await other.take()).toBe(true);
});

it.runIf(hasLocks)('is not thought to be with a tab that only waits for it', async () => {
  const [phone, first, second] = [open('two'), open('two'), open('two')];
  await phone.take();
  const locks = globalThis.navigator.locks;
  const wait = Promise.all([first.whenFree(), second.whenFree()]);
  await vi.waitFor(async () => expect((await locks.query()).pending).toHaveLength(2));
  // Held for a moment by a tab that has just learnt that the phone is gone.
  let letGo = (): void => {};
  const waiting = locks.request(
    'ringback-line-two',
    { mode: 'shared' },
    () =>
      new Promise<void>((resolve) => {
        letGo = resolve;
      }),
  );
  phone.release();
  await wait;
  expect(await first.isElsewhere()).toBe(false);
  expect(await second.isElsewhere()).toBe(false);
  letGo();
  await waiting;
});

it('ends a wait when its page is left', async () => {
  const [phone, other] = [open('three'), open('three')];
  await phone.take();
  const wait = other.whenFree();
  other.release();
  expect(await wait).toBe(false);
});
