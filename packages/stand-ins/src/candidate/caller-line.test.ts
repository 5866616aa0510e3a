import { describe, expect, it } from 'vitest';
import { createCallerLine } from './caller-line.ts';

describe('caller line', () => {
  it('is silent, then says clips in order, padded to frames', async () => {
    const line = createCallerLine();
    expect(new Set(line.takeFrame())).toEqual(new Set([0xff]));
    const said = line.say(new Uint8Array(200).fill(1));
    expect(line.isSpeaking).toBe(true);
    expect(line.takeFrame()).toEqual(new Uint8Array(160).fill(1));
    expect([...line.takeFrame()]).toEqual([...Array(40).fill(1), ...Array(120).fill(0xff)]);
    expect(line.isSpeaking).toBe(false);
    expect(await said).toBe(true);
  });

  it('settles a clip that was cut or refused as not said', async () => {
    const line = createCallerLine(1);
    const cut = line.say(new Uint8Array(320));
    expect(await line.say(new Uint8Array(320))).toBe(false);
    line.hush();
    expect(await cut).toBe(false);
    expect(line.isSpeaking).toBe(false);
  });
});
