import { playBy } from './sound-devices.ts';

/** What a person hears before a call: themselves, and two tones. Nothing of it leaves the browser. */

const echoMs = 2_000;

/** Root, then fifth: two tones are told from a hum. */
const tonesHz = [440, 660] as const;
const toneSeconds = 0.35;
const toneGain = 0.2;

interface Player {
  context: AudioContext;
  speakerId: string;
}

const untilEnded = (node: AudioScheduledSourceNode) =>
  new Promise<void>((resolve) => node.addEventListener('ended', () => resolve(), { once: true }));

async function withContext(speakerId: string, play: (player: Player) => Promise<void>): Promise<void> {
  const context = new AudioContext();
  try {
    await playBy(context, speakerId);
    await context.resume();
    await play({ context, speakerId });
  } finally {
    await context.close();
  }
}

/** Two seconds of a microphone, as the browser packs them. */
async function record(microphone: MediaStream): Promise<ArrayBuffer> {
  const recorder = new MediaRecorder(microphone);
  const pieces: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const stopped = new Promise<void>((resolve, reject) => {
    recorder.addEventListener('stop', () => resolve(), { once: true });
    recorder.addEventListener('error', reject, { once: true });
  });
  recorder.start();
  setTimeout(() => {
    if (recorder.state === 'recording') recorder.stop();
  }, echoMs);
  await stopped;
  return new Blob(pieces).arrayBuffer();
}

/**
 * Records two seconds and plays them back. `playing` is called between the two.
 *
 * @throws what the browser throws when it cannot record, unpack or play
 */
export async function playEcho(
  microphone: MediaStream,
  { speakerId, playing }: { speakerId: string; playing: () => void },
): Promise<void> {
  const recorded = await record(microphone);
  // Unpacked samples, because an address for the recording is not allowed by the page's policy (`media-src`).
  await withContext(speakerId, async ({ context }) => {
    const source = context.createBufferSource();
    source.buffer = await context.decodeAudioData(recorded);
    source.connect(context.destination);
    playing();
    source.start();
    await untilEnded(source);
  });
}

/** Plays two tones. @throws what the browser throws when it cannot play */
export async function playTones(speakerId: string): Promise<void> {
  await withContext(speakerId, async ({ context }) => {
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
