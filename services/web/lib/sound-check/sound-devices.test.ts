import { describe, expect, it } from 'vitest';
import { toSoundDevices } from './sound-devices.ts';

const found = [
  { kind: 'audioinput', deviceId: 'default', label: 'Default – Headset' },
  { kind: 'audioinput', deviceId: 'm1', label: 'Headset' },
  { kind: 'audioinput', deviceId: '', label: '' },
  { kind: 'audiooutput', deviceId: 's1', label: 'Speaker' },
  { kind: 'audiooutput', deviceId: 'communications', label: 'Speaker' },
  { kind: 'videoinput', deviceId: 'c1', label: 'Camera' },
] as const;

describe('the devices that are offered', () => {
  it('are each offered once, without the names of the browser’s own choice', () => {
    expect(toSoundDevices(found, true)).toEqual({
      microphones: [{ deviceId: 'm1', label: 'Headset' }],
      speakers: [{ deviceId: 's1', label: 'Speaker' }],
    });
  });

  it('are no loudspeakers where the browser lets no page choose', () => {
    expect(toSoundDevices(found, false).speakers).toEqual([]);
  });
});
