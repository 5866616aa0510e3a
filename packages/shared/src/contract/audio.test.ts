import { describe, expect, it } from 'vitest';
import {
  gapFrame,
  judgeSpeech,
  mayHoldVoice,
  payloadMs,
  soundShare,
  toLoudness,
  unknownNoiseDb,
} from './audio.ts';

const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const frame = (low: number, high: number) =>
  encode(Uint8Array.from({ length: 160 }, (_, index) => (index % 16 < 8 ? low : high)));
const silence = encode(new Uint8Array(160).fill(0xff));

const positiveCodes = Array.from({ length: 128 }, (_, index) => {
  const code = 0x80 | index;
  return { code, loudness: toLoudness(frame(code, code)) };
});
/** A square wave of this loudness in µ-law: the nearest of the 128 positive codes and its opposite. */
function sound(rms: number): string {
  const off = ({ loudness }: { loudness: number }) => Math.abs(loudness - rms);
  const [{ code } = { code: 0xff }] = positiveCodes.toSorted((one, other) => off(one) - off(other));
  return frame(code, code ^ 0x80);
}

/** The verdicts on 20 ms pieces, one after the other. */
function listen(payloads: readonly string[]) {
  let noiseDb: number = unknownNoiseDb;
  return payloads.map((payload) => {
    const verdict = judgeSpeech(noiseDb, { payload, audioMs: 20 });
    noiseDb = verdict.noiseDb;
    return verdict.isSpeech;
  });
}
const times = (payload: string, count: number): string[] => Array.from({ length: count }, () => payload);
/** Syllables of 160 ms with dips of 40 ms between them. */
const talk = (rms: number, room: number, count: number) =>
  Array.from({ length: count }, () => [...times(sound(rms), 8), ...times(sound(room), 2)]).flat();
const share = (verdicts: readonly boolean[]) => verdicts.filter(Boolean).length / verdicts.length;

it('knows how loud µ-law is', () => {
  expect(toLoudness(silence)).toBe(0);
  expect(toLoudness(frame(0x80, 0x00))).toBeCloseTo(32_124 / 32_768, 5);
  expect(toLoudness(sound(0.028))).toBeCloseTo(0.028, 2);
  expect(toLoudness('')).toBe(0);
});

describe('speech', () => {
  it('is heard in a quiet voice in a quiet room from its first word on', () => {
    const heard = listen([...times(sound(0.002), 50), ...talk(0.018, 0.002, 10)]).slice(50);
    expect(heard.slice(0, 8)).toEqual(times('', 8).map(() => true));
    expect(share(heard)).toBeCloseTo(0.8, 1);
    expect(share(listen([...times(silence, 50), ...talk(0.018, 0.002, 10)]).slice(50))).toBeCloseTo(0.8, 1);
  });

  it('is not found in the noise of a room, once that noise is known', () => {
    expect(share(listen(times(sound(0.02), 400)).slice(250))).toBe(0);
    expect(share(listen(times(sound(0.008), 400)))).toBe(0);
    expect(share(listen(times(silence, 50)))).toBe(0);
    expect(share(listen(times(frame(0xe5, 0x68), 50)))).toBe(0);
  });

  it('is heard over a loud room', () => {
    const heard = listen([...times(sound(0.02), 300), ...talk(0.15, 0.02, 20)]).slice(300);
    expect(share(heard)).toBeCloseTo(0.8, 1);
  });

  it('goes on for a minute without being taken for noise, and digital silence does not count as a quiet room', () => {
    const heard = listen(talk(0.05, 0.002, 300));
    expect(share(heard.slice(-500))).toBeCloseTo(0.8, 1);
    const muted = listen([...times(sound(0.02), 300), ...times(silence, 100), ...times(sound(0.02), 50)]);
    expect(share(muted.slice(400))).toBe(0);
  });
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

it('treats anything that is not base64 as silence, since it comes from outside', () => {
  for (const payload of ['A', '%%%', 'ÿÿÿÿ', 'AAA=A']) {
    expect([toLoudness(payload), soundShare(payload), mayHoldVoice(payload)]).toEqual([0, 0, false]);
    expect(judgeSpeech(unknownNoiseDb, { payload, audioMs: 20 })).toEqual({
      isSpeech: false,
      noiseDb: unknownNoiseDb,
    });
  }
});

describe('how long a piece lasts', () => {
  it.each([1, 2, 3, 8, 159, 160, 161])('%i bytes, whatever the padding of their base64', (bytes) => {
    expect(payloadMs(encode(new Uint8Array(bytes)))).toBe(bytes / 8);
  });
});

describe('a frame that stands in for one that did not come', () => {
  it('is 20 ms of silence, and no silence that a line sends', () => {
    expect([payloadMs(gapFrame), toLoudness(gapFrame)]).toEqual([20, 0]);
    const sent = [0xff, 0x7f].map((code) => frame(code, code));
    expect([...sent, frame(0xff, 0x7f), frame(0x7f, 0xff)]).not.toContain(gapFrame);
  });
});
