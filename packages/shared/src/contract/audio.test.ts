import { expect, it } from 'vitest';
import { isSpeech, soundShare } from './audio.ts';

const frame = (low: number, high: number) =>
  Buffer.from(Uint8Array.from({ length: 160 }, (_, index) => (index % 16 < 8 ? low : high))).toString(
    'base64',
  );

it('tells speech from silence and line noise', () => {
  expect(isSpeech([frame(0x90, 0x10)])).toBe(true);
  expect(isSpeech([frame(0xff, 0x7f)])).toBe(false);
  expect(isSpeech([frame(0xe5, 0x68)])).toBe(false);
  expect(isSpeech([])).toBe(false);
});

it('tells where the sound in a piece of audio ends', () => {
  const [sound, silence] = [frame(0x90, 0x10), frame(0xff, 0x7f)].map((payload) =>
    Buffer.from(payload, 'base64'),
  );
  const share = (...frames: (Buffer | undefined)[]) =>
    soundShare(Buffer.concat(frames.flatMap((part) => part ?? [])).toString('base64'));
  expect(share(sound, sound)).toBe(1);
  expect(share(silence, sound, silence, silence)).toBe(0.5);
  expect(share(silence)).toBe(0);
  expect(share()).toBe(0);
});
