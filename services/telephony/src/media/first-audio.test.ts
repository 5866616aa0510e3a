import { expect, it } from 'vitest';
import { createFirstAudio } from './first-audio.ts';

function measured() {
  const seen: number[] = [];
  const clock = { own: 1_000, fleet: 1_700_000_000_000 };
  const firstAudio = createFirstAudio({
    observe: (seconds) => seen.push(seconds),
    fleetNow: () => clock.fleet,
    now: () => clock.own,
  });
  const pass = (ms: number) => {
    clock.own += ms;
    clock.fleet += ms;
  };
  return { seen, clock, firstAudio, pass };
}

it('counts from the key, whose time in the log is by another clock than our own', () => {
  const { seen, clock, firstAudio, pass } = measured();
  const pressedAt = clock.fleet;
  pass(40);
  firstAudio.readyAt(pressedAt);
  pass(200);
  firstAudio.attached();
  pass(110);
  firstAudio.spoken();
  firstAudio.spoken();
  expect(seen).toEqual([0.35]);
});

it('counts from the audio when there is no key, and ignores what was said before', () => {
  const { seen, firstAudio, pass } = measured();
  firstAudio.spoken();
  firstAudio.attached();
  pass(120);
  firstAudio.spoken();
  expect(seen).toEqual([0.12]);
});

it('measures nothing of an interview that was resumed', () => {
  const { seen, firstAudio } = measured();
  firstAudio.skip();
  firstAudio.attached();
  firstAudio.spoken();
  expect(seen).toEqual([]);
});
