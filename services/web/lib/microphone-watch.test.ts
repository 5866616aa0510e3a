import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  type Devices,
  listMicrophones,
  type MicrophoneState,
  type Track,
  watchMicrophone,
} from './microphone-watch.ts';

class Headset extends EventTarget implements Track {
  readonly label = 'Headset';
  readyState: 'live' | 'ended' = 'live';
  muted = false;
  readonly settings = { deviceId: 'headset', groupId: 'usb' };
  getSettings() {
    return this.settings;
  }
  become(change: { readyState?: 'ended'; muted?: boolean }, event: string) {
    Object.assign(this, change);
    this.dispatchEvent(new Event(event));
  }
}

const input = (deviceId: string, groupId = 'usb', label = deviceId) => ({
  kind: 'audioinput' as const,
  ...{ deviceId, groupId, label },
});

class Computer extends EventTarget implements Devices {
  devices: Awaited<ReturnType<Devices['enumerateDevices']>> = [input('headset')];
  async enumerateDevices() {
    return this.devices;
  }
  async plug(...devices: typeof this.devices) {
    this.devices = devices;
    this.dispatchEvent(new Event('devicechange'));
    await vi.advanceTimersByTimeAsync(0);
  }
}

let track: Headset;
let devices: Computer;
let states: MicrophoneState[];
let stop: () => void;
const isGone = () => states.at(-1)?.isGone ?? false;

beforeEach(() => {
  vi.useFakeTimers();
  track = new Headset();
  devices = new Computer();
  states = [];
  stop = watchMicrophone({ track, devices }, (state) => states.push(state));
});
afterEach(() => {
  stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

it('is gone at once when its track has ended, and is named', () => {
  track.become({ readyState: 'ended' }, 'ended');
  expect(states).toEqual([{ isGone: true, name: 'Headset' }]);
});

it('is gone within two seconds when the system mutes it, and is back with the sound', async () => {
  track.become({ muted: true }, 'mute');
  await vi.advanceTimersByTimeAsync(900);
  expect(isGone()).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(isGone()).toBe(true);
  track.become({ muted: false }, 'unmute');
  expect(isGone()).toBe(false);
});

it('is not gone for a headset that mutes itself for half a second', async () => {
  track.become({ muted: true }, 'mute');
  await vi.advanceTimersByTimeAsync(500);
  track.become({ muted: false }, 'unmute');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(states).toEqual([]);
});

it('is gone when its device is, even if the browser does not end the track', async () => {
  await devices.plug(input('built in', 'board'));
  expect(isGone()).toBe(true);
  await devices.plug(input('built in', 'board'), input('headset'));
  expect(isGone()).toBe(false);
});

it('is gone when “default” has become another device', async () => {
  track.settings.deviceId = 'default';
  await devices.plug(input('default'));
  expect(isGone()).toBe(false);
  await devices.plug(input('default', 'board'));
  expect(isGone()).toBe(true);
});

it('is not gone when “default” moves to a newly plugged headset: the track stays with its device', async () => {
  Object.assign(track.settings, { deviceId: 'default', groupId: 'board' });
  await devices.plug(input('default', 'board'), input('built in', 'board'));
  await devices.plug(input('default', 'usb'), input('built in', 'board'), input('headset', 'usb'));
  expect(states).toEqual([]);
  await devices.plug(input('default', 'usb'), input('headset', 'usb'));
  expect(isGone()).toBe(true);
});

it('is not gone when its device is listed in another group: some browsers regroup with every device', async () => {
  await devices.plug(input('headset', 'regrouped'), input('built in', 'board'));
  expect(states).toEqual([]);
});

it('is identified by its id when the browser knows no groups', async () => {
  Object.assign(track.settings, { deviceId: 'default', groupId: '' });
  await devices.plug(input('default', ''), input('headset', ''));
  expect(states).toEqual([]);
});

it('is not gone when the devices have no names or cannot be listed', async () => {
  await devices.plug(input(''));
  devices.enumerateDevices = () => Promise.reject(new Error('not allowed'));
  devices.dispatchEvent(new Event('devicechange'));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(states).toEqual([]);
});

it('reports nothing after it was stopped', async () => {
  track.become({ muted: true }, 'mute');
  stop();
  track.become({ readyState: 'ended' }, 'ended');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(states).toEqual([]);
});

it('offers the available microphones, without aliases', async () => {
  const speaker = { kind: 'audiooutput' as const, deviceId: 'speaker', groupId: 'board', label: 'Speaker' };
  devices.devices = [
    input('default'),
    input('communications'),
    speaker,
    input('a', 'x', 'Built in'),
    input('b', 'y', ''),
  ];
  expect(await listMicrophones(devices, (number) => `Mikrofon ${number}`)).toEqual([
    { deviceId: 'a', name: 'Built in' },
    { deviceId: 'b', name: 'Mikrofon 2' },
  ]);
});
