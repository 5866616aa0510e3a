import type { AudioDevice, AudioDeviceEvents } from './audio-device.ts';

/** How the audio of a page is opened. Both take the microphone over. */
export interface DeviceOpeners {
  /** With a loudspeaker. */
  heard(microphone: MediaStream, events: AudioDeviceEvents): Promise<AudioDevice>;
  /** Without one. The microphone is left open when it cannot be read. */
  unheard(microphone: MediaStream, events: AudioDeviceEvents): Promise<AudioDevice>;
  /** Whether a person has touched this page, so that no browser holds its sound back. */
  wasTouched(): boolean;
}

/** What the phone is told beside what a device tells. */
export interface PhoneDeviceEvents extends AudioDeviceEvents {
  /** Another device has taken over, perhaps at another rate. */
  reopened(device: AudioDevice): void;
  problem(reason: string): void;
}

/** Longer than any browser takes to start a context that may run. */
const startsWithinMs = 3_000;

/**
 * The audio of a page for one call. A context that stands is replaced. Where no sound can be played, the microphone is
 * read alone: the call goes on, and its words can be read. `resume` then looks for an output again.
 *
 * @throws DOMException when the worklet cannot be loaded. The microphone is then released.
 */
export async function openPhoneDevice(
  microphone: MediaStream,
  events: PhoneDeviceEvents,
  open: DeviceOpeners,
): Promise<AudioDevice> {
  let isClosed = false;
  let isChanging = false;
  let startTimer: ReturnType<typeof setTimeout> | undefined;
  const ownEvents: AudioDeviceEvents = { ...events, runningChanged };
  let inner = await open.heard(microphone, ownEvents);
  expectStart();

  function runningChanged(isRunning: boolean): void {
    if (isClosed || isChanging) return;
    clearTimeout(startTimer);
    if (inner.isStanding) void change('heard');
    else events.runningChanged(isRunning);
  }

  /** A page that was touched may play sound. If its context does not start, there is nothing to play it on. */
  function expectStart(): void {
    clearTimeout(startTimer);
    if (inner.isRunning || !open.wasTouched()) return;
    startTimer = setTimeout(() => {
      if (!isClosed && !inner.isRunning) void change('unheard');
    }, startsWithinMs);
  }

  /** Puts another device in the place of the present one, on the same microphone. */
  async function change(to: 'heard' | 'unheard'): Promise<void> {
    if (isChanging || isClosed) return;
    isChanging = true;
    const before = inner;
    try {
      if (to === 'heard') {
        before.retire();
        inner = await open.heard(before.microphone, ownEvents);
      } else {
        inner = await open.unheard(before.microphone, ownEvents);
        before.retire();
      }
    } catch (error) {
      events.problem(String(error));
    }
    isChanging = false;
    if (isClosed) return inner.close();
    if (inner !== before) events.reopened(inner);
    events.runningChanged(inner.isRunning);
  }

  return {
    get sampleRate() {
      return inner.sampleRate;
    },
    get microphone() {
      return inner.microphone;
    },
    get isRunning() {
      return inner.isRunning;
    },
    get isStanding() {
      return inner.isStanding;
    },
    get hasOutput() {
      return inner.hasOutput;
    },
    get cancelsEcho() {
      return inner.cancelsEcho;
    },
    play: (samples) => inner.play(samples),
    mark: (name) => inner.mark(name),
    clear: () => inner.clear(),
    changeMicrophone: (next) => inner.changeMicrophone(next),
    async resume() {
      if (inner.isStanding || !inner.hasOutput) await change('heard');
      else await inner.resume();
      expectStart();
    },
    retire: () => inner.retire(),
    close() {
      isClosed = true;
      clearTimeout(startTimer);
      inner.close();
    },
  };
}
