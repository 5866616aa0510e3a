import { mulaw } from 'alawmulaw';
import { expect, test } from 'vitest';
import { decodeMulaw, encodeMulaw, SILENCE_BYTE } from './mulaw.ts';

test('every byte decodes as the reference library decodes it', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(decodeMulaw(bytes)).toEqual(mulaw.decode(bytes));
});

test('every sample encodes as the reference library encodes it', () => {
  const samples = Int16Array.from({ length: 65_536 }, (_, index) => index - 32_768);
  expect(encodeMulaw(samples)).toEqual(mulaw.encode(samples));
});

test('every byte except the second zero survives the way to samples and back', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const expected = bytes.map((byte) => (byte === 0x7f ? SILENCE_BYTE : byte));
  expect(encodeMulaw(decodeMulaw(bytes))).toEqual(expected);
});

test('silence is the byte 0xFF', () => {
  expect(encodeMulaw(new Int16Array([0]))).toEqual(new Uint8Array([SILENCE_BYTE]));
});
