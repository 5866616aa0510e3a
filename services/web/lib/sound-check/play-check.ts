import { playBy } from './sound-devices.ts';

/** What a person hears before a call: themselves, and two tones. Nothing of it leaves the browser. */

const echoMs = 2_000;

/** Root, then fifth: two tones are told from a hum. */
const tonesHz = [440, 660] as const;
const toneSeconds = 0.35;
const toneGain = 0.2;

/** How something is played. `signal`: it ends at once. */
interface Playing {
  speakerId: string;
  signal: AbortSignal;
}

const untilEnded = (node: AudioScheduledSourceNode) =>
  new Promise<void>((resolve) => node.addEventListener('ended', () => resolve(), { once: true }));

/** @throws the signal's reason as soon as it is aborted, whatever the work still does */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const aborted = () => reject(signal.reason);
  if (signal.aborted) aborted();
  signal.addEventListener('abort', aborted, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', aborted);
  }
}

/** Closing the context is what ends its sound. */
async function withContext(
  { speakerId, signal }: Playing,
  play: (context: AudioContext) => Promise<void>,
): Promise<void> {
  signal.throwIfAborted();
  const context = new AudioContext();
  const playAll = async (): Promise<void> => {
    await playBy(context, speakerId);
    await context.resume();
    signal.throwIfAborted();
    await play(context);
  };
  try {
    await unlessAborted(signal, playAll());
  } finally {
    await context.close();
  }
}

/** Two seconds of a microphone, as the browser packs them. */
async function record(microphone: MediaStream, signal: AbortSignal): Promise<ArrayBuffer> {
  signal.throwIfAborted();
  const recorder = new MediaRecorder(microphone);
  const pieces: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const stopped = new Promise<void>((resolve, reject) => {
    recorder.addEventListener('stop', () => resolve(), { once: true });
    recorder.addEventListener('error', reject, { once: true });
  });
  const stop = () => {
    if (recorder.state === 'recording') recorder.stop();
  };
  recorder.start();
  const timer = setTimeout(stop, echoMs);
  try {
    await unlessAborted(signal, stopped);
  } finally {
    clearTimeout(timer);
    stop();
  }
  return new Blob(pieces).arrayBuffer();
}

/**
 * Records two seconds and plays them back. `playing` is called between the two.
 *
 * @throws what the browser throws when it cannot record, unpack or play, and the signal's reason
 */
export async function playEcho(
  microphone: MediaStream,
  { playing, ...how }: Playing & { playing: () => void },
): Promise<void> {
  const recorded = await record(microphone, how.signal);
  // Unpacked samples, because an address for the recording is not allowed by the page's policy (`media-src`).
  await withContext(how, async (context) => {
    const source = context.createBufferSource();
    source.buffer = await context.decodeAudioData(recorded);
    how.signal.throwIfAborted();
    source.connect(context.destination);
    playing();
    source.start();
    await untilEnded(source);
  });
}

/** Plays two tones. @throws what the browser throws when it cannot play, and the signal's reason */
export async function playTones(how: Playing): Promise<void> {
  await withContext(how, async (context) => {
    const gain = context.createGain();
    gain.gain.value = toneGain;
    gain.connect(context.destination);
    const tones = tonesHz.map((frequency, index) => {
      const tone = context.createOscillator();
      tone.frequency.value = frequency;
      tone.connect(gain);
      tone.start(context.currentTime + index * toneSeconds);
      tone.stop(context.currentTime + (index + 1) * toneSeconds);
      return tone;
    });
    await Promise.all(tones.map(untilEnded));
  });
}
