import { describe, expect, it } from 'vitest';
import { createCallerMicrophone } from './caller-microphone.ts';

describe('caller microphone', () => {
  it('is silent, then says clips in order, padded to frames', async () => {
    const microphone = createCallerMicrophone();
    expect(new Set(microphone.takeFrame())).toEqual(new Set([0xff]));
    const said = microphone.say(new Uint8Array(200).fill(1));
    expect(microphone.isSpeaking).toBe(true);
    expect(microphone.takeFrame()).toEqual(new Uint8Array(160).fill(1));
    expect([...microphone.takeFrame()]).toEqual([...Array(40).fill(1), ...Array(120).fill(0xff)]);
    expect(microphone.isSpeaking).toBe(false);
    expect(await said).toBe(true);
  });

  it('settles a clip that was cut or refused as not said', async () => {
    const microphone = createCallerMicrophone(1);
    const cut = microphone.say(new Uint8Array(320));
    expect(await microphone.say(new Uint8Array(320))).toBe(false);
    microphone.hush();
    expect(await cut).toBe(false);
    expect(microphone.isSpeaking).toBe(false);
  });
});
