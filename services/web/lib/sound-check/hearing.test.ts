import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createHearingCheck, type Hearing, type HearingCheck } from './hearing.ts';

let states: Hearing[];
let check: HearingCheck;
beforeEach(() => {
  states = [];
  check = createHearingCheck((hearing) => states.push(hearing));
});
const played = async () => {};
const refused = () => Promise.reject(new Error('no sound'));

describe('what is heard before a call', () => {
  it('is an echo that is recorded, played and over', async () => {
    await check.run('echo', async ({ playing }) => playing());
    expect(states).toEqual([
      { listening: 'echo_recording', isBusy: true },
      { listening: 'echo_playing', isBusy: true },
      { listening: null, isBusy: false },
    ]);
  });

  it('can be asked for again after the tones, and after a failure of either', async () => {
    const echo = vi.fn(played);
    await check.run('tones', played);
    expect(states.at(-1)).toEqual({ listening: 'tones', isBusy: false });
    await check.run('echo', echo);
    await check.run('tones', refused);
    expect(states.at(-1)).toEqual({ listening: 'tones_failed', isBusy: false });
    await check.run('echo', echo);
    await check.run('echo', refused);
    expect(states.at(-1)).toEqual({ listening: 'echo_failed', isBusy: false });
    await check.run('echo', echo);
    expect(echo).toHaveBeenCalledTimes(3);
  });

  it('is one thing at a time', async () => {
    const echo = Promise.withResolvers<void>();
    const tones = vi.fn(played);
    const run = check.run('echo', () => echo.promise);
    await check.run('tones', tones);
    await check.run('echo', tones);
    expect(tones).not.toHaveBeenCalled();
    echo.resolve();
    await run;
  });

  it('ends when the page is left: nothing late is told, and the next can begin', async () => {
    const echo = Promise.withResolvers<void>();
    let told: { signal: AbortSignal; playing: () => void } | undefined;
    const run = check.run('echo', (parts) => {
      told = parts;
      return echo.promise;
    });
    check.stop();
    check.stop();
    expect(told?.signal.aborted).toBe(true);
    const next = check.run('tones', played);
    told?.playing();
    echo.reject(new Error('aborted'));
    await Promise.all([run, next]);
    expect(states.map(({ listening }) => listening)).toEqual(['echo_recording', null, 'tones', 'tones']);
  });
});
