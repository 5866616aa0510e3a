import { alaw } from 'alawmulaw';
import { expect, test } from 'vitest';
import { decodeMulaw, encodeMulaw } from '../../voice/mulaw.ts';
import { fromMulaw, toMulaw } from './audio-format.ts';

const sine = Int16Array.from({ length: 800 }, (_, index) =>
  Math.round(12_000 * Math.sin((index * 2 * Math.PI * 440) / 8000)),
);
const mulaw = encodeMulaw(sine);

test('A-law agrees with another implementation, in both directions', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(decodeMulaw(toMulaw(all, { type: 'audio/pcma' }))).toEqual(
    decodeMulaw(encodeMulaw(alaw.decode(all))),
  );
  expect(fromMulaw(mulaw, { type: 'audio/pcma' })).toEqual(alaw.encode(decodeMulaw(mulaw)));
});

test('24 kHz linear audio keeps its length in time and its loudness, there and back', () => {
  const wide = fromMulaw(mulaw, { type: 'audio/pcm', rate: 24000 });
  expect(wide.length).toBe(mulaw.length * 6);
  const back = decodeMulaw(toMulaw(wide, { type: 'audio/pcm', rate: 24000 }));
  expect(back.length).toBe(sine.length);
  const energy = (samples: Int16Array) =>
    samples.slice(50, -50).reduce((sum, sample) => sum + sample ** 2, 0);
  expect(energy(back) / energy(sine)).toBeGreaterThan(0.85);
  expect(energy(back) / energy(sine)).toBeLessThan(1.15);
});

test('an incomplete sample at the end is dropped', () => {
  expect(toMulaw(new Uint8Array(13), { type: 'audio/pcm', rate: 24000 }).length).toBe(2);
});
