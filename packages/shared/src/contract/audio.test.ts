import { expect, it } from 'vitest';
import { isSpeech } from './audio.ts';

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
