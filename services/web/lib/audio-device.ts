import { watchAudioClock } from './audio-clock.ts';
import { closeMicrophone } from './microphone.ts';
import { type MicrophoneState, watchMicrophone } from './microphone-watch.ts';
import { readChosenDevices } from './sound-check/chosen-devices.ts';
import { playBy } from './sound-check/sound-devices.ts';

/** The browser's audio as the phone needs it. Samples are between -1 and 1 at `sampleRate`. */
export interface AudioDevice {
  readonly sampleRate: number;
  readonly microphone: MediaStream;
  /** False while the browser waits for a gesture or has withdrawn the audio. */
  readonly isRunning: boolean;
  /** It says that it runs, and does not. Only another one will. */
  readonly isStanding: boolean;
  /** False when what is played cannot be heard. */
  readonly hasOutput: boolean;
  /** Whether what is played is removed from what is captured. */
  readonly cancelsEcho: boolean;
  play(samples: Float32Array<ArrayBuffer>): void;
  /** Comes back as `played` once the audio before it was played, or at `clear`. */
  mark(name: string): void;
  clear(): void;
  /** Switches to another microphone, which it then owns, and releases the previous one. */
  changeMicrophone(microphone: MediaStream): void;
  /** Asks the browser to let audio run. Works within a gesture. */
  resume(): Promise<void>;
  /** Releases the audio thread and leaves the microphone open. Twice is safe. */
  retire(): void;
  /** Releases the audio thread and the microphone. Twice is safe. */
  close(): void;
}

export interface AudioDeviceEvents {
  /** 20 ms from the microphone, and how loud the played audio was meanwhile (root mean square, 0 to 1). */
  captured(samples: Float32Array, playedLevel: number): void;
  played(mark: string): void;
  /** More audio arrived than the queue may hold, and was dropped. */
  overflowed(samples: number): void;
  runningChanged(isRunning: boolean): void;
  /** The microphone stopped giving sound, or gives it again. */
  microphoneChanged(state: MicrophoneState): void;
}

type FromWorklet =
  | { type: 'captured'; samples: Float32Array; playedLevel: number }
  | { type: 'mark'; name: string }
  | { type: 'overflow'; samples: number };

const workletUrl = '/phone-worklet.js';

/**
 * Starts the audio thread on a microphone that it then owns.
 *
 * @throws DOMException when the worklet cannot be loaded. The microphone is then released.
 */
export async function openAudioDevice(
  firstMicrophone: MediaStream,
  events: AudioDeviceEvents,
): Promise<AudioDevice> {
  let microphone = firstMicrophone;
  // At the device's own rate: not every browser connects a microphone to a context with another rate. The microphone is
  // open already: audio-clock.ts, rules 1 and 4.
  const context = new AudioContext({ latencyHint: 'interactive' });
  await playBy(context, readChosenDevices().speaker);
  try {
    await context.audioWorklet.addModule(workletUrl);
  } catch (error) {
    closeMicrophone(microphone);
    await context.close();
    throw error;
  }
  const node = new AudioWorkletNode(context, 'ringback-phone', {
    numberOfInputs: 1,
    numberOfOutputs: 1,
    outputChannelCount: [2],
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  node.port.onmessage = ({ data }: MessageEvent<FromWorklet>) => {
    if (data.type === 'captured') events.captured(data.samples, data.playedLevel);
    if (data.type === 'mark') events.played(data.name);
    if (data.type === 'overflow') events.overflowed(data.samples);
  };
  const clock = watchAudioClock(context, () => events.runningChanged(clock.isRunning));
  node.connect(context.destination);
  let detach = attach();
  let isClosed = false;

  /** Returns a function that disconnects the microphone. */
  function attach(): () => void {
    const source = context.createMediaStreamSource(microphone);
    source.connect(node);
    const [track] = microphone.getAudioTracks();
    const devices = navigator.mediaDevices;
    const stopWatching =
      track === undefined ? undefined : watchMicrophone({ track, devices }, events.microphoneChanged);
    return () => {
      stopWatching?.();
      source.disconnect();
    };
  }

  function retire(): void {
    if (isClosed) return;
    isClosed = true;
    node.port.postMessage({ type: 'close' });
    node.port.onmessage = null;
    clock.stop();
    detach();
    node.disconnect();
    void context.close();
  }

  return {
    sampleRate: context.sampleRate,
    hasOutput: true,
    get microphone() {
      return microphone;
    },
    get isRunning() {
      return clock.isRunning;
    },
    get isStanding() {
      return clock.isStanding;
    },
    get cancelsEcho() {
      const cancels = microphone.getAudioTracks()[0]?.getSettings().echoCancellation;
      // `remote-only` does not remove sound that the page makes itself, as ours does.
      return cancels === true || cancels === 'all';
    },
    play: (samples) => node.port.postMessage({ type: 'play', samples }, [samples.buffer]),
    mark: (name) => node.port.postMessage({ type: 'mark', name }),
    clear: () => node.port.postMessage({ type: 'clear' }),
    changeMicrophone(next) {
      if (isClosed) return closeMicrophone(next);
      detach();
      closeMicrophone(microphone);
      microphone = next;
      detach = attach();
    },
    async resume() {
      // Never during an interruption: audio-clock.ts, rule 2.
      if (!isClosed && context.state === 'suspended') await context.resume();
    },
    retire,
    close() {
      retire();
      closeMicrophone(microphone);
    },
  };
}
