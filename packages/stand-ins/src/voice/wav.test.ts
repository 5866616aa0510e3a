import { expect, test } from 'vitest';
import { readWav, writeWav } from './wav.ts';

test('samples and rate survive a file', () => {
  const samples = Int16Array.from([0, 1, -1, 32_767, -32_768]);
  expect(readWav(writeWav(samples, 16_000))).toEqual({ samples, sampleRate: 16_000 });
});

test('other chunks before the data are skipped', () => {
  const file = writeWav(Int16Array.from([5, 6]), 8000);
  const list = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1');
  const withList = Buffer.concat([file.subarray(0, 36), list, file.subarray(36)]);
  expect(readWav(withList).samples).toEqual(Int16Array.from([5, 6]));
});

test('anything else is refused', () => {
  const stereo = writeWav(Int16Array.from([1, 2]), 8000);
  stereo.writeUInt16LE(2, 22);
  expect(() => readWav(stereo)).toThrow('not 16-bit PCM mono');
  expect(() => readWav(new Uint8Array(100))).toThrow('not a WAV file');
  expect(() => readWav(writeWav(new Int16Array(4), 8000).subarray(0, 36))).toThrow('without format or data');
});
