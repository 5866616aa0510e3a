import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readChosenDevices, rememberChosenDevices } from './chosen-devices.ts';
import { openChosenMicrophone } from './open-chosen-microphone.ts';

const asked: unknown[] = [];
/** The name of the error with which the browser refuses a device that was named. */
let refusal: string | null = null;

beforeEach(() => {
  asked.length = 0;
  refusal = null;
  const kept = new Map<string, string>();
  vi.stubGlobal('window', { isSecureContext: true });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  vi.stubGlobal('navigator', {
    mediaDevices: {
      async getUserMedia({ audio }: { audio: { deviceId?: { exact: string } } }) {
        asked.push(audio.deviceId?.exact ?? null);
        if (refusal !== null && audio.deviceId) throw new DOMException('', refusal);
        return 'microphone';
      },
    },
  });
});
afterEach(() => void vi.unstubAllGlobals());

describe('the microphone of a call', () => {
  it('is the one that was chosen in the check', async () => {
    rememberChosenDevices({ microphone: 'headset', speaker: '' });
    expect(await openChosenMicrophone()).toBe('microphone');
    expect(asked).toEqual(['headset']);
  });

  it('is the browser’s own when the chosen one was unplugged', async () => {
    rememberChosenDevices({ microphone: 'headset', speaker: '' });
    refusal = 'OverconstrainedError';
    expect(await openChosenMicrophone()).toBe('microphone');
    expect(asked).toEqual(['headset', null]);
  });

  it('is none when the person does not allow it: they are not asked twice', async () => {
    rememberChosenDevices({ microphone: 'headset', speaker: '' });
    refusal = 'NotAllowedError';
    await expect(openChosenMicrophone()).rejects.toMatchObject({ problem: 'denied' });
    expect(asked).toEqual(['headset']);
  });

  it('is the browser’s own where nothing was chosen, or storage holds something else', async () => {
    sessionStorage.setItem('ringback.devices', '{"microphone":7}');
    expect(readChosenDevices()).toEqual({ microphone: '', speaker: '' });
    await openChosenMicrophone();
    expect(asked).toEqual([null]);
  });
});
