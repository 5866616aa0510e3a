import { expect, it } from 'vitest';
import { watchPageReturn } from './page-return.ts';

it('wakes when the network or the person comes back, and never after it was stopped', () => {
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: 'hidden' });
  const reasons: string[] = [];
  const stop = watchPageReturn(
    { window, document },
    { wake: (reason) => reasons.push(reason), sleep: (reason) => reasons.push(`sleep: ${reason}`) },
  );
  document.dispatchEvent(new Event('visibilitychange'));
  expect(reasons).toEqual([]);
  document.visibilityState = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event('online'));
  window.dispatchEvent(new Event('offline'));
  expect(reasons).toEqual(['page visible', 'online', 'sleep: offline']);
  stop();
  stop();
  window.dispatchEvent(new Event('online'));
  window.dispatchEvent(new Event('offline'));
  document.dispatchEvent(new Event('visibilitychange'));
  expect(reasons).toHaveLength(3);
});
