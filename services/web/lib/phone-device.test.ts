import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AudioDevice, AudioDeviceEvents } from './audio-device.ts';
import { type DeviceOpeners, openPhoneDevice } from './phone-device.ts';

const microphone = {} as MediaStream;

/** A device that does what a test says. */
class FakeDevice implements AudioDevice {
  readonly sampleRate: number;
  readonly microphone = microphone;
  readonly cancelsEcho = true;
  isRunning = false;
  isStanding = false;
  isRetired = false;
  isClosed = false;
  resumed = 0;
  readonly hasOutput: boolean;
  readonly events: AudioDeviceEvents;
  constructor(hasOutput: boolean, events: AudioDeviceEvents) {
    this.hasOutput = hasOutput;
    this.events = events;
    this.sampleRate = hasOutput ? 48_000 : 8_000;
  }
  play() {}
  mark() {}
  clear() {}
  changeMicrophone() {}
  async resume() {
    this.resumed += 1;
  }
  retire() {
    this.isRetired = true;
  }
  close() {
    this.isClosed = true;
  }
}

let devices: FakeDevice[];
let running: boolean[];
let rates: number[];
let problems: string[];
/** Whether a context that is opened starts. */
let hasLoudspeaker = true;
let isReadable = true;
let isTouched = true;

const newest = () => devices.at(-1) ?? expect.fail('no device');
const openers: DeviceOpeners = {
  async heard(_microphone, events) {
    const device = new FakeDevice(true, events);
    device.isRunning = hasLoudspeaker;
    devices.push(device);
    return device;
  },
  async unheard(_microphone, events) {
    if (!isReadable) throw new Error('not readable');
    const device = new FakeDevice(false, events);
    device.isRunning = true;
    devices.push(device);
    return device;
  },
  wasTouched: () => isTouched,
};
const open = () =>
  openPhoneDevice(
    microphone,
    {
      captured: () => undefined,
      played: () => undefined,
      overflowed: () => undefined,
      microphoneChanged: () => undefined,
      runningChanged: (isRunning) => running.push(isRunning),
      reopened: ({ sampleRate }) => rates.push(sampleRate),
      problem: (reason) => problems.push(reason),
    },
    openers,
  );

beforeEach(() => {
  vi.useFakeTimers();
  devices = [];
  running = [];
  rates = [];
  problems = [];
  hasLoudspeaker = isReadable = isTouched = true;
});
afterEach(() => vi.useRealTimers());

it('stays with a context that runs', async () => {
  const device = await open();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(devices).toHaveLength(1);
  expect(device).toMatchObject({ isRunning: true, hasOutput: true });
});

it('reads the microphone alone when a page that was touched plays nothing', async () => {
  hasLoudspeaker = false;
  const device = await open();
  await vi.advanceTimersByTimeAsync(2_900);
  expect(devices).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(device).toMatchObject({ isRunning: true, hasOutput: false, sampleRate: 8_000 });
  expect(devices[0]?.isRetired).toBe(true);
  expect(rates).toEqual([8_000]);
  expect(running.at(-1)).toBe(true);
});

it('waits for the gesture of a page that was not touched, and then as long as a context takes', async () => {
  hasLoudspeaker = isTouched = false;
  const device = await open();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(devices).toHaveLength(1);
  isTouched = true;
  await device.resume();
  expect(devices[0]?.resumed).toBe(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(device.hasOutput).toBe(false);
});

it('plays again once there is a loudspeaker, at the rate of the new context', async () => {
  hasLoudspeaker = false;
  const device = await open();
  await vi.advanceTimersByTimeAsync(3_000);
  hasLoudspeaker = true;
  await device.resume();
  expect(device).toMatchObject({ isRunning: true, hasOutput: true, sampleRate: 48_000 });
  expect(devices[1]?.isRetired).toBe(true);
  expect(rates).toEqual([8_000, 48_000]);
});

it('replaces a context whose clock stands', async () => {
  const device = await open();
  const first = newest();
  first.isRunning = false;
  first.isStanding = true;
  first.events.runningChanged(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(devices).toHaveLength(2);
  expect(first.isRetired).toBe(true);
  expect(device.isRunning).toBe(true);
});

it('tells of a context that another program has interrupted, and leaves it alone', async () => {
  const device = await open();
  newest().isRunning = false;
  newest().events.runningChanged(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(devices).toHaveLength(1);
  expect(device.isRunning).toBe(false);
  expect(running).toEqual([false]);
});

it('keeps the context where the microphone cannot be read without one', async () => {
  hasLoudspeaker = isReadable = false;
  const device = await open();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(device).toMatchObject({ isRunning: false, hasOutput: true });
  expect(problems).toEqual(['Error: not readable']);
  device.close();
  expect(newest().isClosed).toBe(true);
});

it('releases what was opened while it was closed', async () => {
  hasLoudspeaker = false;
  const device = await open();
  vi.advanceTimersByTime(3_000);
  device.close();
  await vi.advanceTimersByTimeAsync(0);
  expect(devices.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(devices).toHaveLength(2);
});
